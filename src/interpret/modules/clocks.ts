// Libraries whose optimizers and schedulers a program steps by hand: what of them has to do with the training's clock, by the catalogue.
import { message, verbatim } from '../../base/message';
import type { ClockSymbol } from '../../frameworks/clock-symbol';
import type { Span } from '../../python/syntax';
import { clockNamesIn, clockSymbol, holdsClocks } from '../../frameworks/clocks';
import { dict } from '../dict-keys';
import { standInLoader } from './clock-batches';
import { givenOptimizer, givenScheduler } from './given-schedulers';
import { writtenName } from '../../frameworks/lightning/catalogue';
import { lightningHelp, type LightningNeeds, trainersHelp } from './lightning';
import { objectOf, quiet } from './plain-objects';
import { transformMember } from './transforms';
import type { Recorder } from '../record/recorder';
import {
  type Arguments,
  bool,
  int,
  list,
  type ModuleValue,
  none,
  nothing,
  recording,
  str,
  tuple,
  unknown,
  type Value,
} from '../values';

/** An entry of a dictionary. */
interface RateEntry {
  readonly key: Value;
  readonly value: Value;
}

/** What these libraries need of the program that imports them. */
export interface ClockNeeds extends LightningNeeds {
  readonly libraryMember: (name: string, span: Span) => Value | null;
}

/** A module of such a library. What the catalogue does not know is unknown. */
export function clockModule(path: string, program: ClockNeeds): ModuleValue {
  const { recorder } = program;
  return {
    kind: 'module',
    path,
    get names() {
      return clockNamesIn(path);
    },
    member: (name, span) => {
      const below = `${path}.${name}`;
      const symbol = clockSymbol(below);
      if (below === trainersHelp) return lightningHelp(program);
      const written = symbol?.framework === 'lightning' ? writtenName(name) : null;
      const made = written === null ? null : program.libraryMember(`lightning.${written}`, span);
      const known = made ?? (symbol === null ? null : memberOf(symbol, name, recorder));
      return known ?? (holdsClocks(below) ? clockModule(below, program) : unknown(verbatim(below), span));
    },
  };
}

/** What a symbol is to a program; null where it does nothing that counts. */
function memberOf({ meaning, signature }: ClockSymbol, name: string, recorder: Recorder): Value | null {
  switch (meaning.kind) {
    case 'optimizer':
      if (meaning.takesSchedule) return givenOptimizer(name, meaning, recorder);
      return recording(name, (given) => optimizer(name, given, recorder));
    case 'scheduler': {
      const { optimizer: taking } = meaning;
      if (taking === null) return givenScheduler(name, recorder);
      const place = signature?.parameters.findIndex((parameter) => parameter.name === taking) ?? -1;
      return recording(name, (given) => {
        const passed = given.positional[place] ?? given.named.get(taking);
        const isMissing = passed === undefined || recorder.clocks.optimizerOf(passed) === null;
        const own = withoutArgument(given, place, taking);
        const of = isMissing ? ofInner(given, meaning.inner) : passed;
        if (meaning.update === null) return scheduler(name, own, of, recorder);
        return scheduler(name, withoutNoise(own), of, recorder, meaning.update.method);
      });
    }
    case 'batches':
      return recording(name, ({ span }) => standInLoader(span, recorder));
    case 'scaler':
      return recording(name, () => scaler(recorder));
    case 'preparer':
      return recording(name, (given) => preparer(given, recorder));
    case 'rate-schedule':
    case 'transform':
    case 'applies-updates':
    case 'holder':
    case 'same':
      return transformMember(meaning, name, recorder);
    case 'loop-module':
    case 'wrapper':
    case 'inert':
      return null;
  }
}

/** The arguments beside one of them, and beside what older versions print by. */
function withoutArgument(given: Arguments, place: number, name: string): Arguments {
  const named = [...given.named].filter(([key]) => key !== name && key !== 'verbose');
  return { ...given, positional: given.positional.filter((_, at) => at !== place), named: new Map(named) };
}

/** The arguments of timm's beside those of its noise, none of which is drawn unless it is asked for. */
function withoutNoise(given: Arguments): Arguments {
  const isPlain = (given.named.get('noise_range_t') ?? none).kind === 'none';
  const named = [...given.named].filter(([key]) => key !== 'initialize' && !(isPlain && key.startsWith('noise_')));
  const noise = unknown(message('its rate has noise, which is drawn at random'), given.span);
  return { ...given, named: new Map(named), ...(isPlain ? {} : { more: noise }) };
}

