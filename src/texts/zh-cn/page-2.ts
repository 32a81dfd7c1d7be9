/** What the panel’s page says by itself, in Simplified Chinese. */
export const page2 = {
  'Nothing is changed.': '没有改动。',
  Changed: '改动',
  '{0}: {1} → {2}': '{0}：{1} → {2}',
  'not set': '未设置',
  '{0} wants a number.': '{0} 需要一个数。',
  '{0} wants numbers with commas between them.': '{0} 需要用逗号分隔的数。',
  '{0} wants a whole number of at least 0, or nothing.': '{0} 需要一个不小于 0 的整数，也可以留空。',
  '{0} must be above {1}.': '{0} 必须大于 {1}。',
  '{0} must be at least {1}.': '{0} 不能小于 {1}。',
  '{0} must be a finite number.': '{0} 必须是有限的数。',
  '{0} needs at least one number.': '{0} 至少需要一个数。',
  '{0} must ascend.': '{0} 必须递增。',
  '{0} needs one number more than boundaries has.': '{0} 需要比 boundaries 多一个数。',
  'How it is computed': '计算方式',
  '{0}: compiled into one function with SIMD, which gave the same bits as TensorFlow.js’s kernels.':
    '{0}：编译成一个函数（使用 SIMD），它与 TensorFlow.js 的内核逐位相同。',
  '{0}: compiled into one function, which gave the same bits as TensorFlow.js’s kernels.':
    '{0}：编译成一个函数，它与 TensorFlow.js 的内核逐位相同。',
  '{0}: on TensorFlow.js’s kernels: {1}.': '{0}：用 TensorFlow.js 的内核计算：{1}。',
  '{0}: {1}, first at iteration {2}.': '{0}：{1}，最早出现在第 {2} 次迭代。',
  '{0}.': '{0}。',
  '{0}. {1}': '{0}。{1}',
  '{0} after iteration {1}': '{0}，在第 {1} 次迭代之后',
  '{0}: global step {1}, learning rate {2}': '{0}：全局步数 {1}，学习率 {2}',
} as const;
