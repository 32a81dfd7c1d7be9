import sys, json, random, math, warnings
warnings.filterwarnings('ignore')
which=sys.argv[1]; n=int(sys.argv[2]); R=random.Random(17); out=[]
r=lambda a,b:round(R.uniform(a,b),6); k=lambda a,b:R.randint(a,b)
N=30
if which=='torch':
    import torch; L=torch.optim.lr_scheduler
    def simple():
        c=R.choice(['StepLR','MultiStepLR','ConstantLR','LinearLR','ExponentialLR','PolynomialLR','CosineAnnealingLR','CosineAnnealingWarmRestarts','CyclicLR','OneCycleLR'])
        kw={'StepLR':lambda:dict(step_size=k(1,12),gamma=r(.1,.9)),'MultiStepLR':lambda:dict(milestones=[k(1,25) for _ in range(k(1,4))],gamma=r(.1,.9)),
        'ConstantLR':lambda:dict(factor=r(.1,1),total_iters=k(0,15)),'LinearLR':lambda:dict(start_factor=r(.05,1),end_factor=r(0.01,1),total_iters=k(1,20)),
        'ExponentialLR':lambda:dict(gamma=r(.5,1)),'PolynomialLR':lambda:dict(total_iters=k(1,25),power=r(.5,3)),
        'CosineAnnealingLR':lambda:dict(T_max=k(1,25),eta_min=r(0,.01)),'CosineAnnealingWarmRestarts':lambda:dict(T_0=k(1,9),T_mult=k(1,3),eta_min=r(0,.01)),
        'CyclicLR':lambda:dict(base_lr=r(.001,.01),max_lr=r(.05,.2),step_size_up=k(1,9),step_size_down=R.choice([None,k(1,9)]),mode=R.choice(['triangular','triangular2','exp_range']),gamma=r(.9,1)),
        'OneCycleLR':lambda:dict(max_lr=r(.05,.5),total_steps=k(5,40),pct_start=r(.1,.6),anneal_strategy=R.choice(['cos','linear']),div_factor=r(5,30),final_div_factor=r(10,1e4),three_phase=R.random()<.3)}[c]()
        return {'name':c,'args':[],'keywords':kw}
    def spec():
        x=R.random()
        rec=lambda:(lambda s: s if s['name'] not in('CyclicLR','OneCycleLR') else rec())(simple())
        if x<.1: return {'name':'SequentialLR','args':[],'keywords':{'schedulers':[rec() for _ in range(3)],'milestones':sorted([k(1,12),k(13,25)])}}
        if x<.2: return {'name':'ChainedScheduler','args':[[rec(),rec()]],'keywords':{}}
        if x<.3: return {'name':'ReduceLROnPlateau','args':[],'keywords':dict(mode=R.choice(['min','max']),factor=r(.1,.9),patience=k(0,4),threshold=r(0,.1),threshold_mode=R.choice(['rel','abs']),cooldown=k(0,3),min_lr=r(0,.01))}
        return simple()
    def make(s,o):
        kw=dict(s['keywords']); a=list(s['args'])
        if 'schedulers' in kw: kw['schedulers']=[make(p,o) for p in kw['schedulers']]
        if s['name']=='ChainedScheduler': return L.ChainedScheduler([make(p,o) for p in a[0]])
        return getattr(L,s['name'])(o,*a,**kw)
    for i in range(n):
        s=spec(); rates=[r(.01,.5) for _ in range(k(1,2))]
        o=torch.optim.SGD([{'params':[torch.nn.Parameter(torch.zeros(1))],'lr':x} for x in rates],lr=.1,momentum=.9)
        simple_ok=s['name'] in('StepLR','MultiStepLR','ConstantLR','LinearLR','ExponentialLR','PolynomialLR','CosineAnnealingLR','CosineAnnealingWarmRestarts')
        mode=R.choice(['after','before','third','twice','never']+(['epoch'] if simple_ok else []))
        metrics=[r(0,2) for _ in range(2*N+2)]; got=[];err=None;m=0
        def st(arg=None):
            global m
            if s['name']=='ReduceLROnPlateau': sc.step(metrics[m]); m+=1
            elif arg is not None: sc.step(arg)
            else: sc.step()
        try:
            sc=make(s,o)
            for t in range(N):
                if mode=='before': st()
                got.append([g['lr'] for g in o.param_groups])
                if mode=='after' or mode=='third' and t%3==2: st()
                if mode=='twice': st();st()
                if mode=='epoch': st((t+1)/2 if s['name']=='CosineAnnealingWarmRestarts' else t+1)
        except Exception as e: err=type(e).__name__
        out.append(dict(call=s,rates=rates,mode=mode,metrics=metrics,lr=got,error=err))
