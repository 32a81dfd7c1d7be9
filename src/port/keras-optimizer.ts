import { isUnregularized, numberOf, type OptimizerSettings, settingOf } from './optimizer';
import { assignCall, type CallArgument, comment, floatText } from './python-text';

/** Keras's optimizer for one of TF1's, with every constant that the two have different defaults for, and what stays different. */
export function kerasOptimizer(optimizer: OptimizerSettings, isConstantRate: boolean): string[] {
  const make = (name: string, ...settings: readonly CallArgument[]): string =>
    assignCall('optimizer', `tf.keras.optimizers.${name}`, [[null, 'learning_rate'], ...settings]);
  const same = (argument: string): CallArgument => [argument, floatText(numberOf(optimizer, argument))];
  const flag = (argument: string, as = argument): CallArgument[] =>
    settingOf(optimizer, argument) === true ? [[as, 'True']] : [];
  switch (optimizer.name) {
    case 'GradientDescentOptimizer':
      return [make('SGD')];
    case 'MomentumOptimizer':
      return [
        ...(isConstantRate
          ? []
          : comment(
              'Not equal while the rate changes: Keras keeps the rate inside its momentum, TensorFlow 1 multiplies by it afterwards.',
            )),
        make('SGD', same('momentum'), ...flag('use_nesterov', 'nesterov')),
      ];
    case 'AdagradOptimizer':
      return [make('Adagrad', same('initial_accumulator_value'), ['epsilon', '0.0'])];
    case 'AdadeltaOptimizer':
      return [make('Adadelta', same('rho'), same('epsilon'))];
    case 'RMSPropOptimizer':
      return [
        ...comment(
          'Not equal: TensorFlow 1 starts the mean of squares at 1, Keras at 0, so that its first updates are larger.',
        ),
        make(
          'RMSprop',
          ['rho', floatText(numberOf(optimizer, 'decay'))],
          same('momentum'),
          same('epsilon'),
          ...flag('centered'),
        ),
      ];
    case 'AdamOptimizer':
      return [
        make(
          'Adam',
          ['beta_1', floatText(numberOf(optimizer, 'beta1'))],
          ['beta_2', floatText(numberOf(optimizer, 'beta2'))],
          same('epsilon'),
        ),
      ];
    case 'FtrlOptimizer':
      return [
        make(
          'Ftrl',
          same('learning_rate_power'),
          same('initial_accumulator_value'),
          same('l1_regularization_strength'),
          same('l2_regularization_strength'),
          same('l2_shrinkage_regularization_strength'),
        ),
      ];
    case 'ProximalGradientDescentOptimizer':
      return isUnregularized(optimizer) ? [make('SGD')] : withoutClass(optimizer, make('SGD'));
    case 'ProximalAdagradOptimizer': {
      const adagrad = make('Adagrad', same('initial_accumulator_value'), ['epsilon', '0.0']);
      return isUnregularized(optimizer) ? [adagrad] : withoutClass(optimizer, adagrad);
    }
    case 'AdagradDAOptimizer':
      return withoutClass(optimizer, make('SGD'));
  }
}

function withoutClass({ name }: OptimizerSettings, nearest: string): string[] {
  return [
    ...comment(`Not equal: Keras has no ${name}. The schedule is the same; this optimizer only carries it.`),
    nearest,
  ];
}