/** The optimizer of the schedulers that one is made of. */
function ofInner({ positional: [first], named }: Arguments, inner: string | null): Value | undefined {
  const parts = named.get(inner ?? '') ?? first;
  const part = parts?.kind === 'list' || parts?.kind === 'tuple' ? parts.items[0] : undefined;
  return part?.kind === 'instance' ? part.attributes.get('optimizer') : undefined;
}

function optimizer(name: string, given: Arguments, { clocks }: Recorder): Value {
  const rates = groupsOf(given).map(() => rateEntry(given.span));
  const groups = list(rates.map(parameterGroup));
  const made = objectOf({ zero_grad: quiet, load_state_dict: quiet, param_groups: groups });
  const recorded = clocks.addOptimizer(made, { name, given, groups, rates, isGivenSchedule: false });
  const step = recording('step', ({ span }) => {
    clocks.update(recorded, span);
    return unknown(message('a loss that an update returns'), span);
  });
  made.attributes.set('step', step);
  return made;
}

/** The groups of parameters that an optimizer is made with: the dictionaries of a list, or one group of all. */
function groupsOf({ positional: [first], named }: Arguments): readonly Value[] {
  const given = first ?? named.get('params') ?? none;
  const groups = given.kind === 'list' ? given.items.filter(({ kind }) => kind === 'dict') : [];
  return groups.length === 0 ? [given] : groups;
}

/** The rate of a group: each time that it is read it is another value, so that what is computed of it is never taken for it. */
function rateEntry(span: Span): RateEntry {
  return {
    key: str('lr'),
    get value() {
      return unknown(message('the rate of a group of parameters'), span);
    },
  };
}

/** A group as the program finds it: what is in it is not known, but that it has a rate. */
function parameterGroup(rate: RateEntry): Value {
  const group = dict([[rate.key, rate.value]]);
  for (const key of group.entries.keys()) group.entries.set(key, rate);
  return { ...group, otherwise: (_, span) => unknown(message('a setting of a group of parameters'), span) };
}

function scheduler(
  name: string,
  given: Arguments,
  of: Value | undefined,
  { clocks }: Recorder,
  updateMethod: string | null = null,
): Value {
  const made = objectOf({ load_state_dict: quiet, ...(of === undefined ? {} : { optimizer: of }) });
  const recorded = clocks.addScheduler(made, name, given, of);
  const step = recording('step', ({ positional: [argument], named, span }) => {
    clocks.tick(recorded, argument ?? named.get('metrics') ?? named.get('epoch') ?? null, span);
    return none;
  });
  made.attributes.set('step', step);
  if (updateMethod !== null)
    made.attributes.set(
      updateMethod,
      recording(updateMethod, ({ positional: [argument], named, span }) => {
        clocks.tickUpdate(recorded, argument ?? [...named.values()][0] ?? null, span);
        return none;
      }),
    );
  return made;
}

/** `scaler.step(optimizer)` steps the optimizer, and so does Paddle's `scaler.minimize(optimizer, loss)`. */
function scaler({ clocks }: Recorder): Value {
  const step = recording('step', ({ positional: [passed], span }) => {
    const of = passed === undefined ? null : clocks.optimizerOf(passed);
    if (of !== null) clocks.update(of, span);
    return nothing;
  });
  return objectOf({ step, minimize: step, update: quiet, unscale_: quiet });
}

/** `prepare` gives what it is passed, which is stepped as it was, or once for the batches that are added up. */
function preparer({ positional: given, named, more }: Arguments, { clocks }: Recorder): Value {
  const steps = named.get('gradient_accumulation_steps') ?? given[3] ?? int(1);
  const isKnown = more === undefined && !named.has('gradient_accumulation_plugin');
  clocks.addedUp = steps.kind === 'int' ? Math.max(1, steps.value) : null;
  const prepare = recording('prepare', ({ positional, span }) => {
    if (!isKnown) return unknown(message('how many batches are added up for an update'), span);
    for (const scheduler of positional.flatMap((value) => clocks.schedulerOf(value) ?? []))
      scheduler.prepared = {
        splitsBatches: isTrue(named.get('split_batches')),
        stepsWithOptimizer: isTrue(named.get('step_scheduler_with_optimizer') ?? bool(true)),
      };
    return positional.length === 1 ? (positional[0] ?? none) : tuple(positional);
  });
  const accumulate = recording('accumulate', ({ span }) => {
    clocks.accumulate(span);
    return unknown(message('how many batches are added up for an update'), span);
  });
  return objectOf({ prepare, accumulate, backward: quiet });
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'bool' && value.value;
}
