import { isUnregularized, numberOf, type OptimizerSettings, settingOf } from './optimizer';
import { assignCall, type CallArgument, comment, floatText } from './python-text';

/** PyTorch's optimizer for one of TF1's, with every constant that the two have different defaults for, and what stays different. */
export function pytorchOptimizer(optimizer: OptimizerSettings, rate: string): string[] {
  const make = (name: string, ...settings: readonly CallArgument[]): string =>
    assignCall('optimizer', `torch.optim.${name}`, [[null, 'model.parameters()'], ['lr', rate], ...settings]);
  const as = (name: string, argument: string): CallArgument => [name, floatText(numberOf(optimizer, argument))];
  const adagrad = (): string =>
    make('Adagrad', as('initial_accumulator_value', 'initial_accumulator_value'), ['eps', '0.0']);
  switch (optimizer.name) {
    case 'GradientDescentOptimizer':
      return [make('SGD')];
    case 'MomentumOptimizer': {
      // PyTorch refuses Nesterov's correction of no momentum, which would correct nothing.
      const isNesterov = settingOf(optimizer, 'use_nesterov') === true && numberOf(optimizer, 'momentum') > 0;
      return [make('SGD', as('momentum', 'momentum'), ...(isNesterov ? [['nesterov', 'True'] as const] : []))];
    }
    case 'AdagradOptimizer':
      return [adagrad()];
    case 'AdadeltaOptimizer':
      return [make('Adadelta', as('rho', 'rho'), as('eps', 'epsilon'))];
    case 'RMSPropOptimizer':
      return [
        ...comment(
          'Not equal: TensorFlow 1 starts the mean of squares at 1 (here 0), adds epsilon inside the root (here outside), and has the rate inside the momentum (here outside).',
        ),
        make(
          'RMSprop',
          as('alpha', 'decay'),
          as('eps', 'epsilon'),
          as('momentum', 'momentum'),
          ...(settingOf(optimizer, 'centered') === true ? [['centered', 'True'] as const] : []),
        ),
      ];
    case 'AdamOptimizer': {
      const betas = `(${floatText(numberOf(optimizer, 'beta1'))}, ${floatText(numberOf(optimizer, 'beta2'))})`;
      return [
        ...comment(
          'Not quite equal: PyTorch adds epsilon after the bias correction, TensorFlow 1 before it. It matters where gradients are about as small as epsilon.',
        ),
        make('Adam', ['betas', betas], as('eps', 'epsilon')),
      ];
    }
    case 'ProximalGradientDescentOptimizer':
      return isUnregularized(optimizer) ? [make('SGD')] : withoutClass(optimizer, make('SGD'));
    case 'ProximalAdagradOptimizer':
      return isUnregularized(optimizer) ? [adagrad()] : withoutClass(optimizer, adagrad());
    case 'FtrlOptimizer':
    case 'AdagradDAOptimizer':
      return withoutClass(optimizer, make('SGD'));
  }
}

function withoutClass({ name }: OptimizerSettings, nearest: string): string[] {
  return [
    ...comment(`Not equal: PyTorch has no ${name}. The schedule is the same; this optimizer only carries it.`),
    nearest,
  ];
}
