// What a class's method returns whose trainer steps it: Lightning's `configure_optimizers`.
import { clockSymbol } from '../../frameworks/clocks';
import type { LoopModuleMeaning } from '../../frameworks/clock-symbol';
import type { Expression } from '../../python/syntax';
import { builtins } from '../meaning/tensorflow-names';
import type { Frame } from '../values/frame';
import type { DictValue } from '../values/mutable-values';
import { type ClassValue, optionsOf, type Value } from '../values/values';
import { lineage } from '../values/lineage';
import type { World } from '../walk/world';
import type { ScheduleLength, Scheduler } from './events';
import { mainLength } from './lengths';
import { inEachBatch } from './mending';
import { noteSlip } from './slips';

/** A scheduler that a trainer steps, and the configuration around it, if there is one. */
interface Handed {
  readonly scheduler: Value;
  readonly settings: DictValue | null;
}

/** Looks at what a method returns. Nothing where it is not the one of such a class. */
export function noteReturned(world: World, node: Expression | null, value: Value, frame: Frame): void {
  const { owner } = frame;
  const definition = [...world.walking.keys()].at(-1);
  if (owner === null || node === null || definition?.kind !== 'FunctionDefinition') return;
  const module = moduleOf(owner);
  if (module === null || module.meaning.method !== definition.name) return;
  for (const option of optionsOf(value)) {
    noteUnknownKey(world, module.meaning, option, { node, frame });
    noteSteppedBy(world, option, { node, frame });
    const handed = handedBy(module.meaning, option);
    if (module.isKnown) for (const one of handed) notePace(world, module, one, { node, frame });
  }
}

interface Place {
  readonly node: Expression;
  readonly frame: Frame;
}

interface Module {
  readonly meaning: LoopModuleMeaning;
  /** The text of all its classes. */
  readonly text: string;
  /** Whether all its bases can be read: any other may step what it returns in its own way. */
  readonly isKnown: boolean;
}

function moduleOf(owner: ClassValue): Module | null {
  let meaning: LoopModuleMeaning | null = null;
  let isKnown = true;
  let text = '';
  for (const one of lineage(owner)) {
    if (one.kind === 'class') text += one.frame.module.source.slice(one.definition);
    else if (one.kind === 'foreign') {
      const found = clockSymbol(one.path)?.meaning ?? null;
      if (found?.kind === 'loop-module') meaning = found;
      else if (found?.kind !== 'inert' && !builtins.has(one.path)) isKnown = false;
    } else isKnown = false;
  }
  return meaning === null ? null : { meaning, text, isKnown };
}

const likeScheduler = /^(?:lr_?|learning_rate_?)?schedulers?$/i;

/** A dictionary with an optimizer and a key that is nearly the scheduler's: the trainer passes over it. */
function noteUnknownKey(world: World, { keys }: LoopModuleMeaning, value: Value, { node, frame }: Place): void {
  if (value.kind !== 'dict' || value.rest !== null) return;
  if (!value.entries.has(keys.optimizer) || value.entries.has(keys.scheduler)) return;
  const wrong = [...value.entries.keys()].find((key) => likeScheduler.test(key));
  if (wrong === undefined) return;
  const display = node.kind === 'Dict' ? node : null;
  const entry = display?.entries.find(({ key }) => key?.kind === 'String' && key.value === wrong);
  const { source } = frame.module;
  const key = entry?.key ?? null;
  const given = value.entries.get(wrong);
  const quote = key === null ? '' : source.slice(key).slice(-1);
  noteSlip(world, {
    kind: 'unknown-key',
    range: source.range(key ?? node),
    name: wrong,
    text: keys.scheduler,
    related:
      given?.kind === 'scheduler' ? given.scheduler.range : entry === undefined ? null : source.range(entry.value),
    edit: key === null ? null : { range: source.range(key), text: quote + keys.scheduler + quote },
  });
}

/** The trainer steps the optimizers that the method returns. */
function noteSteppedBy(world: World, value: Value, { node, frame }: Place): void {
  const optimizers =
    value.kind === 'list' ? value.items : value.kind === 'dict' ? [...value.entries.values()] : [value];
  for (const one of optimizers.flatMap((item) => (item.kind === 'list' ? item.items : [item])).flatMap(optionsOf))
    if (one.kind === 'stepped-optimizer')
      world.clocks.note({
        of: one.optimizer,
        does: 'steps-optimizer',
        range: frame.module.source.range(node),
        hasArgument: false,
        passes: [],
        calls: [],
        conditions: world.conditions.count,
        mode: world.mode,
        root: world.root,
      });
}

function handedBy({ keys }: LoopModuleMeaning, value: Value): Handed[] {
  const single = (given: Value): Handed[] =>
    optionsOf(given).flatMap((option): Handed[] => {
      if (option.kind === 'list') return option.items.flatMap(single);
      if (option.kind !== 'dict') return [{ scheduler: option, settings: null }];
      const scheduler = option.entries.get(keys.inner);
      return scheduler === undefined ? [] : [{ scheduler, settings: option }];
    });
  if (value.kind === 'dict') {
    const given = value.entries.get(keys.scheduler);
    return given === undefined ? [] : single(given);
  }
  const [, second] = value.kind === 'list' && value.items.length === 2 ? value.items : [];
  return second?.kind === 'list' ? second.items.flatMap(single) : [];
}

/** Whether the trainer steps a scheduler at all, and as its length counts. */
function notePace(world: World, { meaning, text }: Module, { scheduler, settings }: Handed, place: Place): void {
  if (scheduler.kind !== 'scheduler' || meaning.steps.test(text)) return;
  const made = scheduler.scheduler;
  const { node, frame } = place;
  const slip = { range: made.range, name: made.name, related: frame.module.source.range(node), edit: null };
  if (meaning.ownSteps.test(text)) {
    if (/\boptimizers\b[^]*\.step\b/.test(text) && !made.meaning.isConstant)
      noteSlip(world, { ...slip, kind: 'manual-step', text: '' });
    return;
  }
  const length = isEachEpoch(meaning, settings) ? inBatches(made) : null;
  if (length === null) return;
  const edit = inEachBatch(meaning, node, { source: frame.module.source, isConfigured: settings !== null });
  noteSlip(world, { ...slip, kind: 'epoch-interval', text: length.text, edit });
}

function isEachEpoch({ keys }: LoopModuleMeaning, settings: DictValue | null): boolean {
  if (settings === null) return true;
  const interval = settings.entries.get(keys.interval);
  if (interval === undefined) return settings.rest === null;
  return interval.kind === 'string' && interval.value !== null && interval.value !== keys.each;
}

/** The length of a scheduler that counts batches, or steps by its name. */
function inBatches(scheduler: Scheduler): ScheduleLength | null {
  const length = mainLength(scheduler);
  return length !== null && length.unit !== null && length.unit.of !== 'epochs' ? length : null;
}
