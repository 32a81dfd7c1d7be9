// Keras in a program that updates at once, without a graph or a session: its schedules, what asks them, and how often. Nothing else is computed.
import { lastPart } from '../../base/last-part';
import { message, verbatim } from '../../base/message';
import {
  kerasOptimizerMeaning,
  kerasOptimizers,
  kerasRate,
  kerasUpdates,
  onlyWatches,
  rateSetter,
} from '../../frameworks/keras/catalogue';
import { isModule, meaningOf } from '../../frameworks/tensorflow1/catalogue';
import type { Span } from '../../python/syntax';
import { itemsOf, settled } from '../read-value';
import type { Recorder } from '../record/recorder';
import { type Arguments, float, list, none, recording, unknown, type Value } from '../values';
import { batchesOf, standInLoader } from './clock-batches';
import { kerasDataSets, kerasUtils } from './keras-data-sets';
import { objectOf, quiet } from './plain-objects';
import { type Program, tensorFlowModule } from './tensorflow';

/** A member of TensorFlow in such a program; what has nothing to do with the clock is unknown. */
export function eagerMember(program: Program, path: string, span: Span): Value {
  const { recorder } = program;
  const models = /^keras\.(?:models\.)?(Model|Sequential)$/.exec(path)?.[1];
  if (models !== undefined) return program.libraryMember(`keras.training.${models}`, span) ?? none;
  if (path === 'keras.datasets') return kerasDataSets(recorder);
  if (path === 'keras.utils') return kerasUtils;
  const own = eagerHelper(path, recorder);
  if (own !== null) return own;
  if (rateSetter(path)?.sets === 'each-epoch')
    return recording('LearningRateScheduler', (given) => callback(given, recorder));
  if (onlyWatches(path)) return recording(path, watcher);
  const meaning = meaningOf(path);
  const name = lastPart(path);
  if (meaning.kind === 'schedule' && path.startsWith('keras.'))
    return recording(name, (given) => schedule(name, given, recorder));
  if (meaning.kind === 'optimizer' && meaning.isKeras)
    return recording(name, (given) => optimizer(path, given, recorder));
  if (path === 'keras.callbacks' || isModule(path)) return tensorFlowModule(program, path);
  return unknown(verbatim(`tf.${path}`), span);
}

/** What the library of models is written with, and `tf.function`, which gives what it is passed. */
function eagerHelper(path: string, recorder: Recorder): Value | null {
  switch (path) {
    case 'function':
      return recording(
        path,
        ({ positional: [first] }) => first ?? recording(path, (given) => given.positional[0] ?? none),
      );
    case 'keras.eager':
      return objectOf({
        unknown: unknown(message('what a model of Keras gives'), { start: 0, end: 0 }),
        update: recording('update', ({ positional: [of = none], span }) => update(of, span, recorder)),
        optimizer: recording('optimizer', ({ positional: [given = none], span }) => compiled(given, span, recorder)),
        begin_epoch: recording('begin_epoch', ({ positional, span }) => beginEpoch(positional, span, recorder)),
        batches: recording('batches', ({ positional, span }) => batches(positional, span, recorder)),
      });
    default:
      return null;
  }
}

function schedule(name: string, given: Arguments, { clocks }: Recorder): Value {
  const made = recording(name, ({ span }) => unknown(message('a rate at a count'), span));
  const named = new Map([...given.named].filter(([key]) => key !== 'name'));
  clocks.addSchedule(made, { name, library: 'keras', given: { ...given, named } });
  return made;
}

function optimizer(path: string, given: Arguments, recorder: Recorder): Value {
  const { clocks } = recorder;
  const { rate, oldRate } = kerasOptimizerMeaning(path);
  const { named, positional, more } = given;
  const passed = named.get(rate) ?? named.get(oldRate) ?? positional[0] ?? more ?? none;
  const own = clocks.schedulerOf(passed);
  const made = objectOf({ [rate]: passed, build: quiet });
  rates.set(made, { name: rate, passed });
  const name = lastPart(path);
  const recorded = clocks.addOptimizer(made, {
    name,
    given,
    rate: passed.kind === 'none' ? float(kerasRate(name)) : passed,
    groups: list([]),
    rates: [],
    isGivenSchedule: own !== null,
  });
  if (own !== null) {
    const every = given.named.get('gradient_accumulation_steps') ?? none;
    if (every.kind !== 'none' && every.kind !== 'int')
      clocks.doubts.set(recorded, message('how many batches are added up for an update'));
    clocks.give(recorded, [own], every.kind === 'int' ? every.value : 1);
  }
  for (const method of kerasUpdates)
    made.attributes.set(
      method,
      recording(method, ({ span }) => update(made, span, recorder)),
    );
  return made;
}