elif which=='transformers':
    import torch, transformers.optimization as T
    for i in range(n):
        w,t=k(0,10),k(12,40)
        c=R.choice(['get_constant_schedule','get_constant_schedule_with_warmup','get_linear_schedule_with_warmup','get_cosine_schedule_with_warmup','get_cosine_with_hard_restarts_schedule_with_warmup','get_polynomial_decay_schedule_with_warmup','get_inverse_sqrt_schedule','get_cosine_with_min_lr_schedule_with_warmup','get_cosine_with_min_lr_schedule_with_warmup_lr_rate','get_wsd_schedule'])
        b=dict(num_warmup_steps=w); f=dict(b,num_training_steps=t)
        kw={'get_constant_schedule':{}, 'get_constant_schedule_with_warmup':b,'get_linear_schedule_with_warmup':f,'get_cosine_schedule_with_warmup':dict(f,num_cycles=r(.3,2)),'get_cosine_with_hard_restarts_schedule_with_warmup':dict(f,num_cycles=k(1,4)),'get_polynomial_decay_schedule_with_warmup':dict(f,lr_end=r(0,.005),power=r(.5,3)),'get_inverse_sqrt_schedule':dict(b,**({'timescale':k(1,20)} if R.random()<.5 else {})),'get_cosine_with_min_lr_schedule_with_warmup':dict(f,min_lr_rate=r(0,.3)),'get_cosine_with_min_lr_schedule_with_warmup_lr_rate':dict(f,min_lr=r(0,.01),warmup_lr_rate=R.choice([None,r(0,.5)])),'get_wsd_schedule':dict(b,num_decay_steps=k(1,10),num_stable_steps=k(0,10),warmup_type=R.choice(['linear','cosine','1-sqrt']),decay_type=R.choice(['linear','cosine','1-sqrt']),min_lr_ratio=r(0,.3))}[c]
        x=r(.01,.5); o=torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))],lr=x); got=[];err=None
        try:
            sc=getattr(T,c)(o,**kw)
            for _ in range(N): got.append([o.param_groups[0]['lr']]); sc.step()
        except Exception as e: err=type(e).__name__
        out.append(dict(call=dict(name=c,args=[],keywords=kw),rates=[x],mode='after',lr=got,error=err))
elif which=='timm':
    import types,importlib.util,torch,os
    p='/tmp/venv-rates/lib/python3.11/site-packages/timm'
    m=types.ModuleType('timm'); m.__path__=[p]; sys.modules['timm']=m
    mo=types.ModuleType('timm.scheduler'); mo.__path__=[p+'/scheduler']; sys.modules['timm.scheduler']=mo
    import importlib; g=lambda f,c:getattr(importlib.import_module('timm.scheduler.'+f),c)
    C=dict(CosineLRScheduler='cosine_lr',PolyLRScheduler='poly_lr',TanhLRScheduler='tanh_lr',StepLRScheduler='step_lr',MultiStepLRScheduler='multistep_lr',PlateauLRScheduler='plateau_lr')
    for i in range(n):
        c=R.choice(list(C)); w=dict(warmup_t=R.choice([0,k(1,6)]),warmup_lr_init=r(0,.01)); pre=dict(w,warmup_prefix=R.random()<.5,t_in_epochs=R.random()<.7)
        cyc=dict(t_initial=k(2,20),lr_min=r(0,.01),cycle_mul=R.choice([1.0,r(1.1,2)]),cycle_decay=r(.3,1),cycle_limit=k(1,4),**pre)
        kw={'CosineLRScheduler':dict(cyc,k_decay=R.choice([1.0,r(.5,2)])),'PolyLRScheduler':dict(cyc,power=r(.3,2)),'TanhLRScheduler':cyc,'StepLRScheduler':dict(pre,decay_t=k(1,10),decay_rate=r(.1,.9)),'MultiStepLRScheduler':dict(pre,decay_t=sorted(k(1,25) for _ in range(3)),decay_rate=r(.1,.9)),'PlateauLRScheduler':dict(w,decay_rate=r(.1,.9),patience_t=k(0,4),lr_min=r(0,.01),mode=R.choice(['min','max']))}[c]
        x=r(.02,.5); o=torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))],lr=x); got=[];err=None; mode=R.choice(['epoch','update','both']); metrics=[r(0,2) for _ in range(N)]
        try:
            sc=g(C[c],c)(o,**kw)
            for t in range(N):
                got.append([o.param_groups[0]['lr']])
                if mode!='epoch': sc.step_update(t+1)
                if mode!='update': sc.step(t+1,metrics[t])
        except Exception as e: err=type(e).__name__
        out.append(dict(call=dict(name=c,args=[],keywords=kw),rates=[x],mode=mode,metrics=metrics,lr=got,error=err))
