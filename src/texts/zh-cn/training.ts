/** What a plan and its training say, in Simplified Chinese. */
export const training = {
  'learning rate': '学习率',
  'the optimizer is not known': '优化器未知',
  'the optimizer is given no learning rate': '优化器没有收到学习率',
  'the rate is made of several schedules': '学习率由几种策略合成',
  'the program computes the rate by a formula of its own': '程序用自己的公式计算学习率',
  'left out': '略去',
  'its warm-up has no form in the other frameworks': '它的预热在其他框架里没有对应的写法',
  'the learning rate is not known': '学习率未知',
  'the loss is not known': '损失未知',
  '(w - 1)² of one variable w that starts at 0': '一个从 0 开始的变量 w 的 (w - 1)²',
  'no loop that runs this train op was found': '没有找到运行这个训练操作的循环',
  'what is fed to the loss is not known': '喂入损失的数据未知',
  'there is no memory to compare a compiled step with the kernels': '没有内存可用来把编译后的步骤与内核作比较',
  'the program never runs its train op': '程序从不运行它的训练操作',
  'the training thread is gone: restart it': '训练线程已不在：请重新开始',
  'the training failed inside of Global Step, which is a defect: please report it':
    '训练在 Global Step 内部出错，这是一个缺陷：请报告它',
  'the training takes more memory than it may have: its arrays may be too large':
    '训练所需的内存超出了允许的范围：它的数组可能太大',
  'the training thread ended before the training was over: start it again': '训练线程在训练结束前终止：请重新开始',
} as const;
