/** What copied code and changes of the source say, in Simplified Chinese. */
export const copying = {
  'Keras reads the schedule at optimizer.iterations before it adds 1: update k is made with the same rate as in TensorFlow 1.':
    'Keras 在给 optimizer.iterations 加 1 之前读取学习率：第 k 次更新所用的学习率与 TensorFlow 1 相同。',
  'Keras has no natural_exp_decay: it is an exponential decay by e to the negative rate.':
    'Keras 没有 natural_exp_decay：它就是以 e 的负衰减率次方为底的指数衰减。',
  'optax has no natural_exp_decay: it is an exponential decay by e to the negative rate.':
    'optax 没有 natural_exp_decay：它就是以 e 的负衰减率次方为底的指数衰减。',
  'As in TensorFlow 1, a boundary itself still has the value before it.':
    '与 TensorFlow 1 一样，边界那一步仍取它之前的值。',
  'Keras has no {0}.': 'Keras 没有 {0}。',
  'Not equal: {0} has no {1}. The schedule is the same; this optimizer only carries it.':
    '并不相等：{0} 没有 {1}。学习率调度相同，这个优化器只是用来承载它。',
  'Not equal: the optimizer of the program is not known, or has no equal here. The schedule is the same; plain gradient descent only carries it.':
    '并不相等：程序的优化器未知，或在此没有与之相等的。学习率调度相同，普通的梯度下降只是用来承载它。',
  'piecewise_constant needs at least one boundary.': 'piecewise_constant 至少需要一个边界。',
  'piecewise_constant needs one value more than boundaries: {0} for {1}.':
    'piecewise_constant 的 values 要比 boundaries 多一个：现在是 {0} 个对 {1} 个。',
  'The boundaries of piecewise_constant must ascend.': 'piecewise_constant 的 boundaries 必须递增。',
  '{0} is {1}: only TensorFlow 1 takes that, and makes no decay of it.':
    '{0} 是 {1}：只有 TensorFlow 1 接受它，而且不会产生衰减。',
  'decay_rate is {0}: between whole periods that is NaN in TensorFlow 1, and a complex number in Python.':
    'decay_rate 是 {0}：在整周期之间，TensorFlow 1 得到 NaN，Python 得到复数。',
  'A boundary itself still has the value before it: bisect_left, not bisect_right.':
    '边界那一步仍取它之前的值：用 bisect_left，而不是 bisect_right。',
  '{0} would rise again after step {1}; TensorFlow 1 stays at the end.':
    '{0} 在第 {1} 步之后会再次上升；TensorFlow 1 停在终值。',
  'LambdaDecay multiplies by what the function returns, which is the whole rate: hence the 1.0.':
    'LambdaDecay 会乘以函数的返回值，而返回值就是完整的学习率：所以这里是 1.0。',
  'Not quite equal: Paddle adds epsilon after the bias correction, TensorFlow 1 before it. It matters where gradients are about as small as epsilon.':
    '不完全相等：Paddle 在偏差修正之后加 epsilon，TensorFlow 1 在之前。梯度小到与 epsilon 相近时才有区别。',
  'Not equal: TensorFlow 1 starts the mean of squares at 1 (here 0).':
    '不相等：TensorFlow 1 的平方均值从 1 开始（这里从 0 开始）。',
  'Equal from Paddle 2.5 on: before it this class leaves the learning rate out of its updates.':
    '从 Paddle 2.5 起相等：此前这个类的更新不乘学习率。',
  'TensorFlow 1 draws this noise afresh at each evaluation: its distribution is the same here, its draws are not.':
    'TensorFlow 1 每次求值都重新抽取这个噪声：这里的分布相同，抽到的值不同。',
  'power is {0}: at the end of the decay that is infinite in TensorFlow 1, and an error in Python.':
    'power 是 {0}：衰减结束时 TensorFlow 1 得到无穷大，Python 则报错。',
  'At a whole multiple of the steps the rate is the end; float32 may round TensorFlow 1 into the next cycle there.':
    '在步数的整数倍处，学习率取终值；TensorFlow 1 的 float32 可能在那里舍入到下一个周期。',
  't_mul is {0}: a period has to be longer than nothing.': 't_mul 是 {0}：周期长度必须大于零。',
  'The periods shrink and end at step {0}: from there on TensorFlow 1 gives NaN, and this an error.':
    '周期越来越短，到第 {0} 步结束：从那里起 TensorFlow 1 得到 NaN，而这里会报错。',
  'The periods shrink and end at step {0}: from there on this is NaN, as in TensorFlow 1.':
    '周期越来越短，到第 {0} 步结束：从那里起与 TensorFlow 1 一样得到 NaN。',
  'At a restart itself the logarithm may round one period low, here as in TensorFlow 1, where it is a float32.':
    '在重启的那一步，对数可能舍入到前一个周期；TensorFlow 1 用 float32，也会如此。',
  "Equal up to step {0}, where this program ends: after it PyTorch's cosine rises again.":
    '到第 {0} 步（即这个程序结束处）为止相等：此后 PyTorch 的余弦会再次上升。',
  'At a restart itself TensorFlow 1, in float32, may still give the end of the period before: one step later than here.':
    '在重启的那一步，TensorFlow 1 用 float32，可能仍给出前一个周期的终值：比这里晚一步。',
  'A milestone already has the new rate, a boundary of TensorFlow 1 still the old one: each is one step later here.':
    'milestone 那一步已取新的学习率，TensorFlow 1 的边界那一步仍取旧的：所以这里都晚一步。',
  'A boundary of optax already has the new rate, one of TensorFlow 1 still the old one: each is one step later here.':
    'optax 的边界那一步已取新的学习率，TensorFlow 1 的边界那一步仍取旧的：所以这里都晚一步。',
  'The count of updates is in the state: the rate stays that of step 0 where the state that update returns is not kept.':
    '更新次数记在状态里：如果不保留 update 返回的状态，学习率就一直是第 0 步的值。',
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
  'The program’s own loop makes the iterations: change their number by hand.':
    '迭代次数由程序自己的循环决定：请手动修改。',
  'The value decides the number of iterations too: change it by hand.': '这个值还决定迭代次数：请手动修改。',
  'Two arguments that differ now come from one place: change it by hand.': '现在不同的两个参数出自同一处：请手动修改。',
  'It is computed by “{0}” on line {1}: change that by hand.': '它由第 {1} 行的“{0}”算出：请手动修改。',
  '“{0}” is set in more than one place: change the right one by hand.':
    '“{0}”在不止一处被赋值：请手动修改正确的那一处。',
  '“{0}” is a parameter of {1}, which is called in more than one place: change the right one by hand.':
    '“{0}”是 {1} 的参数，而它在不止一处被调用：请手动修改正确的那一处。',
  'The call is made in a file that is not at hand.': '找不到调用所在的文件。',
  'The arguments are unpacked with a star: their values are written elsewhere.': '参数用星号展开：它们的值写在别处。',
  'The optimizer is not known.': '优化器未知。',
  'The rate is computed by “{0}” on line {1}: change that by hand.': '学习率由第 {1} 行的“{0}”算出：请手动修改。',
  'The optimizer is given no learning rate.': '优化器没有收到学习率。',
  'The program sets no seed: write tf.set_random_seed({0}) before its first operation.':
    '程序没有设置种子：请在第一个操作之前写上 tf.set_random_seed({0})。',
  'The program sets a seed in more than one place: change the right one by hand.':
    '程序在不止一处设置种子：请手动修改正确的那一处。',
  'scope name': '作用域名',
  'operation name': '运算名',
  "'{0}' is not a valid {1}: outside of all scopes it starts with a letter, a digit or a dot":
    '“{0}”不是有效的{1}：在所有作用域之外，它必须以字母、数字或点开头',
  "'{0}' is not a valid {1}: it may hold letters from A to Z, digits, and the characters _ . - /":
    '“{0}”不是有效的{1}：它只能包含英文字母、数字以及字符 _ . - /',
  'Not quite equal: PyTorch adds epsilon after the bias correction, TensorFlow 1 before it. It matters where gradients are about as small as epsilon.':
    '不完全相等：PyTorch 在偏差修正之后加 epsilon，TensorFlow 1 在之前。梯度小到与 epsilon 相近时才有区别。',
  'Not quite equal: optax adds epsilon after the bias correction, TensorFlow 1 before it. It matters where gradients are about as small as epsilon.':
    '不完全相等：optax 在偏差修正之后加 epsilon，TensorFlow 1 在之前。梯度小到与 epsilon 相近时才有区别。',
  'Not equal while the rate changes: Keras keeps the rate inside its momentum, TensorFlow 1 multiplies by it afterwards.':
    '学习率变化时并不相等：Keras 把学习率放进动量里，TensorFlow 1 在之后才乘上它。',
  'Not equal: TensorFlow 1 starts the mean of squares at 1, Keras at 0, so that its first updates are larger.':
    '并不相等：TensorFlow 1 的平方均值从 1 开始，Keras 从 0 开始，所以最初几次更新更大。',
  'Not equal: TensorFlow 1 starts the mean of squares at 1 (here 0), adds epsilon inside the root (here outside), and has the rate inside the momentum (here outside).':
    '并不相等：TensorFlow 1 的平方均值从 1 开始（这里是 0），epsilon 加在根号内（这里在根号外），学习率在动量内（这里在动量外）。',
} as const;
