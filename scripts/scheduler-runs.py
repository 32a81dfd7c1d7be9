"""Runs schedules of today's libraries with random arguments, and writes what they did in the form that `npm run vectors -- FILE` reads.

    python scripts/scheduler-runs.py torch 400 > out/torch.json
    npm run vectors -- out/torch.json

Libraries: torch, transformers, timm, keras, optax; the one that is asked for has to be installed. Nothing in the project needs this.
"""
import importlib
import importlib.metadata
import importlib.util
import json
import random
import sys
import types
import warnings

UPDATES = 30
chance = random.Random(17)


def real(low, high):
    return round(chance.uniform(low, high), 6)


def whole(low, high):
    return chance.randint(low, high)


class Call:
    """A call of a library's constructor, which can be made and written."""

    def __init__(self, name, **keywords):
        self.name = name
        self.keywords = keywords

    def made(self, library, *first):
        keywords = {key: made(value, library, first) for key, value in self.keywords.items()}
        return getattr(library, self.name)(*first, **keywords)

    def arguments(self):
        return ', '.join(f'{key}={value!r}' for key, value in self.keywords.items())

    def __repr__(self):
        return f'{self.name}({self.arguments()})'


def made(value, library, first):
    if isinstance(value, Call):
        return value.made(library, *first)
    if isinstance(value, list):
        return [made(item, library, first) for item in value]
    return value


def either(choices):
    """One of the calls, each given as its name and a function that draws its arguments."""
    name = chance.choice(list(choices))
    return Call(name, **choices[name]())


# PyTorch

RECURSIVE = {
    'StepLR': lambda: dict(step_size=whole(1, 12), gamma=real(0.1, 0.9)),
    'MultiStepLR': lambda: dict(milestones=[whole(1, 25) for _ in range(whole(1, 4))], gamma=real(0.1, 0.9)),
    'ConstantLR': lambda: dict(factor=real(0.1, 1), total_iters=whole(0, 15)),
    'LinearLR': lambda: dict(start_factor=real(0.05, 1), end_factor=real(0.01, 1), total_iters=whole(1, 20)),
    'ExponentialLR': lambda: dict(gamma=real(0.5, 1)),
    'PolynomialLR': lambda: dict(total_iters=whole(1, 25), power=real(0.5, 3)),
    'CosineAnnealingLR': lambda: dict(T_max=whole(1, 25), eta_min=real(0, 0.01)),
    'CosineAnnealingWarmRestarts': lambda: dict(T_0=whole(1, 9), T_mult=whole(1, 3), eta_min=real(0, 0.01)),
}
CYCLES = {
    'CyclicLR': lambda: dict(
        base_lr=real(0.001, 0.01),
        max_lr=real(0.05, 0.2),
        step_size_up=whole(1, 9),
        step_size_down=chance.choice([None, whole(1, 9)]),
        mode=chance.choice(['triangular', 'triangular2', 'exp_range']),
        gamma=real(0.9, 1),
    ),
    'OneCycleLR': lambda: dict(
        max_lr=real(0.05, 0.5),
        total_steps=whole(5, 40),
        pct_start=real(0.1, 0.6),
        anneal_strategy=chance.choice(['cos', 'linear']),
        div_factor=real(5, 30),
        final_div_factor=real(10, 1e4),
        three_phase=chance.random() < 0.3,
    ),
}
COMPOSED = {
    'SequentialLR': lambda: dict(
        schedulers=[either(RECURSIVE) for _ in range(3)], milestones=[whole(1, 12), whole(13, 25)]
    ),
    'ChainedScheduler': lambda: dict(schedulers=[either(RECURSIVE), either(RECURSIVE)]),
    'ReduceLROnPlateau': lambda: dict(
        mode=chance.choice(['min', 'max']),
        factor=real(0.1, 0.9),
        patience=whole(0, 4),
        threshold=real(0, 0.1),
        threshold_mode=chance.choice(['rel', 'abs']),
        cooldown=whole(0, 3),
        min_lr=real(0, 0.01),
    ),
}


def optimizer_of(rates):
    import torch

    groups = [{'params': [torch.nn.Parameter(torch.zeros(1))], 'lr': rate} for rate in rates]
    return torch.optim.SGD(groups, lr=0.1, momentum=0.9)


def rates_of(optimizer):
    rates = [group['lr'] for group in optimizer.param_groups]
    return rates[0] if len(rates) == 1 else rates


