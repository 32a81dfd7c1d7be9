/** The causes of a warning in a log, in Simplified Chinese. */
export const causes = {
  '{0} is passed {1}: something computed, which cannot be added to in place.':
    '传给 {0} 的是 {1}：这是计算出来的结果，不能就地加 1。',
  'Pass the variable itself, as tf.train.get_or_create_global_step() gives it.':
    '请传入变量本身，即 tf.train.get_or_create_global_step() 的返回值。',
  '{0} is bound to {1} here, which is no variable; {2} is passed it as the step.':
    '{0} 在这里被绑定为 {1}，它不是变量；{2} 却把它当作全局步数。',
  'Give that value another name, and pass the variable.': '请给这个值换一个名字，并传入变量。',
  'Pass the variable itself.': '请传入变量本身。',
  'What is passed as global_step is a {0}, not a variable: a fetched value, a placeholder, a constant or step + 0.':
    '作为 global_step 传入的是 {0}，不是变量：可能是取出来的值、占位符、常量，或 step + 0。',
  'Pass what tf.train.get_or_create_global_step() returns, and keep that name for nothing else.':
    '请传入 tf.train.get_or_create_global_step() 的返回值，并且不要把这个名字用作别的。',
  '{0} is a Keras optimizer’s here: it takes no global step and counts its own iterations.':
    '这里的 {0} 属于 Keras 优化器：它不接受全局步数，而是对自己的 iterations 计数。',
  'Leave the argument out and read optimizer.iterations, or use the tf.compat.v1.train optimizer of that name.':
    '请去掉这个参数，改读 optimizer.iterations；或者使用 tf.compat.v1.train 中的同名优化器。',
  '{0} takes no step: the optimizer calls the schedule with its own iterations.':
    '{0} 不接受步数：优化器会用自己的 iterations 来调用它。',
  'Leave global_step out, and pass the schedule to the optimizer as its learning rate.':
    '请去掉 global_step，把这个衰减对象作为学习率传给优化器。',
  '{0} is passed global_step here; where it comes from, the file does not show.':
    '这里给 {0} 传了 global_step；它来自哪里，从本文件看不出来。',
  'See which class it belongs to: only tf.train’s optimizers and decays take a global step.':
    '请查看它属于哪个类：只有 tf.train 的优化器和衰减函数接受全局步数。',
  'Leave the argument out.': '请去掉这个参数。',
  'A name is imported from TensorFlow 2 or Keras where the program was written for TensorFlow 1.':
    '程序是为 TensorFlow 1 写的，却从 TensorFlow 2 或 Keras 导入了某个名字。',
  'Import tensorflow.compat.v1 as tf, and make the optimizer by tf.train.':
    '请用 import tensorflow.compat.v1 as tf，并用 tf.train 创建优化器。',
  'minimize of a Keras optimizer needs the variables after the loss.':
    'Keras 优化器的 minimize 在损失之后还需要变量列表。',
  'Pass var_list=model.trainable_variables, or use the tf.compat.v1.train optimizer of that name.':
    '请传入 var_list=model.trainable_variables，或使用 tf.compat.v1.train 中的同名优化器。',
  'Pass the variables as var_list.': '请把变量作为 var_list 传入。',
  'minimize is called with the loss alone; where its optimizer comes from, the file does not show.':
    '这里的 minimize 只收到了损失；它的优化器来自哪里，从本文件看不出来。',
  'See whether it is Keras’s: that one needs var_list.': '请看它是不是 Keras 的优化器：Keras 的需要 var_list。',
  'The second argument of {0} is the list of variables: {1} is taken for the only one.':
    '{0} 的第二个参数是变量列表：{1} 被当成了唯一的变量。',
  'Pass the step by its name to apply_gradients, or to minimize of a tf.train optimizer.':
    '请按参数名把步数传给 apply_gradients，或传给 tf.train 优化器的 minimize。',
  'This operation has no gradient: if the loss is computed through it, nothing can be trained.':
    '这个操作没有梯度：如果损失要经过它计算，就什么也训练不了。',
  'Compute the loss from the logits or probabilities themselves.': '请直接用 logits 或概率计算损失。',
  'The loss is not computed from any variable that may be trained.': '损失的计算没有用到任何可训练的变量。',
  'See whether the variables have trainable=False, or var_list names others.':
    '请检查变量是否写了 trainable=False，或者 var_list 里列的是别的变量。',
  'Call tf.train.get_or_create_global_step() before the session is made, and pass it to minimize.':
    '请在创建会话之前调用 tf.train.get_or_create_global_step()，并把它传给 minimize。',
  'The session is made before the step, or for another graph.': '会话在全局步数之前创建，或属于另一个计算图。',
  '{0} is a variable of your own: {1} looks for one in the GLOBAL_STEP collection, or for one named global_step.':
    '{0} 是自己创建的变量：{1} 只认 GLOBAL_STEP 集合中的变量，或名为 global_step 的变量。',
  'Make it by tf.train.get_or_create_global_step().': '请用 tf.train.get_or_create_global_step() 创建它。',
  'The graph has no global step, and {0} counts by one.': '计算图里没有全局步数，而 {0} 要靠它计数。',
  '{0} counts by a global step, and this file makes none.': '{0} 要靠全局步数计数，而本文件没有创建它。',
  'A graph of its own is made here; whatever is made outside its with block belongs to the default graph.':
    '这里另建了一个计算图；在它的 with 块之外创建的一切都属于默认图。',
  'Make the step, the model and the session within one graph.': '请在同一个计算图里创建全局步数、模型和会话。',
  '{0} throws away the graph: what was made before it belongs to none any more.':
    '{0} 会丢弃整个计算图：在它之前创建的东西不再属于任何图。',
  'Call it first, or make everything again after it.': '请最先调用它，或在它之后重新创建一切。',
  'An Estimator builds model_fn in a graph of its own: a step, a rate or a tensor from outside it is another graph’s.':
    'Estimator 会在自己的计算图里构建 model_fn：来自外面的步数、学习率或张量都属于另一个图。',
  'Make everything inside model_fn and input_fn; take the step by tf.train.get_global_step() there.':
    '请把一切都放进 model_fn 和 input_fn 里创建；步数在那里用 tf.train.get_global_step() 取得。',
  'Something was kept from an earlier graph: in a notebook, from a cell that was run before.':
    '有东西是从先前的计算图留下来的：在笔记本中，多半来自之前运行过的单元格。',
  'Restart the kernel, or begin with tf.reset_default_graph().': '请重启内核，或在开头调用 tf.reset_default_graph()。',
  'Leave it out of the list: tf.global_variables() and tf.train.Saver() hold it already.':
    '请不要把它放进列表：tf.global_variables() 和 tf.train.Saver() 已经包含它。',
  '{0} is put into a list here that may hold it already.': '这里把 {0} 加进了一个可能已经包含它的列表。',
  'The var_list of this Saver names {0} twice.': '这个 Saver 的 var_list 里有两个 {0}。',
  'Two variables got the name {0}: one in a scope that was entered twice with reuse.':
    '有两个变量都叫 {0}：其中一个所在的作用域以 reuse 方式进入了两次。',
  'Print [v.name for v in tf.global_variables()] to see both.':
    '打印 [v.name for v in tf.global_variables()] 就能看到这两个变量。',
  '{0} puts a step into the collection.': '{0} 会把一个步数放进集合。',
  'Keep one of these, and take the step by tf.train.get_or_create_global_step() elsewhere.':
    '只保留其中一处，其他地方用 tf.train.get_or_create_global_step() 取得步数。',
  'An imported meta graph brought a step of its own.': '导入的 meta graph 自带了一个步数。',
  'Make no other before tf.train.import_meta_graph(…).': '在 tf.train.import_meta_graph(…) 之前不要再创建步数。',
  'Use tf.train.get_or_create_global_step(): it makes one only where there is none.':
    '请改用 tf.train.get_or_create_global_step()：只有在没有全局步数时它才会创建。',
  'create_global_step fails where the Estimator has made the step already.':
    'Estimator 已经创建了全局步数，create_global_step 会失败。',
  'create_global_step fails where the graph has a step already.':
    '计算图里已经有全局步数时，create_global_step 会失败。',
  '{0} is made by hand under the same name.': '{0} 是手工创建的，用了同一个名字。',
  'The graph was built twice in one process: in a notebook, by running a cell again.':
    '同一个进程里把计算图构建了两遍：在笔记本中，就是把单元格又运行了一次。',
  'Begin with tf.reset_default_graph().': '请在开头调用 tf.reset_default_graph()。',
  'Make the initialiser after the last variable, and run it before anything else.':
    '请在最后一个变量之后创建初始化操作，并最先运行它。',
  'The step is made after the initialiser, which therefore does not know it.':
    '全局步数在初始化操作之后才创建，所以没有被初始化。',
  'The step is a local variable: global_variables_initializer leaves it out.':
    '全局步数是局部变量：global_variables_initializer 不包含它。',
  'Run tf.local_variables_initializer() too, or leave its collections as they are.':
    '请同时运行 tf.local_variables_initializer()，或者不要改动它的 collections。',
  'No global_variables_initializer() stands in this file.': '本文件里没有 global_variables_initializer()。',
  'A Saver restored a checkpoint that does not hold {0}.': 'Saver 恢复的检查点里没有 {0}。',
  'Run the initialiser first and restore after it.': '请先运行初始化操作，再恢复检查点。',
  'Take the quick fix on this line, or read the rule’s page.': '请在这一行使用快速修复，或阅读这条规则的说明。',
  'The input delivered no batch, so that the train op never ran.': '输入没有给出任何批次，训练操作从未运行。',
  'See whether the log ends with a loss of None; then look at the input function, not at the step.':
    '请看日志末尾的损失是不是 None；如果是，问题在输入函数，而不在步数。',
  'The run is slow or shared: the step had not been counted yet when the hook looked.':
    '训练很慢，或由多个进程共同进行：钩子查看时步数还没有来得及增加。',
  'Harmless where the value rises in later lines of the log.': '如果日志后面的数值在增加，就没有问题。',
  '{0} is passed no global step, and the session that logged this counts by one.':
    '{0} 没有收到全局步数，而输出这条日志的会话要靠它计数。',
  'Pass global_step=tf.train.get_global_step() to it.': '请给它传入 global_step=tf.train.get_global_step()。',
  '{0} of a Keras optimizer counts the optimizer’s own iterations, never the graph’s global step.':
    'Keras 优化器的 {0} 只对优化器自己的 iterations 计数，不会更新计算图的全局步数。',
  'Use a tf.train optimizer, or run tf.train.get_global_step().assign_add(1) after the train op.':
    '请使用 tf.train 的优化器，或在训练操作之后运行 tf.train.get_global_step().assign_add(1)。',
  'In early versions an estimator of a Keras model counts Keras’s iterations, not the global step.':
    '在较早的版本里，由 Keras 模型得到的 Estimator 只对 Keras 的 iterations 计数，不更新全局步数。',
  'Compile the model with a tf.train optimizer, or use a later TensorFlow.':
    '请用 tf.train 的优化器编译模型，或使用更新的 TensorFlow。',
  '{0} is no optimizer of TensorFlow’s: its apply_gradients may take the step and not add to it.':
    '{0} 不是 TensorFlow 自带的优化器：它的 apply_gradients 可能收下步数却不加 1。',
  'If it does not, add 1 yourself, once, after the update: global_step.assign_add(1).':
    '如果确实不加，请在更新之后自己加一次：global_step.assign_add(1)。',
  'Loss scaling skips an update, and its count, when a gradient overflows.':
    '损失缩放在梯度溢出时会跳过这次更新，也不计步。',
  'Now and then is as designed. If it goes on, the loss itself is no finite number.':
    '偶尔出现是正常的。如果一直出现，说明损失本身已经不是有限的数。',
  'With SyncReplicasOptimizer the chief counts once for all workers: another worker’s runs move nothing.':
    '使用 SyncReplicasOptimizer 时，由主 worker 为所有 worker 统一计一次步：其他 worker 的运行不会更新步数。',
  'An update op made inside tf.cond is dead where its branch is not taken, and the train op with it.':
    '在 tf.cond 里创建的更新操作，在没有走到的分支中不会执行，训练操作也跟着不执行。',
  'Make the layers that add to UPDATE_OPS outside tf.cond.': '请在 tf.cond 之外创建会加入 UPDATE_OPS 的层。',
  'Gradients are accumulated over several runs, and the step rises only when they are applied.':
    '梯度要累积若干次运行才应用，步数也只在那时增加。',
  'Harmless where the value rises every few runs.': '如果每隔几次运行数值就会增加，就没有问题。',
  'This run does not train, and the hook compares the step after it too: {0}.':
    '这次 run 并不训练，而钩子在它之后也会比较步数：{0}。',
  'Evaluate in a session of its own, or with session.run_step_fn, which no hook sees.':
    '请在单独的会话里做评估，或使用钩子看不到的 session.run_step_fn。',
  'Take tf.train.get_or_create_global_step(), before the schedule is made.':
    '请在创建学习率调度之前使用 tf.train.get_or_create_global_step()。',
  '{0} is passed no step.': '{0} 没有收到步数。',
  '{0} reads {1}, which is None: this file makes no global step that could be got.':
    '{0} 读取的 {1} 是 None：本文件没有创建可供取得的全局步数。',
  'tf.train.get_global_step() gives None as long as the graph has no step.':
    '只要计算图里还没有全局步数，tf.train.get_global_step() 就返回 None。',
  'Make it tf.Variable(0, trainable=False, name="global_step"), or by tf.train.get_or_create_global_step().':
    '请写成 tf.Variable(0, trainable=False, name="global_step")，或用 tf.train.get_or_create_global_step() 创建。',
  '{0} is made of a floating-point number.': '{0} 是用浮点数创建的。',
  '{0} is made of a list, so it is no scalar.': '{0} 是用列表创建的，所以不是标量。',
  'Another variable is named global_step, and it is the one that was found.':
    '另有一个变量也叫 global_step，找到的正是它。',
  'Give it another name.': '请给它换一个名字。',
  'The boundaries have to be of the dtype of {0}: whole numbers for a step, and no NumPy int64 for an int32.':
    'boundaries 的数据类型必须与 {0} 相同：步数要用整数，int32 的步数不能配 NumPy 的 int64。',
  'Write the boundaries as Python ints: [int(b) for b in boundaries].':
    '请把 boundaries 写成 Python 整数：[int(b) for b in boundaries]。',
  'There has to be one value more than boundaries: one before the first, one after each.':
    'values 必须比 boundaries 多一个：第一个边界之前一个，每个边界之后各一个。',
  'Count both lists.': '请数一数两个列表的长度。',
  'max_steps={0} is where the step has to arrive in all, not how many steps are made now.':
    'max_steps={0} 指步数总共要到达的值，不是这一次要训练的步数。',
  'Raise it above the checkpoint’s step, pass steps= for so many more, or use a fresh model_dir.':
    '请把它调到大于检查点的步数，或用 steps= 指定再训练多少步，或换一个新的 model_dir。',
  'The checkpoint in model_dir is from an earlier, finished training, or from the model that is fine-tuned.':
    'model_dir 里的检查点来自先前已经完成的训练，或来自要微调的模型。',
  'Warm-start from it without its step, in a fresh model_dir.': '请在新的 model_dir 里从它热启动，不要带上它的步数。',
  'This Saver asks the checkpoint for {0}.': '这个 Saver 要从检查点读取 {0}。',
  'Restore with tf.train.Saver([v for v in tf.global_variables() if v is not global_step]), and initialise the step.':
    '请用 tf.train.Saver([v for v in tf.global_variables() if v is not global_step]) 恢复，并初始化全局步数。',
  'The checkpoint was written without a step, or under another name: inside a variable scope it is scope/global_step.':
    '写检查点时没有保存步数，或用了别的名字：在变量作用域里，它叫 scope/global_step。',
  'tf.train.list_variables(path) shows what it holds.': 'tf.train.list_variables(path) 会列出检查点里有什么。',
  'See the rule’s page: the rate grows where it should fall.': '请看这条规则的说明：学习率本该下降，却在增大。',
  'The rate never falls; take the quick fix on this line.': '学习率从不下降；请在这一行使用快速修复。',
  'The logarithm of 0 is infinite.': '0 的对数是无穷大。',
  'Use the cross-entropy that takes logits, or clip what goes in.': '请使用接受 logits 的交叉熵，或对输入做裁剪。',
  'The learning rate is too large for this loss.': '对这个损失来说，学习率太大。',
  'Visualize Global Step shows the rate and the loss step by step, and where the first value that is not finite came.':
    '“可视化全局步数”会逐步显示学习率和损失，以及第一个非有限值出现在哪里。',
  'The optimizer whose step() is called is not the one that the scheduler was made with.':
    '调用 step() 的优化器，不是创建调度器时用的那一个。',
  'Make the scheduler after the optimizer has been prepared for the last time.':
    '请在优化器最后一次处理完之后再创建调度器。',
  'After a checkpoint was loaded, the scheduler was stepped forward by hand before the training went on.':
    '加载检查点之后、继续训练之前，手工把调度器往前推进了。',
  'Load scheduler.state_dict() instead; the warning is harmless then.':
    '请改为加载 scheduler.state_dict()；这种情况下警告没有害处。',
  'The scheduler is stepped here; no optimizer.step() stands in this file.':
    '这里推进了调度器；本文件里没有 optimizer.step()。',
  'Call optimizer.step() first, in each iteration.': '请在每次迭代里先调用 optimizer.step()。',
  '{0}.step() stands before {1}.step(), which is on line {2}.': '{0}.step() 写在 {1}.step() 之前，后者在第 {2} 行。',
  'Move it behind the update: otherwise the first value of the schedule is skipped.':
    '请把它移到更新之后：否则会跳过学习率的第一个值。',
  'The gradient scaler skips updates whose gradients overflow, usually the first ones: then no optimizer.step() has been made yet.':
    '梯度缩放器会跳过梯度溢出的更新，通常是最初几次：此时还没有执行过 optimizer.step()。',
  'Harmless when it comes once. To be silent, step the scheduler only where scaler.get_scale() did not fall.':
    '只出现一次就没有问题。想让它不再出现，就只在 scaler.get_scale() 没有变小时推进调度器。',
  'The optimizer is wrapped here, after the scheduler was made with the bare one.':
    '优化器在这里才被包装，而调度器是用包装之前的优化器创建的。',
  'Make the scheduler after this line.': '请在这一行之后创建调度器。',
  '{0} is replaced here.': '{0} 在这里被替换。',
  'Replace it before the scheduler is made.': '请在创建调度器之前替换它。',
  'A library patched optimizer.step() after the scheduler was made.': '创建调度器之后，某个库替换了 optimizer.step()。',
  'Make the scheduler last. The schedule itself goes on as it should.': '请最后创建调度器。学习率本身仍会照常变化。',
  'The global step has not been increased': '全局步数没有增加',
  'A hook read the global step after two runs of the session, and it was the same. Whatever reads it stands still too: the learning rate, the checkpoints’ numbers, the end of the training.':
    '钩子在会话的两次运行之后读取了全局步数，两次的值相同。凡是读取它的东西也都停住了：学习率、检查点的编号、训练的结束条件。',
  'scheduler.step() before optimizer.step()': 'scheduler.step() 在 optimizer.step() 之前',
  'The scheduler was stepped before the optimizer had made an update. The first learning rate is skipped, and the schedule is one step ahead.':
    '优化器还没有做过更新，调度器就先推进了一步。第一个学习率被跳过，之后的学习率都早了一步。',
  'optimizer.step() was replaced after the scheduler was made': '创建调度器之后 optimizer.step() 被替换',
  'The scheduler can no longer tell whether an update came before it. The schedule itself still works.':
    '调度器无法再判断之前有没有做过更新。学习率的变化本身不受影响。',
  'The step is no variable': '作为步数的不是变量',
  'An optimizer adds 1 to the step in place, which only a variable can bear.':
    '优化器会给步数就地加 1，只有变量才允许这样做。',
  'global_step is an unknown argument here': '这里不认识参数 global_step',
  'The function that is called takes no global step: it is not one of TensorFlow 1’s.':
    '被调用的函数不接受全局步数：它不是 TensorFlow 1 的函数。',
  'var_list is missing': '缺少 var_list',
  'Keras’s minimize takes the variables where TensorFlow 1’s takes the step.':
    '在 TensorFlow 1 的 minimize 接受步数的位置上，Keras 的 minimize 接受变量列表。',
  'No variable has a gradient': '没有变量有梯度',
  'None of the variables to be trained has an influence on the loss that can be differentiated.':
    '要训练的变量中，没有一个对损失有可求导的影响。',
  'A hook needs a global step': '钩子需要全局步数',
  'The graph has no global step when the session is made.': '创建会话时，计算图里没有全局步数。',
  'Two variables of one name': '两个变量同名',
  'A Saver writes every variable under its name, so that no name may come twice.':
    'Saver 按名字保存每个变量，所以名字不能重复。',
  'Tensors of different graphs': '张量来自不同的计算图',
  'An operation takes a tensor that was made in another graph.': '某个操作使用了在另一个计算图里创建的张量。',
  'More than one global step': '不止一个全局步数',
  'The collection GLOBAL_STEP holds several, so that tf.train.get_global_step() gives None.':
    'GLOBAL_STEP 集合里有好几个，tf.train.get_global_step() 因此返回 None。',
  'The global step exists already': '全局步数已经存在',
  'A graph has one global step, and a second was to be made.': '一个计算图只有一个全局步数，而这里要创建第二个。',
  'A schedule got None for its step': '学习率调度收到的步数是 None',
  'A decay computes the rate from the step and cannot do without.': '衰减函数根据步数计算学习率，没有步数就无法计算。',
  'The global step is no integer scalar': '全局步数不是整数标量',
  'TensorFlow’s helpers and hooks take a scalar of an integer dtype for a step, and nothing else.':
    'TensorFlow 的辅助函数和钩子只接受整数类型的标量作为步数。',
  'Boundaries of another dtype than the step': 'boundaries 与步数的数据类型不同',
  'piecewise_constant compares the step with its boundaries and converts neither.':
    'piecewise_constant 直接比较步数和 boundaries，两者都不做类型转换。',
  'Boundaries and values do not fit': 'boundaries 与 values 的长度不匹配',
  'piecewise_constant has one value for each interval, and one interval more than boundaries.':
    'piecewise_constant 的每个区间对应一个值，区间比边界多一个。',
  'The global step has no value yet': '全局步数还没有值',
  'A variable has a value once its initialiser has been run in this session.':
    '变量的初始化操作在这个会话里运行过之后，变量才有值。',
  'Nothing was trained: max_steps was reached before': '没有训练：此前已经达到 max_steps',
  'max_steps is absolute, and the checkpoint’s global step is there already.':
    'max_steps 是绝对值，而检查点的全局步数已经达到它。',
  'The checkpoint holds no such step': '检查点里没有这个步数',
  'A variable is restored by its name, and the checkpoint has none of this name.':
    '变量按名字恢复，而检查点里没有这个名字。',
  'The loss is no longer a number': '损失不再是一个数',
  'An update made the loss infinite or undefined, and a hook ended the training.':
    '某次更新使损失变成无穷大或没有定义，钩子因此结束了训练。',
} as const;
