/** What copied code and changes of the source say, in Simplified Chinese. */
export const copying = {
  'Not equal while the rate changes: Keras keeps the rate inside its momentum, TensorFlow 1 multiplies by it afterwards.':
    '学习率变化时并不相等：Keras 把学习率放进动量里，TensorFlow 1 在之后才乘上它。',
  'Not equal: TensorFlow 1 starts the mean of squares at 1, Keras at 0, so that its first updates are larger.':
    '并不相等：TensorFlow 1 的平方均值从 1 开始，Keras 从 0 开始，所以最初几次更新更大。',
  'Keras reads the schedule at optimizer.iterations before it adds 1: update k is made with the same rate as in TensorFlow 1.':
    'Keras 在给 optimizer.iterations 加 1 之前读取学习率：第 k 次更新所用的学习率与 TensorFlow 1 相同。',
  'Keras has no natural_exp_decay: it is an exponential decay by e to the negative rate.':
    'Keras 没有 natural_exp_decay：它就是以 e 的负衰减率次方为底的指数衰减。',
  'As in TensorFlow 1, a boundary itself still has the value before it.':
    '与 TensorFlow 1 一样，边界那一步仍取它之前的值。',
  'Keras has no {0}.': 'Keras 没有 {0}。',
  'piecewise_constant needs at least one boundary.': 'piecewise_constant 至少需要一个边界。',
  'The boundaries of piecewise_constant must ascend.': 'piecewise_constant 的 boundaries 必须递增。',
  'Not equal: TensorFlow 1 starts the mean of squares at 1 (here 0), adds epsilon inside the root (here outside), and has the rate inside the momentum (here outside).':
    '并不相等：TensorFlow 1 的平方均值从 1 开始（这里是 0），epsilon 加在根号内（这里在根号外），学习率在动量内（这里在动量外）。',
  'Not quite equal: PyTorch adds epsilon after the bias correction, TensorFlow 1 before it. It matters where gradients are about as small as epsilon.':
    '不完全相等：PyTorch 在偏差修正之后加 epsilon，TensorFlow 1 在之前。梯度小到与 epsilon 相近时才有区别。',
  'After each update, in this order: it is scheduler.step() that counts what TensorFlow 1 calls the global step.':
    '每次更新之后按这个顺序调用：scheduler.step() 所计的就是 TensorFlow 1 的全局步数。',
  'LambdaLR multiplies by what the function returns, which is the whole rate: hence the 1.0.':
    'LambdaLR 会乘以函数的返回值，而它就是整个学习率：所以这里是 1.0。',
  'With eager execution a decay returns a function, not a tensor: keep it off.':
    '启用即时执行时，衰减函数返回的是函数而不是张量：请保持关闭。',
  'minimize adds 1 to the step after each update. Without it the rate stays what it is at step 0.':
    'minimize 在每次更新之后给步数加 1。没有它，学习率会一直停在第 0 步的值。',
  '“{0}” is imported by its own name, so that another one cannot be put in its place.':
    '“{0}”是按自己的名字导入的，无法在原处换成别的。',
  'With this edit the program would make no train op any more.': '这样改动之后，程序就不再创建训练操作了。',
  'Changed there, {0} would not become what it is here: change it by hand.':
    '在那里改动，{0} 不会变成这里的值：请手动修改。',
  'The value decides the number of iterations too: change it by hand.': '这个值还决定迭代次数：请手动修改。',
  'Two arguments that differ now come from one place: change it by hand.': '现在不同的两个参数出自同一处：请手动修改。',
  'It is computed by “{0}” on line {1}: change that by hand.': '它由第 {1} 行的“{0}”算出：请手动修改。',
  '“{0}” is set in more than one place: change the right one by hand.':
    '“{0}”在不止一处被赋值：请手动修改正确的那一处。',
  '“{0}” is a parameter of {1}, which is called in more than one place: change the right one by hand.':
    '“{0}”是 {1} 的参数，而它在不止一处被调用：请手动修改正确的那一处。',
  'The call is made in a file that is not at hand.': '调用所在的文件不在手边。',
  'The arguments are unpacked with a star: their values are written elsewhere.': '参数用星号展开：它们的值写在别处。',
  'The optimizer is not known.': '优化器未知。',
  'The rate is computed by “{0}” on line {1}: change that by hand.': '学习率由第 {1} 行的“{0}”算出：请手动修改。',
  'The optimizer is given no learning rate.': '优化器没有收到学习率。',
  'The program sets no seed: write tf.set_random_seed({0}) before its first operation.':
    '程序没有设置种子：请在第一个操作之前写上 tf.set_random_seed({0})。',
  'The program sets a seed in more than one place: change the right one by hand.':
    '程序在不止一处设置种子：请手动修改正确的那一处。',
} as const;