def torch_run():
    import torch.optim.lr_scheduler as library

    call = either(chance.choices([RECURSIVE, CYCLES, COMPOSED], [0.55, 0.15, 0.3])[0])
    rates = [real(0.01, 0.5) for _ in range(whole(1, 2))]
    modes = ['opt then sched', 'scheduler.step() BEFORE optimizer.step()', 'no scheduler.step()', 'two steps', 'stepped per epoch']
    mode = chance.choice(modes + (['step(epoch)'] if call.name in RECURSIVE else []))
    metrics = [real(0, 2) for _ in range(2 * UPDATES)] if call.name == 'ReduceLROnPlateau' else None
    course = iter(metrics or [])

    def train(used):
        optimizer = optimizer_of(rates)
        scheduler = call.made(library, optimizer) if call.name != 'ChainedScheduler' else library.ChainedScheduler(
            [part.made(library, optimizer) for part in call.keywords['schedulers']]
        )
        step = scheduler.step if metrics is None else lambda: scheduler.step(next(course))
        for i in range(UPDATES):
            if 'BEFORE' in mode:
                step()
            used.append(rates_of(optimizer))
            if mode == 'opt then sched' or mode == 'stepped per epoch' and i % 4 == 3:
                step()
            elif mode == 'two steps':
                step(), step()
            elif mode == 'step(epoch)':
                scheduler.step(i + 1)

    words = '' if metrics is None else f'; metrics {metrics}'
    return call, rates if len(rates) > 1 else rates[0], mode, words, train


# Transformers


def transformers_run():
    library = importlib.import_module('transformers.optimization')
    warmup = lambda: dict(num_warmup_steps=whole(0, 10))
    steps = lambda: dict(warmup(), num_training_steps=whole(12, 40))
    shape = lambda: chance.choice(['linear', 'cosine', '1-sqrt'])
    call = either({
        'get_constant_schedule': dict,
        'get_constant_schedule_with_warmup': warmup,
        'get_linear_schedule_with_warmup': steps,
        'get_cosine_schedule_with_warmup': lambda: dict(steps(), num_cycles=real(0.3, 2)),
        'get_cosine_with_hard_restarts_schedule_with_warmup': lambda: dict(steps(), num_cycles=whole(1, 4)),
        'get_polynomial_decay_schedule_with_warmup': lambda: dict(steps(), lr_end=real(0, 0.005), power=real(0.5, 3)),
        'get_inverse_sqrt_schedule': lambda: dict(warmup(), timescale=chance.choice([None, whole(1, 20)])),
        'get_cosine_with_min_lr_schedule_with_warmup': lambda: dict(steps(), min_lr_rate=real(0, 0.3)),
        'get_cosine_with_min_lr_schedule_with_warmup_lr_rate': lambda: dict(
            steps(), min_lr=real(0, 0.01), warmup_lr_rate=chance.choice([None, real(0, 0.5)])
        ),
        'get_wsd_schedule': lambda: dict(
            warmup(),
            num_decay_steps=whole(1, 10),
            num_stable_steps=whole(0, 10),
            warmup_type=shape(),
            decay_type=shape(),
            min_lr_ratio=real(0, 0.3),
        ),
    })
    rate = real(0.01, 0.5)

    def train(used):
        import torch

        # A group takes the optimizer's own rate here: some of the functions read that.
        optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=rate)
        scheduler = call.made(library, optimizer)
        for _ in range(UPDATES):
            used.append(rates_of(optimizer))
            scheduler.step()

    return call, rate, 'opt then sched', '', train


# timm


def timm_schedulers():
    """The schedulers alone: the package itself imports torchvision."""
    [home] = importlib.util.find_spec('timm').submodule_search_locations
    for name, path in [('timm', home), ('timm.scheduler', f'{home}/scheduler')]:
        module = types.ModuleType(name)
        module.__path__ = [path]
        sys.modules[name] = module
    files = ['cosine_lr', 'poly_lr', 'tanh_lr', 'step_lr', 'multistep_lr', 'plateau_lr']
    modules = [importlib.import_module(f'timm.scheduler.{file}') for file in files]
    return types.SimpleNamespace(**{key: value for module in modules for key, value in vars(module).items()})


def timm_run(library=[]):
    if not library:
        library.append(timm_schedulers())
    warmup = lambda: dict(warmup_t=chance.choice([0, whole(1, 6)]), warmup_lr_init=real(0, 0.01))
    clock = lambda: dict(warmup(), warmup_prefix=chance.random() < 0.5, t_in_epochs=chance.random() < 0.7)
    cycles = lambda: dict(
        t_initial=whole(2, 20),
        lr_min=real(0, 0.01),
        cycle_mul=chance.choice([1.0, real(1.1, 2)]),
        cycle_decay=real(0.3, 1),
        cycle_limit=whole(1, 4),
        **clock(),
    )
    call = either({
        'CosineLRScheduler': lambda: dict(cycles(), k_decay=chance.choice([1.0, real(0.5, 2)])),
        'PolyLRScheduler': lambda: dict(cycles(), power=real(0.3, 2)),
        'TanhLRScheduler': cycles,
        'StepLRScheduler': lambda: dict(clock(), decay_t=whole(1, 10), decay_rate=real(0.1, 0.9)),
        'MultiStepLRScheduler': lambda: dict(
            clock(), decay_t=sorted(whole(1, 25) for _ in range(3)), decay_rate=real(0.1, 0.9)
        ),
        'PlateauLRScheduler': lambda: dict(
            warmup(),
            decay_rate=real(0.1, 0.9),
            patience_t=whole(0, 4),
            lr_min=real(0, 0.01),
            mode=chance.choice(['min', 'max']),
        ),
    })
    rate = real(0.02, 0.5)
    mode = chance.choice(['step(epoch)', 'step_update only'])
    metrics = [real(0, 2) for _ in range(UPDATES)]

    def train(used):
        optimizer = optimizer_of([rate])
        scheduler = call.made(library[0], optimizer)
        for i in range(UPDATES):
            used.append(rates_of(optimizer))
            if mode == 'step_update only':
                scheduler.step_update(i + 1)
            else:
                scheduler.step(i + 1, metrics[i])

    return call, rate, mode, f'; metrics {metrics}', train


