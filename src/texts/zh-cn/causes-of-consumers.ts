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
} as const;
