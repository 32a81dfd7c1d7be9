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
} as const;
