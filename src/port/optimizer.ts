// A TF1 optimizer as the class of another library.
import { message, type Message } from '../base/message';
import { optimizerRecord, type OptimizerSettings, settingOf } from '../frameworks/tensorflow1/optimizers';
import type { ForeignArgument, ForeignOptimizer } from '../frameworks/tensorflow1/optimizers/record';
import { assignCall, type CallArgument, type CodeLine, floatText } from './python-text';

export {
  countsByStep,
  isOptimizerName,
  optimizerArguments,
  type OptimizerName,
  type OptimizerSettings,
  plainOptimizer,
  settingOf,
} from '../frameworks/tensorflow1/optimizers';

/** A library that has optimizers of its own. */
export interface OptimizerLibrary {
  readonly key: 'keras' | 'pytorch' | 'optax' | 'paddle';
  readonly title: string;
  /** The module of its classes. */
  readonly module: string;
  /** What each of them is passed first. */
  readonly first: readonly CallArgument[];
  /** What carries the schedule where it has none that comes near. */
  readonly carrier: string;
}

/** A numeric argument. */
export function numberOf(optimizer: OptimizerSettings, argument: string): number {
  return Number(settingOf(optimizer, argument));
}

/** The library's optimizer for one of TF1's, with every constant that the two have different defaults for, and what stays different. */
export function optimizerText(
  optimizer: OptimizerSettings,
  { key, title, module, first, carrier }: OptimizerLibrary,
  isConstantRate: boolean,
): CodeLine[] {
  const found = optimizerRecord(optimizer.name)[key];
  const isWithout = found === null || (found.without ?? []).some((parameter) => numberOf(optimizer, parameter) !== 0);
  const near: ForeignOptimizer = found ?? { name: carrier, arguments: [] };
  const { name, arguments: args, note, isNoteOfChangingRate = false } = near;
  const notes: Message[] = [
    ...(isWithout
      ? [
          message(
            'Not equal: {0} has no {1}. The schedule is the same; this optimizer only carries it.',
            title,
            optimizer.name,
          ),
        ]
      : []),
    ...(note === undefined || (isNoteOfChangingRate && isConstantRate) ? [] : [note]),
  ];
  const settings = args.flatMap((argument) => argumentText(optimizer, argument));
  return [...notes, assignCall('optimizer', `${module}.${name}`, [...first, ...settings])];
}

function argumentText(optimizer: OptimizerSettings, [name, value]: ForeignArgument): CallArgument[] {
  if ('text' in value) return [[name, value.text]];
  if ('from' in value) {
    const numbers = [value.from].flat().map((parameter) => floatText(numberOf(optimizer, parameter)));
    return [[name, typeof value.from === 'string' ? numbers.join() : `(${numbers.join(', ')})`]];
  }
  const { flag, ifPositive } = value;
  const isSet =
    settingOf(optimizer, flag) === true && (ifPositive === undefined || numberOf(optimizer, ifPositive) > 0);
  return isSet ? [[name, 'True']] : [];
}