/** The rate that an optimizer was given, by the attribute that holds it. */
const rates = new WeakMap<Value, { readonly name: string; readonly passed: Value }>();

/** Callbacks that only watch. */
const watchers = new WeakSet<Value>();

function watcher(): Value {
  const made = objectOf({});
  watchers.add(made);
  return made;
}

/** What `compile` makes of its optimizer: of a name, the class with its own rate. */
function compiled(given: Value, span: Span, recorder: Recorder): Value {
  if (given.kind !== 'str') return given;
  const name = kerasOptimizers.find((one) => one.toLowerCase() === given.value.toLowerCase());
  if (name === undefined) return unknown(message('{0} is not known', 'optimizer'), span);
  return optimizer(`keras.optimizers.${name}`, { positional: [], named: new Map(), span }, recorder);
}

/** A callback that sets the rate at the beginning of each epoch. */
function callback({ positional, named, span }: Arguments, { clocks }: Recorder): Value {
  const made = objectOf({});
  const schedule = positional[0] ?? named.get('schedule') ?? none;
  clocks.addScheduler(made, 'LearningRateScheduler', { positional: [schedule], named: new Map(), span }, undefined);
  return made;
}

/** The callbacks of `fit` that set the rate do so. */
function beginEpoch(
  [callbacks = none, of = none, epoch = none]: readonly Value[],
  span: Span,
  recorder: Recorder,
): Value {
  const { clocks } = recorder;
  const optimizer = clocks.optimizerOf(of);
  const all = callbacks.kind === 'list' || callbacks.kind === 'tuple' ? callbacks.items : [callbacks];
  if (optimizer === null) return none;
  for (const one of all) {
    const scheduler = clocks.schedulerOf(one);
    if (scheduler !== null) {
      clocks.attach(scheduler, optimizer);
      clocks.tick(scheduler, settled(epoch), span);
    } else if (one.kind !== 'none' && !watchers.has(one))
      clocks.doubts.set(optimizer, message('a callback of fit may end the training, or set the rate'));
  }
  return none;
}

/** An update that the optimizer counts. */
function update(of: Value, span: Span, { clocks }: Recorder): Value {
  const recorded = clocks.optimizerOf(of);
  const rate = rates.get(of);
  if (recorded !== null && rate !== undefined && of.kind === 'instance' && of.attributes.get(rate.name) !== rate.passed)
    clocks.doubts.set(recorded, message('the program sets the learning rate of its optimizer by itself'));
  if (recorded !== null) clocks.countedUpdate(recorded, false, span);
  return unknown(message('updates of parameters'), span);
}

/** The batches of one epoch of `fit`: as many steps as it is told, else the rows of its data by the size of a batch. */
function batches(
  [x = none, size = none, steps = none, split = none]: readonly Value[],
  span: Span,
  recorder: Recorder,
): Value {
  if (steps.kind === 'int' && steps.value > 0) return batchesOf(steps.value, span);
  const rows = rowsOf(x);
  const share = split.kind === 'float' || split.kind === 'int' ? 1 - split.value : Number.NaN;
  const each = size.kind === 'none' ? usualBatch : size.kind === 'int' ? size.value : Number.NaN;
  const count = rows === null || steps.kind !== 'none' ? Number.NaN : Math.ceil(Math.floor(rows * share) / each);
  return Number.isSafeInteger(count) && count > 0 ? batchesOf(count, span) : standInLoader(span, recorder);
}

/** `batch_size` of `fit` where it is given none. */
const usualBatch = 32;

/** The rows of an array, or of the first of several; null where they are not known. */
function rowsOf(x: Value): number | null {
  if (x.kind === 'array') return x.array.shape[0] ?? null;
  if (x.kind === 'unknown') return x.form?.shape[0] ?? null;
  const [first] = x.kind === 'list' || x.kind === 'tuple' ? (itemsOf(x) ?? []) : [];
  return first === undefined || first === x ? null : rowsOf(first);
}
