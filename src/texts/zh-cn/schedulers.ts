/** What hovers and plots say of schedulers that a program steps by hand, in Simplified Chinese. */
export const schedulers = {
  'over the {0} of the optimizer that this program makes': '在本程序优化器的 {0}内',
  'over {0} of its own': '在它自己的 {0}内',
  'Stepped {0} times in {1} updates.': '{1} 次更新中推进 {0} 次。',
  'never stepped: the rate stays {0}': '从未推进：学习率保持 {0}',
  'stepped with each of {0} updates: {1} → {2}': '每次更新推进一次，共 {0} 次：{1} → {2}',
  'stepped {0} times in {1} updates: {2} → {3}': '{1} 次更新中推进 {0} 次：{2} → {3}',
  '{0} Dashed: {1}.': '{0}虚线：{1}。',
  Plot: '绘图',
  'Another scheduler steps it: the curve is over its own steps.': '由另一个调度器推进它：曲线按它自己的步数绘制。',
  'No step of it is met where this program is read: the curve is over its own steps.':
    '读取本程序时没有遇到对它的推进：曲线按它自己的步数绘制。',
  'As written, nothing steps it: the rate stays **{0}** (dashed).':
    '照现在的写法，没有任何代码推进它：学习率保持 **{0}**（虚线）。',
  'It is a part of another schedule: the curve is over its own updates.':
    '它是另一个调度的一部分：曲线按它自己的更新次数绘制。',
  'No update of its optimizer is met where this program is read: the curve is over updates of its own.':
    '读取本程序时没有遇到其优化器的更新：曲线按它自己的更新次数绘制。',
  '{0}: updates of the optimizer, one a batch.': '{0}：优化器的更新次数，每批一次。',
  '{0}: calls of step(), whether one is made a batch or an epoch.':
    '{0}：数的是 step() 的调用次数，无论每个批次还是每轮调用一次。',
  'How many batches a loader gives is not known: {0} an epoch stand in.':
    '加载器给出多少个批次未知：以每轮 {0} 个代替。',
  'a loss that an update returns': '更新返回的损失',
  'a batch of a loader': '加载器的一个批次',
  'how many batches are added up for an update': '多少个批次合成一次更新',
  '{0} is not computed here': '此处不计算 {0}',
  'a condition of the run decides whether it is stepped': '是否推进它取决于运行时的条件',
  'more than {0} events of the clock': '时钟事件超过 {0} 个',
  'what step() is passed is only known during the run': '传给 step() 的值在运行时才知道',
  '{0} is not known: {1}': '{0} 未知：{1}',
  'the rate of {0} is not known': '{0} 的学习率未知',
  'how often it is stepped is not known': '多久推进它一次未知',
  'no schedule of the step gives the same rates as this program': '没有任何按步数的衰减能给出与本程序相同的学习率',
  'the rate of a group of parameters': '一组参数的学习率',
  'a setting of a group of parameters': '一组参数的设置',
  'the program writes the learning rate into param_groups by itself': '程序自己把学习率写进了 param_groups',
  'the program sets the learning rate by itself': '程序自己设置了学习率',
  'it is stepped in a graph, which is not followed here': '它在静态图中推进，这里无法跟踪',
  'its optimizer is not known': '它的优化器未知',
} as const;
