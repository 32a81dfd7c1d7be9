/** Others, in Simplified Chinese. */
export const other = {
  '1 global step problem': ' 1 个全局步数问题',
  'the assignment': '赋值',
  'the training call': '训练调用',
  'Global Step: incomplete check': 'Global Step：检查不完整',
  'only a part of {0} was checked: the code here nests deeper, or is longer, than is read':
    '只检查了 {0} 的一部分：此处代码嵌套过深或过长，未读取',
  '{0} on line {1} reads {2}, which {3}: {4}': '第 {1} 行的 {0} 读取 {2}，而它{3}：{4}',
  'Each run adds {0} to {1}: once here, and again by {2}. {3} on line {4} decays every {5} runs instead of every {6}.':
    '每次运行给 {1} 加 {0}：这里加一次，{2}又加。第 {4} 行的 {3} 每 {5} 次运行就衰减，而不是每 {6} 次。',
  'Each run adds {0} to {1}: once here, and again by {2}. {3} on line {4} and {5} more decays every {6} runs instead of every {7}.':
    '每次运行给 {1} 加 {0}：这里加一次，{2}又加。第 {4} 行的 {3}（以及另外 {5} 处）每 {6} 次运行就衰减，而不是每 {7} 次。',
  'Each run adds {0} to {1}: once here, and again by {2}. {3} on line {4} reads a step that runs {5} times too fast.':
    '每次运行给 {1} 加 {0}：这里加一次，{2}又加。第 {4} 行的 {3} 读到的步数快了 {5} 倍。',
  'Each run adds {0} to {1}: once here, and again by {2}. {3} on line {4} and {5} more reads a step that runs {6} times too fast.':
    '每次运行给 {1} 加 {0}：这里加一次，{2}又加。第 {4} 行的 {3}（以及另外 {5} 处）读到的步数快了 {6} 倍。',
  'Each pass of the loop adds {0} to {1}: once here, and again by {2}. {3} on line {4} decays every {5} passes instead of every {6}.':
    '循环每一轮给 {1} 加 {0}：这里加一次，{2}又加。第 {4} 行的 {3} 每 {5} 轮就衰减，而不是每 {6} 轮。',
  'Each pass of the loop adds {0} to {1}: once here, and again by {2}. {3} on line {4} and {5} more decays every {6} passes instead of every {7}.':
    '循环每一轮给 {1} 加 {0}：这里加一次，{2}又加。第 {4} 行的 {3}（以及另外 {5} 处）每 {6} 轮就衰减，而不是每 {7} 轮。',
  'Each pass of the loop adds {0} to {1}: once here, and again by {2}. {3} on line {4} reads a step that runs {5} times too fast.':
    '循环每一轮给 {1} 加 {0}：这里加一次，{2}又加。第 {4} 行的 {3} 读到的步数快了 {5} 倍。',
  'Each pass of the loop adds {0} to {1}: once here, and again by {2}. {3} on line {4} and {5} more reads a step that runs {6} times too fast.':
    '循环每一轮给 {1} 加 {0}：这里加一次，{2}又加。第 {4} 行的 {3}（以及另外 {5} 处）读到的步数快了 {6} 倍。',
  'the assignment on line {0}': '第 {0} 行的赋值',
  'the training call on line {0}': '第 {0} 行的训练调用',
  'Pass global_step={0}': '传入 global_step={0}',
  'Pass var_list={0}': '传入 var_list={0}',
  'no global step passed, but {0} {1} reads one: rate {2} for {3}; with the step it would end at {4}':
    '没有传入全局步数，但{1}的 {0} 要读取它：{3}学习率都是 {2}；传入后最终为 {4}',
  'no global step passed: rate {0} for {1}; with the step it would end at {2}':
    '没有传入全局步数：{1}学习率都是 {0}；传入后最终为 {2}',
  'no global step: rate {0} for {1}; with the step it would end at {2}':
    '没有全局步数：{1}学习率都是 {0}；传入后最终为 {2}',
  'global step counted elsewhere: rate from {0} to {1} over {2}': '全局步数在别处计数：{2}内学习率从 {0} 变到 {1}',
  'global step counted elsewhere: rate {0} for {1}; with the step it would end at {2}':
    '全局步数在别处计数：{1}学习率都是 {0}；传入后最终为 {2}',
  'counts {0}: rate from {1} to {2} over {3}': '给 {0} 计数：{3}内学习率从 {1} 变到 {2}',
  'global step: {0}, but see the warning: rate from {1} to {2} over {3}; counted once it would end at {4}':
    '全局步数：{0}，但请看警告：{3}内学习率从 {1} 变到 {2}；只计一次时最终为 {4}',
  'global step: {0}, but see the warning: rate from {1} to {2} over {3}':
    '全局步数：{0}，但请看警告：{3}内学习率从 {1} 变到 {2}',
  'global step: {0}, but see the warning: rate {1} for {2}; with the step it would end at {3}':
    '全局步数：{0}，但请看警告：{2}学习率都是 {1}；传入后最终为 {3}',
  '{0} takes too long to be read: its loops and its data may be too large to be gone through here.':
    '读取 {0} 耗时太长：其中的循环和数据可能太大，无法在这里逐一执行。',
  '{0} takes more memory to be read than it may have: its data may be too large.':
    '读取 {0} 所需的内存超出限制：其中的数据可能太大。',
  '{0} could not be read: something went wrong in Global Step itself. Its log (Output, Global Step) says what.':
    '无法读取 {0}：Global Step 自身出了错。详情请看日志（输出 → Global Step）。',
  'Found {0} in {1} file.': '在 {1} 个文件中发现{0}。',
  'Found {0} in {1} files.': '在 {1} 个文件中发现{0}。',
  'Cancelled: so far {0} in {1} file.': '已取消：到目前为止在 {1} 个文件中发现{0}。',
  'Cancelled: so far {0} in {1} files.': '已取消：到目前为止在 {1} 个文件中发现{0}。',
  '{0} has no learning rate schedule at line {1}. Put the cursor on a decay, such as tf.train.exponential_decay or a Keras schedule, then run this again.':
    '{0} 的第 {1} 行没有学习率衰减。请把光标放到一个衰减上，例如 tf.train.exponential_decay 或 Keras 的学习率类，然后再运行一次。',
  '{0} in {1} on line {2} reads {3}, which {4}: {5}': '{1} 第 {2} 行的 {0} 读取 {3}，而它{4}：{5}',
  '{0} in cell {1} on line {2} reads {3}, which {4}: {5}': '单元格 {1} 第 {2} 行的 {0} 读取 {3}，而它{4}：{5}',
  '{0} holds no Python.': '{0} 里没有 Python 代码。',
  'No TensorFlow 1 train op is made when this file runs by itself: no call of minimize or apply_gradients is reached. Open a program that trains, and run “Visualize Global Step” there.':
    '这个文件单独运行时不会创建 TensorFlow 1 的训练操作：执行不到对 minimize 或 apply_gradients 的调用。请打开一个进行训练的程序，在那里运行“可视化全局步数”。',
  '{0}, starts at {1}': '{0}，从 {1} 开始',
  '{0}, fed': '{0}，由外部喂入',
  '{0} iterations': '{0} 次迭代',
  '{0} is not a number that the source gives': '源代码没有给出 {0} 的数值',
  '{0} is not a list that the source gives': '源代码没有给出 {0} 的列表',
  '{0} holds something that is not a number': '{0} 里有不是数的东西',
  '{0} is not known': '{0} 未知',
  'a call of {0}': '对 {0} 的调用',
  '{0} that is passed to TensorFlow': '传给 TensorFlow 的 {0}',
  '{0} of these': '它们的 {0}',
  'the entries of {0}': '{0} 的各条目',
  'the items of {0}': '{0} 的各项',
  'what this loop builds is built once: {0}': '这个循环构建的内容只构建一次：{0}',
  'a dictionary with {0} for a key': '以 {0} 为键的字典',
  'the argument {0} of the command line': '命令行参数 {0}',
  'a split with the argument {0}': '带参数 {0} 的拆分',
  'the argument {0} of a split': '拆分的参数 {0}',
  '{0} of the environment': '环境变量 {0}',
  'the argument {0} of a random number': '随机数的参数 {0}',
  '{0} of a data set': '数据集的 {0}',
  'the argument {0} of this': '它的参数 {0}',
  'the attribute {0} that is set': '设置的属性 {0}',
  'the argument at place {0} of this': '它的第 {0} 个参数',
  'six.{0} of this': '它的 six.{0}',
  'a loop of more than {0} turns': '超过 {0} 圈的循环',
  'a loop over {0}': '对 {0} 的循环',
  'the text of {0}': '{0} 的文本',
  'math.{0} of this': '对此求 math.{0}',
  '{0} of this': '对此求 {0}',
  'a while_loop of more than {0} turns': '超过 {0} 圈的 while_loop',
  'a {0} of this': '它的 {0}',
  'an array of {0} elements': '{0} 个元素的数组',
  'an array of shape {0}': '形状为 {0} 的数组',
  'an array of shape {0} that is fed to {1}': '喂给 {1} 的、形状为 {0} 的数组',
  'an array of shape {0} that tf.{1} is given': '传给 tf.{1} 的、形状为 {0} 的数组',
  'an array of shape {0} that TensorFlow is given': '传给 TensorFlow 的、形状为 {0} 的数组',
  'a list of {0} items': '{0} 项的列表',
  'a text of {0} characters': '{0} 个字符的文本',
  'a product of {0} multiplications': '{0} 次乘法的乘积',
  'the placeholder of line {0}': '第 {0} 行的占位符',
  'an int that is too large to be read': '大到无法读取的整数',
  '{0} for {1} has {2} elements, more than the {3} that are read': '{1} 所需的{0}有 {2} 个元素，超过了能读取的 {3} 个',
  '{0} has {1} elements, more than the {2} that are read': '{0}有 {1} 个元素，超过了能读取的 {2} 个',
  '{0} for {1} is more than the {2} that are read': '{1} 所需的{0}超过了能读取的 {2} 个',
  '{0} for {1} takes {2}, which is more than what is left of the {3} for reading':
    '{1} 所需的{0}要占用 {2}，超过了读取所用的 {3} 中余下的部分',
  '{0} takes {1}, which is more than what is left of the {2} for reading':
    '{0}要占用 {1}，超过了读取所用的 {2} 中余下的部分',
  '{0} for {1} takes more than the {2} for reading': '{1} 所需的{0}占用的内存超过了读取所用的 {2}',
  '{0} takes more than the {1} for reading': '{0}占用的内存超过了读取所用的 {1}',
  'ResourceExhaustedError: {0} makes more than memory holds: {1}':
    'ResourceExhaustedError：{0} 所需的内存超出了可用的范围：{1}',
  '{0} takes {1}, which is more than what is left of the {2} for training':
    '{0}要占用 {1}，超过了训练所用的 {2} 中余下的部分',
  'a result of shape {0}': '形状为 {0} 的结果',
  'a copy of an array of shape {0}': '形状为 {0} 的数组的副本',
  'ResourceExhaustedError: what the program feeds, the largest an array of shape {0},':
    'ResourceExhaustedError：程序所喂入的数据（其中最大的是形状为 {0} 的数组）',
  'the rows of {0} iterations take more than what is left of the {1} for training':
    '{0} 次迭代的数据行超过了训练所用的 {1} 中余下的部分',
  'tf.{0} raises ResourceExhaustedError: {1} of shape {2}, with its initial value,':
    'tf.{0} 引发 ResourceExhaustedError：形状为 {2} 的 {1}（连同其初始值）',
  'an object of {0}': '{0} 的对象',
  'calls nest deeper than {0}': '调用嵌套超过 {0} 层',
  'more than {0} TensorFlow calls': '超过 {0} 个 TensorFlow 调用',
  'more than {0} different session runs': '超过 {0} 次不同的会话运行',
  'more than {0} session runs': '超过 {0} 次会话运行',
  'np.{0} of these': '它们的 np.{0}',
  'np.{0} of this': '它的 np.{0}',
  'tf.{0} of several tensors': '对多个张量的 tf.{0}',
  'tf.{0} over a tensor of unknown length': '对长度未知的张量的 tf.{0}',
  'the array attribute {0}': '数组的属性 {0}',
  'the attribute {0}': '属性 {0}',
  'the parameter {0} of {1}': '{1} 的参数 {0}',
  'the parts of {0}': '{0} 的各部分',
  'the program takes more than {0} operations to read': '读取程序需要超过 {0} 个操作',
  'the program takes more than {0} seconds to read': '读取程序需要超过 {0} 秒',
  'the string method {0}': '字符串方法 {0}',
  'the time ({0}.{1})': '时间（{0}.{1}）',
  "the {0} of MNIST's {1} set, which is a download": 'MNIST 的 {1} 集的 {0}，它要从网上下载',
  'this array operation with {0}': '这个带 {0} 的数组运算',
  'this operation with {0}': '这个带 {0} 的运算',
  'what is fed: {0}': '喂入的数据：{0}',
  'tf.{0} from the end': '从末尾开始的 tf.{0}',
  'the seed that {0} is': '作为随机种子的 {0}',
  'what is run: {0}': '要运行的内容：{0}',
  'the graph of a session: {0}': '会话的计算图：{0}',
  'the session that this is run in: {0}': '运行所用的会话：{0}',
  'the name of a scope: {0}': '作用域的名称：{0}',
  'the argument {0} of a variable scope is not followed': '变量作用域的参数 {0} 未被跟踪',
  'what is run before this: {0}': '在此之前运行的内容：{0}',
  'what is added to a collection: {0}': '加入集合的内容：{0}',
  'where hooks stop a session: {0}': '钩子停止会话的位置：{0}',
  'an argument of tf.{0} is not known: {1}': 'tf.{0} 的一个参数未知：{1}',
  'the default of a flag of {0} that is of another type': '类型不符的 {0} 标志默认值',
  'what is named {0} in the graph': '计算图里名为 {0} 的东西',
  '{0} of a RandomState': 'RandomState 的 {0}',
  '{0} of a dtype': 'dtype 的 {0}',
  '{0} of a graph': '计算图的 {0}',
  'loss is {0}': '损失是 {0}',
  'Not equal: Keras has no {0}. The schedule is the same; this optimizer only carries it.':
    '并不相等：Keras 没有 {0}。学习率策略相同，这个优化器只是用来承载它。',
  'Not equal: PyTorch has no {0}. The schedule is the same; this optimizer only carries it.':
    '并不相等：PyTorch 没有 {0}。学习率策略相同，这个优化器只是用来承载它。',
  'piecewise_constant needs one value more than boundaries: {0} for {1}.':
    'piecewise_constant 的 values 要比 boundaries 多一个：现在是 {0} 个对 {1} 个。',
  'decay_rate is {0}: between whole periods that is NaN in TensorFlow 1, and a complex number in Python.':
    'decay_rate 是 {0}：在整周期之间，TensorFlow 1 得到 NaN，Python 得到复数。',
  'power is {0}: at the end of the decay that is infinite in TensorFlow 1, and an error in Python.':
    'power 是 {0}：衰减结束时 TensorFlow 1 得到无穷大，Python 则报错。',
  't_mul is {0}: a period has to be longer than nothing.': 't_mul 是 {0}：周期长度必须大于零。',
  '{0} is {1}: only TensorFlow 1 takes that, and makes no decay of it.':
    '{0} 是 {1}：只有 TensorFlow 1 接受它，而且不会产生衰减。',
  '{0} is more than the {1} that are read': '{0}超过了能读取的 {1} 个',
  "{0}: '{1}' is not a valid operation name: it may hold letters from A to Z, digits, and the characters _ . - /":
    '{0}：“{1}”不是有效的运算名：它只能包含英文字母、数字以及字符 _ . - /',
  "{0}: '{1}' is not a valid operation name: outside of all scopes it starts with a letter, a digit or a dot":
    '{0}：“{1}”不是有效的运算名：在所有作用域之外，它必须以字母、数字或点开头',
  "{0}: '{1}' is not a valid scope name: it may hold letters from A to Z, digits, and the characters _ . - /":
    '{0}：“{1}”不是有效的作用域名：它只能包含英文字母、数字以及字符 _ . - /',
  "{0}: '{1}' is not a valid scope name: outside of all scopes it starts with a letter, a digit or a dot":
    '{0}：“{1}”不是有效的作用域名：在所有作用域之外，它必须以字母、数字或点开头',
  '{0} raises {1}': '{0} 引发 {1}',
  '{0} is given what is not known: {1}': '{0} 得到的参数未知：{1}',
  '{0} is not supported': '不支持 {0}',
  '{0} could not be read: the log of Global Step (Output, Global Step) says why.':
    '无法读取 {0}：原因见 Global Step 的日志（输出 → Global Step）。',
  '{0} · {1} · {2}': '{0} · {1} · {2}',
  'The learning rate': '学习率',
  '{0}. {1}': '{0}。{1}',
} as const;
