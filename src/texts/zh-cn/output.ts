/** What a program prints, and why no more of it is known, in Simplified Chinese. */
export const output = {
  'only the first {0} session runs are followed': '只跟进前 {0} 次会话运行',
  'what this session run gives is not known': '这次会话运行的结果未知',
  'which session run comes next depends on what was fetched': '接下来执行哪次会话运行取决于取回的值',
  'a value that is too large to be shown': '值太大，无法显示',
  'whether this is printed depends on a value that is not known': '是否打印取决于未知的值',
  'only the first {0} characters are shown': '只显示前 {0} 个字符',
  'only the first {0} lines are shown': '只显示前 {0} 行',
  'another model stands in for the program’s own': '训练的是替代模型，而不是程序自己的模型',
  'only what is computed in {0} seconds is shown': '只显示 {0} 秒内算出的部分',
  'the program goes back to an earlier session': '程序回到了先前的会话',
  'What the program prints': '程序的打印输出',
  'Checkpoints that it saves': '保存的检查点',
  '{0}, written {1} times': '{0}，写入 {1} 次',
  'and {0} more': '另有 {0} 个',
  '{0}: the loss diverges, from {1} to {2}.': '{0}：损失发散，从 {1} 到 {2}。',
  '{0}: the loss diverges, from {1} to {2}. The learning rate, {3} at the end, is often too large then.':
    '{0}：损失发散，从 {1} 到 {2}：通常是学习率（此处最后为 {3}）过大。',
  '{0}: the loss is higher because the learning rate is: {1}, not {2} as in the run “{3}”.':
    '{0}：损失更高，因为学习率更大：{1}，而“{3}”中为 {2}。',
  'Drawn on a logarithmic axis: the values pass four decades.': '按对数坐标绘制：数值跨越四个数量级。',
  'Printed lines': '打印的各行',
  'Nothing is printed.': '没有打印任何内容。',
  'not known here': '此处未知',
  'Not known from here on: {0}.': '从这里起未知：{0}。',
  '{0}: not known from here on: {1}.': '{0}：从这里起未知：{1}。',
} as const;
