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
  'the step() that comes too early': '来得过早的 step()',
  "the optimizer's step() comes after it": '优化器的 step() 在它之后',
  'configure_optimizers returns a scheduler under a key that Lightning does not read, so that nothing steps it.':
    'configure_optimizers 把调度器放在 Lightning 不读取的键下，因此没有任何代码推进它。',
  'A schedule whose length counts batches is returned to Lightning without "interval": "step", so that it is stepped once an epoch.':
    '按批次计长度的调度器交给 Lightning 时没有写 "interval": "step"，因此每轮才推进一次。',
  'With manual optimization Lightning does not step a scheduler, and nothing else does.':
    '手动优化时 Lightning 不推进调度器，也没有别的代码推进它。',
  'A scheduler is passed to setup() of Lightning Fabric, which wraps it as an optimizer.':
    '调度器传给了 Lightning Fabric 的 setup()，被当作优化器包装。',
  '{1}() of Fabric takes a model and its optimizers: this {0} is wrapped as an optimizer, and its step() is an optimizer’s.':
    'Fabric 的 {1}() 接受模型和它的优化器：它把这个 {0} 当作优化器包装，它的 step() 也按优化器执行。',
  'Lightning does not read the key {0} beside "optimizer": nothing steps this scheduler. The key is {1}.':
    'Lightning 在 "optimizer" 旁不读取键 {0}：没有任何代码推进这个调度器。正确的键是 {1}。',
  'the scheduler that is not stepped': '没有被推进的调度器',
  'Change the key to {0}': '把键改为 {0}',
  '{0} counts batches ({1}), and Lightning steps it once an epoch: the learning rate hardly changes. "interval": "step" in its "lr_scheduler" steps it once a batch.':
    '{0} 按批次计数（{1}），而 Lightning 每轮才推进一次：学习率几乎不变。在它的 "lr_scheduler" 里写上 "interval": "step"，就会每个批次推进一次。',
  'returned here without "interval": "step"': '在此处返回，没有写 "interval": "step"',
  'With automatic_optimization = False Lightning does not step this {0}, and the class does not call lr_schedulers(): the learning rate never changes.':
    '设了 automatic_optimization = False，Lightning 就不推进这个 {0}，而这个类也没有调用 lr_schedulers()：学习率永远不变。',
  'returned here to Lightning': '在此处返回给 Lightning',
  'A learning-rate scheduler is stepped once an epoch where its length counts batches, or the reverse.':
    '学习率调度器的长度按批次计，却每轮才推进一次，或者相反。',
  'its step()': '它的 step()',
  '{0} is prepared by Accelerate, which steps it once a process with each update and passes over the batches between: {1} is right only where as many processes train as an update has batches.':
    '{0} 由 Accelerate 准备：每次更新时每个进程推进它一次，其间累积的批次不推进。只有训练的进程数等于每次更新的批次数时，{1} 才是对的。',
  '{0} counts batches ({1}) and is stepped once an epoch: it goes through a small part of its schedule only.':
    '{0} 按批次计数（{1}），却每轮才推进一次：只会走完调度的一小段。',
  '{0} counts epochs ({1}) and is stepped once a batch: it is through its schedule within the first epochs.':
    '{0} 按轮计数（{1}），却每个批次推进一次：最初几轮就走完了整个调度。',
  '{0} is stepped once a batch, over {1} epochs: with ten batches an epoch already the learning rate comes to nothing.':
    '{0} 每个批次推进一次，共 {1} 轮：哪怕每轮只有十个批次，学习率也会降到几乎为零。',
  '{0} is over after {1} epochs ({2}), and the program trains {3}: the learning rate of the rest is not the one that is meant.':
    '{0} 在 {1} 轮后就走完了（{2}），而程序训练 {3} 个：其余部分的学习率不是本来要的。',
  '{0} gets a number of batches that is divided by the size of a batch once more ({1}): it is over after a fraction of the training.':
    '{0} 得到的是又除以批次大小的批次数（{1}）：只训练了一小部分，它就走完了。',
  'A schedule of Keras counts updates and is given a number of epochs.': 'Keras 的调度按更新次数计数，却得到了轮数。',
  'A scheduler that watches a metric is stepped without one, which Python refuses.':
    '根据指标调整的调度器在推进时没有得到指标，Python 会报错。',
  '{0} counts the optimizer’s updates, one a batch, and {1} is a number of epochs: the schedule is over after that many batches.':
    '{0} 按优化器的更新次数计数，每个批次一次，而 {1} 是轮数：这么多个批次之后调度就走完了。',
  '{0} counts the optimizer’s updates, one a batch, and {1} is a number of epochs: the rate falls as far in that many batches.':
    '{0} 按优化器的更新次数计数，每个批次一次，而 {1} 是轮数：这么多个批次之内学习率就降了那么多。',
  'step() of {0} needs {1}, the value that it watches: without it Python raises a TypeError.':
    '{0} 的 step() 需要 {1}，即它所依据的值：没有它，Python 会抛出 TypeError。',
  'The state that an update of optax gives, which holds the count, is taken up by nobody.':
    'optax 的更新给出的新状态里有计数，却没有任何代码接住它。',
  'apply_gradients() changes nothing and gives a new state, which nothing takes here: neither the parameters nor the count of {0} move.':
    'apply_gradients() 不改动原来的状态，而是给出一个新的，这里却没有接住：参数和 {0} 的计数都不会动。',
  'Each epoch makes a new state of {0} with init() for parameters that it has been training: its count, and the learning rate with it, starts anew each time.':
    '每轮都用 init() 为 {0} 正在训练的参数创建新状态：它的计数以及学习率每次都从头开始。',
  'Each pass of the loop makes a new state of {0} with init(): its count is 0 at each update, and the learning rate never changes.':
    '每次循环都用 init() 为 {0} 创建新状态：每次更新时计数都是 0，学习率永远不变。',
  'Each pass of the loop makes a new state of {0} with init(): its moments and its count start anew at each update.':
    '每次循环都用 init() 为 {0} 创建新状态：动量和计数在每次更新时都从头开始。',
  'The new state that update() of {0} gives is dropped, and the loop goes on with the first one: its count stays 0, and the learning rate never changes.':
    '{0} 的 update() 给出的新状态被丢弃，循环继续使用最初的状态：计数一直是 0，学习率永远不变。',
  'The new state that update() of {0} gives is dropped, and the loop goes on with the first one: its moments and its count start anew at each update.':
    '{0} 的 update() 给出的新状态被丢弃，循环继续使用最初的状态：动量和计数在每次更新时都从头开始。',
  'Keep the new state': '保留新状态',
  'Step it once a batch': '每个批次推进一次',
  'Step it after the optimizer': '在优化器之后推进',
  'Pass this {0} as the learning rate': '把这个 {0} 作为学习率传入',
  'A learning-rate scheduler is made with one optimizer, and another one trains.':
    '学习率调度器用一个优化器创建，参加训练的却是另一个。',
  'A learning-rate scheduler is stepped twice for one step of its optimizer.':
    '优化器每走一步，学习率调度器却被推进两次。',
  'Two calls of step() move this {0} for one step of its optimizer: the learning rate runs ahead of the training.':
    '优化器每走一步，这个 {0} 就被两处 step() 推进：学习率跑在训练前面。',
  'the step() before it': '它之前的 step()',
  'the second step()': '第二个 step()',
  'This {0} changes the learning rate of an optimizer whose step() nothing calls; the one that trains keeps its rate.':
    '这个 {0} 改变的是没有任何代码调用其 step() 的优化器的学习率；参加训练的优化器学习率不变。',
  'the optimizer that the scheduler was made with': '创建调度器时用的优化器',
  'A callback of Keras sets the learning rate of an optimizer that is made with a schedule, which Keras refuses.':
    'Keras 的回调要设置的学习率本身是一个调度，Keras 会报错。',
  'An optimizer of Keras is passed decay, which it no longer has.': 'Keras 的优化器得到了它已不再支持的 decay。',
  'The learning rate of this model’s optimizer is {1}, a schedule: once {0} lowers it, Keras raises a TypeError.':
    '这个模型的优化器的学习率是调度 {1}：{0} 一旦要降低它，Keras 就抛出 TypeError。',
  'The learning rate of this model’s optimizer is {1}, a schedule: {0} cannot set it, Keras raises a TypeError.':
    '这个模型的优化器的学习率是调度 {1}：{0} 无法设置它，Keras 会抛出 TypeError。',
  'the schedule that the optimizer is made with': '优化器创建时所用的调度',
  '{0} of this Keras has no decay: {1} is ignored with a warning or refused, and the learning rate stays constant.':
    '这个版本的 Keras 里 {0} 没有 decay：{1} 会被警告并忽略，或者被拒绝，学习率保持不变。',
  'A scheduler of Paddle is made, and the optimizer is passed the number that it begins with.':
    '创建了 Paddle 的调度器，传给优化器的却是它起始的那个数。',
  '{1} gets the number in the place of this {0}: its learning rate stays constant, whoever steps the scheduler.':
    '{1} 得到的是数，而不是这个 {0}：无论谁推进调度器，学习率都保持不变。',
  'A scheduler of timm is stepped by the method that does nothing for it.': '用对 timm 调度器不起作用的方法去推进它。',
  'This {0} counts epochs: step_update() does nothing, and nothing calls step(epoch).':
    '这个 {0} 按轮计数：step_update() 不起作用，也没有任何代码调用 step(epoch)。',
  'This {0} counts updates (t_in_epochs=False): step() does nothing, and nothing calls step_update().':
    '这个 {0} 按更新次数计数（t_in_epochs=False）：step() 不起作用，也没有任何代码调用 step_update()。',
  'the call that does nothing': '不起作用的调用',
  'A learning-rate scheduler’s first step down comes after the training has ended.':
    '学习率调度器第一次下降的时刻在训练结束之后。',
  'This {0} never changes the learning rate: {1}, and the program steps it {2} times.':
    '这个 {0} 不会改变学习率：{1}，而程序推进它 {2} 次。',
} as const;
