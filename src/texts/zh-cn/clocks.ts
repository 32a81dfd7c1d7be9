/** What a check says of schedulers, in Simplified Chinese. */
export const clocks = {
  'A learning-rate scheduler is made and never stepped, so that the learning rate never changes.':
    '创建了学习率调度器却从未推进它，学习率因此永远不变。',
  'Nothing calls step() of this {0}: the learning rate never changes.':
    '没有任何代码调用这个 {0} 的 step()：学习率永远不变。',
  'Nothing calls step() of this {0}: the learning rate never changes. prepare() wraps a scheduler and does not step it.':
    '没有任何代码调用这个 {0} 的 step()：学习率永远不变。prepare() 只包装调度器，不会调用它的 step。',
  '{0} is made here, and its step() is called': '{0} 在此处创建，程序调用了它的 step()',
} as const;