elif which=='optax':
    import optax
    for i in range(n):
        c=R.choice(['constant_schedule','polynomial_schedule','linear_schedule','piecewise_constant_schedule','exponential_decay','cosine_decay_schedule','piecewise_interpolate_schedule','linear_onecycle_schedule','cosine_onecycle_schedule','warmup_constant_schedule','warmup_cosine_decay_schedule','warmup_exponential_decay_schedule','sgdr_schedule'])
        d={k(1,25):r(.1,2) for _ in range(k(1,4))}; pk=lambda:dict(init_value=r(0,.1),peak_value=r(.1,.5),warmup_steps=k(1,6))
        ex=lambda:dict(transition_steps=k(1,10),decay_rate=r(.2,1.2),transition_begin=k(0,5),staircase=R.random()<.5,end_value=R.choice([None,r(.01,.1)]))
        wc=lambda:dict(pk(),decay_steps=k(8,20),end_value=r(0,.05))
        kw={'constant_schedule':dict(value=r(0,1)),'polynomial_schedule':dict(init_value=r(.1,1),end_value=r(0,.1),power=r(.5,3),transition_steps=k(1,25),transition_begin=k(0,5)),'linear_schedule':dict(init_value=r(.1,1),end_value=r(0,.1),transition_steps=k(1,25)),'piecewise_constant_schedule':dict(init_value=r(.1,1),boundaries_and_scales=d),'exponential_decay':dict(init_value=r(.1,1),**ex()),'cosine_decay_schedule':dict(init_value=r(.1,1),decay_steps=k(1,25),alpha=r(0,.2),exponent=r(.5,2)),'piecewise_interpolate_schedule':dict(interpolate_type=R.choice(['linear','cosine']),init_value=r(.1,1),boundaries_and_scales=d),'linear_onecycle_schedule':dict(transition_steps=k(5,40),peak_value=r(.1,1)),'cosine_onecycle_schedule':dict(transition_steps=k(5,40),peak_value=r(.1,1)),'warmup_constant_schedule':pk(),'warmup_cosine_decay_schedule':wc(),'warmup_exponential_decay_schedule':dict(pk(),**ex()),'sgdr_schedule':dict(cosine_kwargs=[wc(),wc()])}[c]
        got=[];err=None
        try:
            s=getattr(optax,c)(**kw); got=[[float(s(t))] for t in range(N)]
        except Exception as e: err=type(e).__name__
        enc=dict(kw)
        if 'boundaries_and_scales' in enc: enc['boundaries_and_scales']={'pairs':list(d.items())}
        if 'cosine_kwargs' in enc: enc['cosine_kwargs']=[{'pairs':list(q.items())} for q in kw['cosine_kwargs']]
        out.append(dict(call=dict(name=c,args=[],keywords=enc),lr=got,error=err))
else:
    import os; os.environ['TF_CPP_MIN_LOG_LEVEL']='3'
    import keras; S=keras.optimizers.schedules
    for i in range(n):
        c=R.choice(['ExponentialDecay','PiecewiseConstantDecay','PolynomialDecay','InverseTimeDecay','CosineDecay','CosineDecayRestarts']); x=dict(initial_learning_rate=r(.01,1))
        b=sorted(R.sample(range(1,25),2))
        kw={'ExponentialDecay':dict(x,decay_steps=k(1,20),decay_rate=r(.1,1),staircase=R.random()<.5),'PiecewiseConstantDecay':dict(boundaries=b,values=[r(.01,1) for _ in range(3)]),'PolynomialDecay':dict(x,decay_steps=k(1,20),end_learning_rate=r(0,.01),power=r(.5,3),cycle=R.random()<.5),'InverseTimeDecay':dict(x,decay_steps=k(1,20),decay_rate=r(.1,2),staircase=R.random()<.5),'CosineDecay':dict(x,decay_steps=k(1,20),alpha=r(0,.2),**(dict(warmup_target=r(.1,1),warmup_steps=k(1,8)) if R.random()<.5 else {})),'CosineDecayRestarts':dict(x,first_decay_steps=k(1,9),t_mul=R.choice([1.0,2.0,r(1.1,2.5)]),m_mul=r(.5,1),alpha=r(0,.1))}[c]
        s=getattr(S,c)(**kw); got=[[float(s(t))] for t in range(N)]
        out.append(dict(call=dict(name=c,args=[],keywords=kw),lr=got,error=None))
json.dump(out,open(f'/tmp/rates-check/{which}.json','w'))