# Keras and optax: functions of a count


def counted(call, library, mode):
    def train(used):
        schedule = call.made(library)
        used.extend(float(schedule(count)) for count in range(UPDATES))

    return call, None, mode, '', train


def keras_run():
    first = lambda: dict(initial_learning_rate=real(0.01, 1))
    drop = lambda rate: dict(first(), decay_steps=whole(1, 20), decay_rate=real(0.1, rate), staircase=chance.random() < 0.5)
    rise = lambda: dict(warmup_target=real(0.1, 1), warmup_steps=whole(1, 8)) if chance.random() < 0.5 else {}
    call = either({
        'ExponentialDecay': lambda: drop(1),
        'InverseTimeDecay': lambda: drop(2),
        'PiecewiseConstantDecay': lambda: dict(
            boundaries=sorted(chance.sample(range(1, 25), 2)), values=[real(0.01, 1) for _ in range(3)]
        ),
        'PolynomialDecay': lambda: dict(
            first(),
            decay_steps=whole(1, 20),
            end_learning_rate=real(0, 0.01),
            power=real(0.5, 3),
            cycle=chance.random() < 0.5,
        ),
        'CosineDecay': lambda: dict(first(), decay_steps=whole(1, 20), alpha=real(0, 0.2), **rise()),
        'CosineDecayRestarts': lambda: dict(
            first(),
            first_decay_steps=whole(1, 9),
            t_mul=chance.choice([1.0, 2.0, real(1.1, 2.5)]),
            m_mul=real(0.5, 1),
            alpha=real(0, 0.1),
        ),
    })
    return counted(call, importlib.import_module('keras').optimizers.schedules, 'custom loop')


def optax_run():
    init = lambda: dict(init_value=real(0.1, 1))
    line = lambda: dict(init(), end_value=real(0, 0.1), transition_steps=whole(1, 25))
    peak = lambda: dict(init_value=real(0, 0.1), peak_value=real(0.1, 0.5), warmup_steps=whole(1, 6))
    scales = lambda: {whole(1, 25): real(0.1, 2) for _ in range(whole(1, 4))}
    drop = lambda: dict(
        transition_steps=whole(1, 10),
        decay_rate=real(0.2, 1.2),
        transition_begin=whole(0, 5),
        staircase=chance.random() < 0.5,
        end_value=chance.choice([None, real(0.01, 0.1)]),
    )
    cosine = lambda: dict(peak(), decay_steps=whole(8, 20), end_value=real(0, 0.05))
    cycle = lambda: dict(transition_steps=whole(5, 40), peak_value=real(0.1, 1))
    call = either({
        'constant_schedule': lambda: dict(value=real(0, 1)),
        'linear_schedule': line,
        'polynomial_schedule': lambda: dict(line(), power=real(0.5, 3), transition_begin=whole(0, 5)),
        'piecewise_constant_schedule': lambda: dict(init(), boundaries_and_scales=scales()),
        'piecewise_interpolate_schedule': lambda: dict(
            interpolate_type=chance.choice(['linear', 'cosine']), boundaries_and_scales=scales(), **init()
        ),
        'exponential_decay': lambda: dict(init(), **drop()),
        'cosine_decay_schedule': lambda: dict(init(), decay_steps=whole(1, 25), alpha=real(0, 0.2), exponent=real(0.5, 2)),
        'linear_onecycle_schedule': cycle,
        'cosine_onecycle_schedule': cycle,
        'warmup_constant_schedule': peak,
        'warmup_cosine_decay_schedule': cosine,
        'warmup_exponential_decay_schedule': lambda: dict(peak(), **drop()),
        'sgdr_schedule': lambda: dict(cosine_kwargs=[cosine(), cosine()]),
    })
    return counted(call, importlib.import_module('optax'), 'state threaded')


RUNS = {'torch': torch_run, 'transformers': transformers_run, 'timm': timm_run, 'keras': keras_run, 'optax': optax_run}


def numbers(used):
    return json.loads(json.dumps(used), parse_constant=str)


def record(name):
    call, rates, mode, words, train = RUNS[name]()
    used, error = [], None
    try:
        train(used)
    except Exception as raised:  # Whatever the library raises is what it does.
        error = f'{type(raised).__name__}: {raised}'
    return {
        'framework': f'{name} {importlib.metadata.version(name)}',
        'scheduler': call.name,
        'args': call.arguments() + words,
        'base_lr': rates,
        'mode': mode,
        'updates': UPDATES,
        'isExact': True,
        'lr': numbers(used),
        'error': error,
    }


def main(name, count):
    warnings.filterwarnings('ignore')
    json.dump([record(name) for _ in range(int(count))], sys.stdout)


main(*sys.argv[1:])
