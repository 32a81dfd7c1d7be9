/** What a check says of schedulers, in Simplified Chinese. */
export const clocks = {
  'A learning-rate scheduler is made and never stepped, so that the learning rate never changes.':
    '创建了学习率调度器却从未推进它，学习率因此永远不变。',
  'Nothing calls step() of this {0}: the learning rate never changes.':
    '没有任何代码调用这个 {0} 的 step()：学习率永远不变。',
  'Nothing calls step() of this {0}: the learning rate never changes. prepare() wraps a scheduler and does not step it.':
    '没有任何代码调用这个 {0} 的 step()：学习率永远不变。prepare() 只包装调度器，不会调用它的 step。',
  '{0} is made here, and its step() is called': '{0} 在此处创建，程序调用了它的 step()',
  'A learning-rate scheduler is stepped before its optimizer, so that each rate comes one step early.':
    '学习率调度器先于优化器推进，每个学习率都提前了一步。',
  'Each pass of the loop steps this {0} before its optimizer: the first learning rate is never used, and the last pass of its length trains at 0.':
    '循环的每一遍都先推进这个 {0}，再更新优化器：第一个学习率永远用不上，其长度内的最后一遍以 0 训练。',
  'Each pass of the loop steps this {0} before its optimizer: the first learning rate is never used, and each later one comes one pass early.':
    '循环的每一遍都先推进这个 {0}，再更新优化器：第一个学习率永远用不上，之后的每个都提前了一遍。',
  '{0} is made here': '{0} 在此处创建',
  'the step() that comes too early': '来得过早的 step()',
  "the optimizer's step() comes after it": '优化器的 step() 在它之后',
  'configure_optimizers returns a scheduler under a key that Lightning does not read, so that nothing steps it.':
    'configure_optimizers 把调度器放在 Lightning 不读取的键下，因此没有任何代码推进它。',
  'A schedule whose length counts batches is returned to Lightning without "interval": "step", so that it is stepped once an epoch.':
    '按批次计长度的调度器交给 Lightning 时没有写 "interval": "step"，因此每个 epoch 才推进一次。',
  'With manual optimization Lightning does not step a scheduler, and nothing else does.':
    '手动优化时 Lightning 不推进调度器，也没有别的代码推进它。',
  'Lightning does not read the key {0} beside "optimizer": nothing steps this scheduler. The key is {1}.':
    'Lightning 在 "optimizer" 旁不读取键 {0}：没有任何代码推进这个调度器。正确的键是 {1}。',
  'the scheduler that is not stepped': '没有被推进的调度器',
  'Change the key to {0}': '把键改为 {0}',
  '{0} counts batches ({1}), and Lightning steps it once an epoch: the learning rate hardly changes. "interval": "step" in its "lr_scheduler" steps it once a batch.':
    '{0} 按批次计数（{1}），而 Lightning 每个 epoch 才推进一次：学习率几乎不变。在它的 "lr_scheduler" 里写上 "interval": "step"，就会每个批次推进一次。',
  'returned here without "interval": "step"': '在此处返回，没有写 "interval": "step"',
  'With automatic_optimization = False Lightning does not step this {0}, and the class does not call lr_schedulers(): the learning rate never changes.':
    '设了 automatic_optimization = False，Lightning 就不推进这个 {0}，而这个类也没有调用 lr_schedulers()：学习率永远不变。',
  'returned here to Lightning': '在此处返回给 Lightning',
} as const;
