// What Lightning's trainer, which is written in Python, asks of the interpreter.
import { message, say } from '../../base/message';
import { clockSymbol } from '../../frameworks/clocks';
import { dict } from '../dict-keys';
import { itemsOf, textOf } from '../read-value';
import type { Recorder } from '../record/recorder';
import {
  type Arguments,
  bool,
  type ClassValue,
  type FunctionValue,
  none,
  recording,
  str,
  unknown,
  type Value,
} from '../values';
import { batchesOf, standInLoader } from './clock-batches';
import type { Apply } from './module-of';
import { objectOf } from './plain-objects';

/** What it needs of the program that imports it. */
export interface LightningNeeds {
  readonly recorder: Recorder;
  readonly apply: Apply;
}

/** By this name `trainer.py` asks. */
export const trainersHelp = 'pytorch_lightning.clock';

/** The functions that `trainer.py` calls. */
export function lightningHelp({ recorder, apply }: LightningNeeds): Value {
  const nowhere = { start: 0, end: 0 };
  const { clocks } = recorder;
  return objectOf({
    unknown: unknown(message('what a module of Lightning gives'), nowhere),
    // Known to be something, and not what.
    metric: objectOf({}),
    is_known: recording('is_known', ({ positional: [value = none] }) => bool(value.kind !== 'unknown')),
    endless: recording('endless', ({ span }) =>
      unknown(message('how many epochs there are is not known'), recorder.library.placeOf(span)),
    ),
    batches: recording('batches', ({ positional: [loader = none, limit = none], span }) =>
      limited(loader, limit, { recorder, span }),
    ),
    is_plateau: recording('is_plateau', ({ positional: [one = none] }) =>
      bool(clocks.schedulerOf(one)?.name === 'ReduceLROnPlateau'),
    ),
    is_of_another: recording('is_of_another', ({ positional: [scheduler = none, optimizers = none] }) => {
      const own = clocks.schedulerOf(scheduler)?.optimizer ?? null;
      const all = (itemsOf(optimizers) ?? []).map((one) => clocks.optimizerOf(one));
      return bool(own !== null && !all.includes(null) && !all.includes(own));
    }),
    initial_arguments: recording('initial_arguments', ({ positional: [of = none] }) => initialArguments(of, recorder)),
    takes: recording('takes', ({ positional: [method = none, name = none] }) => {
      return bool(
        functionOf(method)?.definition.parameters.some((parameter) => parameter.name === textOf(name)) === true,
      );
    }),
    call: recording('call', ({ positional: [method = none, named = none, ...given], span }) => {
      const own = functionOf(method);
      return own === null ? none : apply(method, fitting(own, named, { positional: given, named: new Map(), span }));
    }),
    watched: recording('watched', ({ positional: [callbacks = none, optimizers = none, model = none] }) => {
      const isOpen = itemsOf(callbacks)?.every(({ kind }) => kind !== 'unknown') !== true;
      const isOther = model.kind === 'instance' && model.class !== null && hasOtherBase(model.class, recorder);
      if (!isOpen && !isOther) return none;
      const why = isOpen
        ? message('a callback of fit may end the training, or set the rate')
        : message('what steps it is not known');
      for (const one of (itemsOf(optimizers) ?? []).flatMap((made) => clocks.optimizerOf(made) ?? []))
        clocks.doubts.set(one, why);
      return none;
    }),
  });
}

/** The batches of an epoch: all of a loader's, so many, or a share of them. */
function limited(
  loader: Value,
  limit: Value,
  { recorder, span }: { readonly recorder: Recorder; readonly span: Arguments['span'] },
): Value {
  const own = loader.kind === 'instance' ? loader : null;
  const items = own?.equalItems === undefined && loader.kind !== 'unknown' ? itemsOf(loader) : null;
  const isAll = limit.kind === 'float' && limit.value === 1;
  const standIn = standInLoader(span, recorder);
  const all = items?.length ?? own?.equalItems?.().count ?? standIn.equalItems?.().count ?? 0;
  if (isAll) return own?.equalItems === undefined ? (items === null ? standIn : batchesOf(all, span)) : own;
  if (limit.kind === 'float') return batchesOf(Math.trunc(all * limit.value), span);
  if (limit.kind === 'int') return batchesOf(Math.min(all, limit.value), span);
  return unknown(message('how many batches a loader gives is not known'), span);
}

/** Whether a class of the program's has a base that cannot be read, which may train in its own way. */
function hasOtherBase({ bases, attributes }: ClassValue, recorder: Recorder): boolean {
  const isLibrarys = [...attributes.values()].some(
    (one) => one.kind === 'function' && recorder.library.holds(one.definition),
  );
  return bases.some((base) => {
    if (base.kind === 'class') return hasOtherBase(base, recorder);
    return base.kind === 'unknown' && !isLibrarys && clockSymbol(say(base.why))?.meaning.kind !== 'inert';
  });
}

function functionOf(method: Value): FunctionValue | null {
  if (method.kind === 'method') return method.callee.kind === 'function' ? method.callee : null;
  return method.kind === 'function' ? method : null;
}

/** The arguments that a method has parameters for, in their order; of others that it needs nothing is known. */
function fitting(own: FunctionValue, named: Value, given: Arguments): Arguments {
  const values = new Map(
    named.kind === 'dict' ? [...named.entries.values()].map(({ key, value }) => [textOf(key), value]) : [],
  );
  const rest = [...given.positional];
  const [, ...parameters] = own.definition.parameters;
  const passed: Value[] = [];
  for (const { name, role } of parameters) {
    if (role === 'args') passed.push(...rest.splice(0));
    if (role !== 'normal') continue;
    const value = values.get(name) ?? rest.shift();
    if (value === undefined && own.defaults.has(name)) break;
    passed.push(value ?? unknown(message('what a module of Lightning gives'), given.span));
  }
  return { ...given, positional: passed };
}

/** What the constructors of an object that are being run were called with, by name: the outermost is the object's own. */
function initialArguments(of: Value, { library }: Recorder): Value {
  const given = new Map<string, Value>();
  for (const { callee, scope } of library.frames) {
    const { definition } = callee;
    if (definition.kind !== 'FunctionDefinition' || definition.name !== '__init__' || library.holds(definition))
      continue;
    const [self, ...parameters] = definition.parameters;
    if (self === undefined || scope.get(self.name) !== of) continue;
    for (const { name, role } of parameters) {
      const value = scope.get(name) ?? none;
      if (role !== 'kwargs') given.set(name, given.get(name) ?? value);
      else if (value.kind === 'dict')
        for (const entry of value.entries.values())
          given.set(textOf(entry.key), given.get(textOf(entry.key)) ?? entry.value);
    }
  }
  return dict([...given].map(([name, value]) => [str(name), value] as const));
}
