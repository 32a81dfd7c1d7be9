/** What `explain` says of who runs the train op, in Simplified Chinese. */
export const causesOfConsumers = {
  'The checkpoint in model_dir may have reached max_steps={0} before.':
    'model_dir 中的检查点可能早已到达 max_steps={0}。',
  'What is read here may have given no batch: no file, or fewer examples than one batch where the rest is dropped.':
    '这里读取的数据可能没有给出任何批次：没有文件，或者样本不足一个批次而余下的被丢弃。',
  'Count its batches by themselves, before the Estimator gets them.': '先单独数一数它给出的批次，再交给 Estimator。',
  'The input function delivered no batch, so that the train op never ran and the step stayed where it was.':
    '输入函数没有给出任何批次，因此训练操作从未运行，步数停在原处。',
  'Look at the input function, not at the step.': '应检查输入函数，而不是步数。',
  '{0} is passed {1}, and this Estimator counts the step by itself.':
    '{0} 传入了 {1}，而这个 Estimator 自己给步数计数。',
  'Leave the argument out in this model_fn.': '在这个 model_fn 中去掉该参数。',
  'This operation adds to a variable: of the step, the Estimator allows none.':
    '这个操作会给一个变量加值：对步数，该 Estimator 不允许任何这样的操作。',
  'Leave it out, where it is the step that it adds to.': '如果它加的是步数，就把它去掉。',
  'IPUEstimator refuses a graph with any operation that adds to a variable named global_step.':
    '只要图中有任何操作给名为 global_step 的变量加值，IPUEstimator 就会拒绝。',
  'Pass no global_step to minimize or apply_gradients in its model_fn.':
    '在它的 model_fn 中，不要把 global_step 传给 minimize 或 apply_gradients。',
  '{0} is a placeholder: it has a value only in runs that feed it.': '{0} 是占位符：只有在给它喂值的运行中才有值。',
  'Feed it in each run that computes what reads it, or make it by tf.train.get_or_create_global_step().':
    '在计算到它的读取者的每次运行中都给它喂值，或者用 tf.train.get_or_create_global_step() 来创建它。',
  'A run computes something that reads {0}, and its feed_dict has no value for it.':
    '某次运行计算了读取 {0} 的东西，而其 feed_dict 没有它的值。',
  'Summaries and hooks run operations of their own: what they compute has to be fed as well.':
    '摘要和钩子会运行自己的操作：它们计算的东西同样需要喂值。',
  'The counter hook counts 0 steps a second': '计数钩子每秒数到 0 步',
  'The hook compares the global step with what it was some runs ago: it was the same.':
    '钩子把全局步数与若干次运行之前相比：两者相同。',
  'slim trains at step 0': 'slim 停在第 0 步训练',
  'slim prints the global step that it has read after each train op. In the first line it may still be 0; in later ones it has risen.':
    'slim 打印的是每次训练操作之后读到的全局步数。第一行可能仍是 0，之后的各行应当已经增加。',
  'No step was made: the final loss is None': '一步也没有训练：最终损失是 None',
  'The Estimator ended before it had run the train op once.': 'Estimator 在运行训练操作之前就结束了。',
  'This Estimator counts the step by itself': '这个 Estimator 自己给步数计数',
  'It adds to the global step for each run of its loop, and refuses a model that does so, too.':
    '它为循环中的每次运行给全局步数加值，并拒绝同样会加值的模型。',
  'The step is a placeholder that was not fed': '步数是没有喂值的占位符',
  'What is computed in this run reads a placeholder, which has no value but the one that it is fed.':
    '这次运行计算的东西读取一个占位符，而占位符只有喂给它的值。',
  '{0} is an integer, and TensorFlow converts neither side of an operation.':
    '{0} 是整数，而 TensorFlow 不会转换运算的任何一边。',
  'Convert it first: tf.cast({0}, tf.float32).': '先转换它：tf.cast({0}, tf.float32)。',
  'An int32 and an int64 differ, too: the graph’s own step is an int64.':
    'int32 和 int64 也不相同：图自身的步数是 int64。',
  'Make the constants of the step’s dtype, or cast both.': '让常量的 dtype 与步数一致，或两边都转换。',
  '{0} takes a number, and {1} is a variable of the graph.': '{0} 需要一个数，而 {1} 是图中的变量。',
  'Fetch its value: sess.run({0}), or tf.train.global_step(sess, {0}).':
    '取出它的值：sess.run({0})，或 tf.train.global_step(sess, {0})。',
  'A comparison or a text with the step makes an operation, which has no value before a session has run it.':
    '用步数做比较或拼文本得到的是操作，会话运行它之前没有值。',
  'Fetch the step first, and go on with the number.': '先取出步数，再用这个数。',
  'This run feeds {0} and counts it: a fed value takes the variable’s place, and nothing can be added to it.':
    '这次运行既喂入 {0} 又让它递增：喂入的值取代了变量，无法再往上加。',
  'Leave the feed out, or set the variable in a run of its own: step.load(value, sess).':
    '不要喂它，或单独设置变量：step.load(value, sess)。',
  'What is fed to {0} has to be one number.': '喂给 {0} 的必须是一个数。',
  'Feed the number itself: no list, no array of several, no tensor.': '直接喂这个数：不要列表、多元素数组或张量。',
  'An optimizer adds to its global_step in place, which a fed value does not allow.':
    '优化器在原处递增 global_step，喂入的值做不到。',
  'The value that is fed has another shape than the step, which is a scalar.': '喂入的值与步数形状不同，步数是标量。',
  'Feed a placeholder, or count the variable: not both.': '要么喂占位符，要么递增变量，不能两者都做。',
  'Fetched steps are NumPy numbers, and may be fed as they are.': '取出的步数是 NumPy 数，可以原样喂入。',
  'An integer and a float in one operation': '一个运算里既有整数又有浮点数',
  'A global step is an integer, and TensorFlow converts no operand to the dtype of the other.':
    '全局步数是整数，而 TensorFlow 不会把一个操作数转换成另一个的 dtype。',
  'A variable is no number': '变量不是数',
  'A variable has its value in a session: Python’s own functions need the number, which a run gives.':
    '变量的值在会话里：Python 自己的函数需要的是运行得到的数。',
  'The step cannot take the value it is fed': '步数不能接受喂入的值',
  'A run may replace a variable’s value by one that is fed: one number, and in a run that does not count.':
    '一次运行可以用喂入的值取代变量的值：一个数，并且这次运行不递增它。',
} as const;
