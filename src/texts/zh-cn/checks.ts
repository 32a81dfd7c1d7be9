/** What a check says, in Simplified Chinese. */
export const checks = {
  '{0}': '{0}',
  'in {0} on line {1}': '{0} 第 {1} 行',
  'on line {0}': '第 {0} 行',
  'in cell {0} on line {1}': '单元格 {0} 第 {1} 行',
  iterations: '迭代次数',
  'The call is not where it was: the program has changed.': '调用已不在原处：程序改动过。',
  'only a part of {0} was checked: the code here nests deeper than is followed':
    '只检查了 {0} 的一部分：此处代码嵌套过深，未再深入',
  'only a part of {0} was checked: functions here call each other deeper than is followed':
    '只检查了 {0} 的一部分：此处函数相互调用过深，未再深入',
  '{0} was checked without the modules that it imports: with them there is too much to follow':
    '检查 {0} 时未包含它导入的模块：加上这些模块后计算量过大',
  '{0} was not checked: there is too much to follow': '未检查 {0}：计算量过大',
  'only a part of {0} was checked: {1}': '只检查了 {0} 的一部分：{1}',
  'the loss is computed from {0}, which {1}': '损失由 {0} 计算得到，而它{1}',
  'the learning rate is computed from {0}, which {1}: it stays {2}': '学习率由 {0} 计算得到，而它{1}：学习率一直是 {2}',
  'the learning rate is computed from {0}, which {1}: it never changes':
    '学习率由 {0} 计算得到，而它{1}：学习率永远不变',
  '{0} {1} reads {2}, which {3}: {4}': '{1}的 {0} 读取 {2}，而它{3}：{4}',
  'the global step': '全局步数',
  'the variable': '变量',
  'is a number and not a variable': '是一个数，不是变量',
  'nothing else can reach': '别处无法访问',
  variable: '变量',
  'nothing moves': '没有任何操作去更新',
  'it never changes': '它永远不变',
  'it stays {0}': '它一直是 {0}',
  'the learning rate never changes': '学习率永远不变',
  'the learning rate stays {0}': '学习率一直是 {0}',
  'the decay of its shadow variables never warms up': '影子变量的衰减率永远不会升上去',
  'its shadow decay stays {0}, so the averages are practically the last values':
    '影子变量的衰减率一直是 {0}，滑动平均实际上就等于最近的值',
  'its updates stay those of the first step': '每次更新都和第一步一样',
  'it never stops the training': '它永远不会让训练停下来',
  'only model.ckpt-{0} is written, with the initial weights': '只会写出 model.ckpt-{0}，里面是初始权重',
  'its only checkpoint is model.ckpt-{0}, with the initial weights': '唯一的检查点是 model.ckpt-{0}，里面是初始权重',
  'it counts 0 steps a second and warns': '它统计到的是每秒 0 步，并给出警告',
  'at most the first summary is written, at step {0}': '最多只写出第一个摘要，步数是 {0}',
  'train(steps=N) never ends by itself, and its only checkpoint is model.ckpt-{0}':
    'train(steps=N) 不会自己结束，唯一的检查点是 model.ckpt-{0}',
  'it never reaches its number of steps': '它永远达不到规定的步数',
  'every checkpoint is saved as step {0}, over the one before': '每个检查点都保存为第 {0} 步，覆盖前一个',
  'every summary is drawn at step {0}': '每个摘要都画在第 {0} 步',
  'the loop waits for a step that does not come': '循环等待的步数永远不会到来',
  'it is {0} each time': '每次都是 {0}',
  '{0} reads {1}': '{0} 读取 {1}',
  '{0} is made here': '{0} 在这里创建',
  '{0}; {1}': '{0}；{1}',
  'Make global_step by {0} and pass it': '用 {0} 建立 global_step 并传入',
  'Pass {0}': '传入 {0}',
  'This comment silences no rule: there is nothing to silence here.':
    '这条注释没有屏蔽任何规则：这里没有可屏蔽的提示。',
  'This comment silences not {0}: there is nothing to silence here.': '这条注释没有屏蔽 {0}：这里没有可屏蔽的提示。',
  'Remove the comment': '删除这条注释',
  'Use {0} in both': '两处都使用 {0}',
  'Make global_step by {0} and use it in both': '用 {0} 建立 global_step，并在两处使用',
  expression: '表达式',
  'the code here nests deeper, or is longer, than is read': '此处代码嵌套过深或过长，未读取',
  'invalid syntax': '语法无效',
  'expected an indented block': '此处应有缩进的代码块',
  'unexpected indent': '意外的缩进',
  'unindent does not match any outer indentation level': '取消缩进与任何外层缩进级别都不匹配',
  'A schedule reads a variable that is made in its own argument, so that nothing else can move it.':
    '衰减所读的变量就在它自己的参数里创建，别处都无法更新它。',
  'The learning rate of this {0} does not change. {1}.': '这个 {0} 的学习率不会变化。{1}。',
  'create_train_op is handed None as its global step, which switches its counting off.':
    'create_train_op 的全局步数被传成 None，这会关掉它的计步。',
  'create_train_op is handed None as its global step: unlike the default, that counts nothing. Nothing here reads one.':
    'create_train_op 的全局步数被传成 None：与默认不同，这样什么也不计。这里没有东西读取全局步数。',
  'create_train_op is handed None as its global step: unlike the default, that counts nothing. {0}.':
    'create_train_op 的全局步数被传成 None：与默认不同，这样什么也不计。{0}。',
  'Let create_train_op count the graph’s own step': '让 create_train_op 给计算图自己的步数计数',
  'A staircase decay’s first step down comes after the training has ended.':
    '阶梯式衰减的第一次下降要到训练结束之后才会发生。',
  'never changes': '永远不变',
  'stays {0}': '一直是 {0}',
  'The training makes {0} steps, and {1} first steps down after {2}: the learning rate {3}.':
    '训练共 {0} 步，而 {1} 要到 {2} 步之后才第一次下降：学习率{3}。',
  'One run moves the same global step more than once, so everything that reads it runs ahead.':
    '一次运行把同一个全局步数更新了不止一次，读取它的一切都会跑在前面。',
  '{0} and {1}': '{0}、{1}',
  'Each pass of the loop adds {0} to {1}: once here, and again by {2}.':
    '循环每一轮给 {1} 加 {0}：这里加一次，{2}又加。',
  'Each run adds {0} to {1}: once here, and again by {2}.': '每次运行给 {1} 加 {0}：这里加一次，{2}又加。',
  '{0} {1}{#sentences}': '{0}{1}',
  'the assignment moves {0} too': '这个赋值也更新 {0}',
  'the training call moves {0} too': '这个训练调用也更新 {0}',
  'the assignment {0}': '{0}的赋值',
  'the training call {0}': '{0}的训练调用',
  '{0} {1}': '{1}的 {0}',
  '{0} and {1} more': '{0}（以及另外 {1} 处）',
  '{0} reads a step that runs {1} times too fast.': '{0} 读到的步数快了 {1} 倍。',
  '{0} decays every {1} passes instead of every {2}.': '{0} 每 {1} 轮就衰减，而不是每 {2} 轮。',
  '{0} decays every {1} runs instead of every {2}.': '{0} 每 {1} 次运行就衰减，而不是每 {2} 次。',
  'Do not pass the global step here': '此处不传入全局步数',
  'A number stands where the global step’s variable belongs: nothing can move a number.':
    '本该是全局步数变量的位置上是一个数：没有什么能让一个数增加。',
  'a number': '一个数',
  'a constant': '一个常量',
  '{0} is handed {1} as its global step, which is {2}: it raises an AttributeError, because only a variable can be added to.':
    '传给 {0} 的全局步数是 {1}，这是{2}：会引发 AttributeError，因为只有变量才能加 1。',
  'A Keras optimizer is handed a global step, which it does not take.':
    '给 Keras 优化器传了全局步数，而它不接受这个参数。',
  "{0} is Keras's and has no global_step: it raises a TypeError. A Keras optimizer counts its own iterations.":
    '{0} 属于 Keras，没有 global_step 参数：会引发 TypeError。Keras 优化器对自己的 iterations 计数。',
  "{0} is Keras's: its second argument is {1}, so {2} is not counted. A Keras optimizer counts its own iterations.":
    '{0} 属于 Keras：它的第二个参数是 {1}，所以 {2} 不会计步。Keras 优化器对自己的 iterations 计数。',
  'Remove {0}': '删除 {0}',
  'The learning rate grows: the decay rate is greater than 1.': '学习率在增大：衰减率大于 1。',
  'With a decay_rate of {0} the learning rate grows by a factor of {1} every {2} steps.':
    'decay_rate 为 {0} 时，学习率每 {2} 步变为 {1} 倍。',
  'With a decay_rate of {0} the learning rate grows by a factor of {1} every {2} steps: {3} becomes {4} after {5}.':
    'decay_rate 为 {0} 时，学习率每 {2} 步变为 {1} 倍：{3} 在 {5} 步后变成 {4}。',
  'A training call is handed no global step, and something depends on one that nothing moves.':
    '训练调用没有收到全局步数，而有东西依赖一个没有任何操作去更新的全局步数。',
  '{0}.apply_gradients takes the global step and does not count it. {1}.':
    '{0}.apply_gradients 收下了全局步数，却不计步。{1}。',
  'The optimizer': '优化器',
  '{0} is not handed a global step. {1}.': '{0} 没有收到全局步数。{1}。',
  'The learning rate reads one variable, and the optimizer moves another.':
    '学习率读的是一个变量，优化器更新的是另一个。',
  '{0} moves {1}, which is another variable. {2}.': '{0} 更新的是 {1}，那是另一个变量。{2}。',
  'Pass {0} instead': '改为传入 {0}',
  'Each pass of a loop builds another assignment to the step, so that the graph grows.':
    '循环的每一遍都新建一个对步数的赋值操作，计算图会不断变大。',
  'Each pass of the loop adds a new {0} of {1} to the graph, which grows and slows down. Build the operation once before the loop and run it inside.':
    '循环的每一遍都往计算图里新加一个对 {1} 的 {0}，图越来越大，越来越慢。请在循环之前创建一次这个操作，在循环里运行它。',
  'A global step is made without trainable=False, so that it counts as a weight.':
    '创建全局步数时没有写 trainable=False，于是它被当作权重。',
  '{0} is among tf.trainable_variables(): optimizers look for its gradient. Make it with trainable=False.':
    '{0} 在 tf.trainable_variables() 之中：优化器会去求它的梯度。请在创建时写 trainable=False。',
  '{0} is among tf.trainable_variables(): optimizers look for its gradient, and moving averages of all trainable variables fail on an integer. Make it with trainable=False.':
    '{0} 在 tf.trainable_variables() 之中：优化器会去求它的梯度，而对所有可训练变量做滑动平均时遇到整数会失败。请在创建时写 trainable=False。',
  'Make it with trainable=False': '创建时加上 trainable=False',
  'A comment silences a rule that has nothing to say there.': '注释屏蔽了一条在此处本来就没有提示的规则。',
  'A weight is handed over where the global step belongs, and gains 1 with each run.':
    '在全局步数的位置上传了一个权重，它每次运行都会加 1。',
  'The second argument of {0} is the global step, not the variables to train. A list is no step: it raises a TypeError.':
    '{0} 的第二个参数是全局步数，不是要训练的变量。列表不能作为步数：会引发 TypeError。',
  'The second argument of {0} is the global step, not the variables to train. {1} is trained, and gains 1 with each run besides.':
    '{0} 的第二个参数是全局步数，不是要训练的变量。{1} 不但被训练，每次运行还会加 1。',
} as const;
