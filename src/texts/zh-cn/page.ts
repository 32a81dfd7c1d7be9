/** What the panel’s page says by itself, in Simplified Chinese. */
export const page = {
  loss: '损失',
  step: '步数',
  optimizer: '优化器',
  seed: '种子',
  schedule: '学习率策略',
  iterations: '迭代次数',
  'a number': '一个数',
} as const;
