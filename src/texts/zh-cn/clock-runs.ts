/** What a run of a scheduler's clock says, in Simplified Chinese. */
export const clockRuns = {
  'stepped before the optimizer: starts at {0}, not {1}': '先于优化器推进：从 {0} 开始，而不是 {1}',
  'stepped before the optimizer: ends at {0}, not {1}': '先于优化器推进：结束于 {0}，而不是 {1}',
  'This {0} is stepped before its optimizer: the learning rate ends at {1} and should end at {2}.':
    '这个 {0} 先于它的优化器推进：学习率结束于 {1}，本应结束于 {2}。',
  'stepped twice for one update: {0} times, not {1}': '一次更新推进两次：共 {0} 次，而不是 {1} 次',
  'stepped twice for one update: ends at {0}, not {1}': '一次更新推进两次：结束于 {0}，而不是 {1}',
  'stepped {0} times: ends at {1}, not {2}': '推进 {0} 次：结束于 {1}，而不是 {2}',
  'Nothing steps this {0}: the learning rate stays {1} for all {2} updates and should end at {3}.':
    '没有任何代码推进这个 {0}：全部 {2} 次更新中学习率一直是 {1}，本应结束于 {3}。',
  'This {0} is stepped before its optimizer: the first update is made with {1} and should be made with {2}.':
    '这个 {0} 先于它的优化器推进：第一次更新用的是 {1}，本应是 {2}。',
  'This {0} is stepped {1} times in {2} updates: the learning rate ends at {3} and should end at {4}.':
    '这个 {0} 在 {2} 次更新中推进 {1} 次：学习率结束于 {3}，本应结束于 {4}。',
  'This {0} is stepped twice for one update: {1} times in {2} updates, and should be stepped {3} times.':
    '这个 {0} 在一次更新中推进两次：{2} 次更新中推进 {1} 次，本应推进 {3} 次。',
  'This {0} is stepped twice for one update, {1} times in {2} updates: the learning rate ends at {3} and should end at {4}.':
    '这个 {0} 在一次更新中推进两次，{2} 次更新中推进 {1} 次：学习率结束于 {3}，本应结束于 {4}。',
  'This {0} is stepped {1} times in {2} updates: the learning rate goes from {3} to {4}; never stepped it would stay {5}.':
    '这个 {0} 在 {2} 次更新中推进 {1} 次：学习率从 {3} 变到 {4}；如果从不推进，它会一直是 {5}。',
  'the state is dropped: the rate stays {0}': '状态被丢弃：学习率一直是 {0}',
  'the state is made anew: ends at {0}, not {1}': '状态被重新创建：结束于 {0}，而不是 {1}',
  'counts updates: ends at {0}, not {1}': '按更新计数：结束于 {0}，而不是 {1}',
  'counts each of {0} updates: {1} → {2}': '对 {0} 次更新逐次计数：{1} → {2}',
  'The optimizer asks this {0} at its count of {1} updates: the learning rate goes from {2} to {3}; not counted it would stay {4}.':
    '优化器按自己的更新次数（共 {1} 次）查询这个 {0}：学习率从 {2} 变到 {3}；如果不计数，它会一直是 {4}。',
  'This {0} counts the {1} updates, and is as long as the epochs: the learning rate ends at {2} and should end at {3}.':
    '这个 {0} 按 {1} 次更新计数，长度却是轮数：学习率结束于 {2}，本应结束于 {3}。',
  'The state that counts for this {0} is dropped: the learning rate stays {1} for all {2} updates and should end at {3}.':
    '为这个 {0} 计数的状态被丢弃：全部 {2} 次更新中学习率一直是 {1}，本应结束于 {3}。',
  'The state that counts for this {0} is made anew during the {1} updates: the learning rate ends at {2} and should end at {3}.':
    '为这个 {0} 计数的状态在 {1} 次更新期间被重新创建：学习率结束于 {2}，本应结束于 {3}。',
  'the count of {0} stays 0': '{0} 的计数一直是 0',
  'the state that counts for {0} is kept': '为 {0} 计数的状态被保留',
  'several optimizers are given it': '多个优化器都用了它',
  'it counts in a state that this reading does not follow': '它用来计数的状态在此未能跟踪',
  'its count starts anew during the training': '它的计数在训练期间重新开始',
  'updates that it counts': '它计数的更新',
  'a state that an optimizer counts in': '优化器用来计数的状态',
  'no schedule of the step gives the same rates': '没有哪个按步数的调度能给出相同的学习率',
  'what a model of Keras gives': 'Keras 模型给出的值',
  'what a module of Lightning gives': 'Lightning 模块给出的值',
  'how many epochs there are is not known': '训练多少轮未知',
  'a rate at a count': '某个计数处的学习率',
  'updates of parameters': '参数的更新',
  processes: '进程数',
  'group {0}': '第 {0} 组',
  '{0} in {1}': '{1} 中：{0}',
  '{0} trains with it: the numbers are of that program.': '{0} 用它训练：这些数字是该程序的。',
  '{0} groups of parameters: {1} → {2}. The curve is that of the first.': '{0} 个参数组：{1} → {2}。曲线是第一组的。',
  '{0} → {1}': '{0} → {1}',
  'batches an update': '每次更新的批次数',
  '{0} batches an update': '每次更新 {0} 个批次',
  'a callback of fit may end the training, or set the rate': 'fit 的某个回调可能会结束训练，或者设置学习率',
  'the program sets the learning rate of its optimizer by itself': '程序自己设置了优化器的学习率',
  'Accelerate steps a prepared scheduler once for each process, and a launch says how many there are':
    'Accelerate 会为每个进程把准备好的调度器推进一步，而进程数由启动命令决定',
  '{0} processes': '{0} 个进程',
  'its steps do nothing: the rate stays {0}': '推进不起作用：学习率一直是 {0}',
  'The method that steps this {0} does nothing for it: the learning rate stays {1} for all {2} updates and should end at {3}.':
    '推进这个 {0} 的方法对它不起作用：全部 {2} 次更新中学习率一直是 {1}，本应结束于 {3}。',
  'its rate has noise, which is drawn at random': '它的学习率带有随机抽取的噪声',
  '{0} is never stepped': '{0} 从不推进',
  '{0} is stepped after the optimizer': '{0} 在优化器之后推进',
  '{0} is stepped after each update': '{0} 在每次更新之后推进',
  '{0} is stepped after each epoch': '{0} 在每轮之后推进',
  'the second step() of {0} is left out': '{0} 的第二个 step() 被去掉',
  'the length of {0} is the number of its steps': '{0} 的长度等于它的推进次数',
  scheduler: '调度器',
  updates: '更新次数',
  'calls of step()': 'step() 的调用次数',
  epochs: '轮数',
  'a function': '一个函数',
  'batches an epoch': '每轮的批次数',
  'how many batches a loader gives is not known': '加载器给出多少个批次未知',
  '{0} batches an epoch': '每轮 {0} 个批次',
  'passes of the loop': '循环的遍数',
  '{0} passes': '{0} 遍',
  'after each update': '每次更新之后',
  'after each epoch': '每轮之后',
  metric: '指标',
  'stays as it is': '保持不变',
  'becomes better at first, then stays': '起初变好，之后保持不变',
  'becomes better each time': '每次都变好',
  'the scheduler alone is run, not the model': '只运行调度器，不运行模型',
  'w² of one number w that starts at 1 and that each update lowers by w · rate · {0}':
    '一个数 w 的 w²：w 从 1 开始，每次更新减去 w · 学习率 · {0}',
  'step() of the corrected run': '修正后的训练何时调用 step()',
  'the program does not say when it means to step it': '程序没有说明打算何时推进它',
  'no step of its optimizer is met where this program is read': '读取本程序时没有遇到其优化器的 step()',
  'what steps it is not known': '什么代码推进它未知',
  'The scheduler of line {0} cannot be run here: {1}.': '第 {0} 行的调度器无法在此运行：{1}。',
  'A row is an update: the rate that it is made with, and the calls of the scheduler’s step() before it. The rate is the program’s own, the loss is that of a stand-in.':
    '每行是一次更新：它所用的学习率，以及在它之前调度器 step() 的调用次数。学习率是程序自己的，损失来自替代模型。',
  'a learning rate is no finite number': '学习率不是有限的数',
  'Only the scheduler of this program is run, not its model: there is no step to take apart.':
    '这里只运行调度器，不运行模型：没有可以拆开来看的训练步骤。',
} as const;
