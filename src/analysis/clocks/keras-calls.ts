// Who sets the rate of a Keras optimizer: a schedule that it is made with, or a callback of the model's `fit`, and not both.
import { kerasOptimizerMeaning, rateSetter } from '../../frameworks/keras/catalogue';
import { mayIgnoreDecay } from '../../frameworks/clock-texts';
import type { Expression } from '../../python/syntax';
import type { CallSite } from '../meaning/call-site';
import type { Called } from '../meaning/called';
import { lastPart } from '../../base/last-part';
import type { Frame } from '../values/frame';
import { optionsOf, plainTensor, unknown, type Value } from '../values/values';
import { argument, argumentOf } from '../walk/arguments';
import type { World } from '../walk/world';
import type { KerasSchedule } from './events';
import { noteSlip } from './slips';

/** What a call gives, known as the schedule or the callback that it makes, wherever that gets to. */
export function asKerasObject(world: World, value: Value, called: Called, { node, frame }: CallSite): Value {
  const { name, meaning } = called;
  const isSchedule = meaning.kind === 'schedule' && meaning.count === null;
  const setter = rateSetter(name);
  if (!isSchedule && setter === null) return value;
  const { keras } = world.clocks;
  const key = world.contexts.key(node, frame);
  const made = { name: lastPart(name), range: frame.module.source.range(node.callee) };
  if (setter !== null) return { kind: 'clock-object', of: keras.setterAt(key, { ...made, sets: setter.sets }) };
  const schedule = keras.scheduleAt(key, made);
  return value.kind === 'tensor' ? { ...value, schedule } : { ...plainTensor, schedule };
}

/** An optimizer of Keras', with the schedule that its rate certainly is. */
export function kerasOptimizer(world: World, name: string, site: CallSite): Value {
  const { args, node, frame } = site;
  const { rate, lost } = kerasOptimizerMeaning(name);
  const decay = lost === null ? undefined : args.named.get(lost);
  const { source } = frame.module;
  // In a branch it may be the one of an older Keras.
  const isCertain = world.conditions.count === 0;
  if (lost !== null && isCertain && decay?.kind === 'number' && decay.value !== 0 && mayIgnoreDecay(source.text)) {
    const given = argumentOf(node, Number.POSITIVE_INFINITY, lost);
    const text = given === null ? lost : `${lost}=${source.slice(given.value)}`;
    const range = source.range(given?.value ?? node.callee);
    noteSlip(world, { kind: 'decay-ignored', range, name: lastPart(name), text, related: null, edit: null });
  }
  const rates = optionsOf(argument(args, 0, rate) ?? unknown).map(scheduleIn);
  const [schedule = null] = rates;
  return {
    kind: 'keras-optimizer',
    name: lastPart(name),
    schedule: rates.every((one) => one !== null) ? schedule : null,
  };
}

function scheduleIn(value: Value): KerasSchedule | null {
  const schedule = value.kind === 'tensor' ? value.schedule : undefined;
  return schedule === undefined || 'role' in schedule ? null : schedule;
}

/** Notes what a model is compiled with, and looks at the callbacks of its `fit`. A model is known by a name that is bound once. */
export function noteModel(world: World, method: string, { args, node, frame }: CallSite): void {
  if (!world.clocks.keras.isOn || args.isOpen) return;
  const model = modelOf(node.callee.kind === 'Attribute' ? node.callee.object : node.callee, frame);
  if (model === null) return;
  const { home, name } = model;
  if (method === 'compile') {
    const options = optionsOf(argument(args, 0, 'optimizer') ?? unknown);
    const [first] = options.map((one) => (one.kind === 'keras-optimizer' ? one.schedule : null));
    world.clocks.keras.compile(home, name, options.length === 1 ? (first ?? null) : null);
    world.effects += 1;
    return;
  }
  const schedule = world.clocks.keras.scheduleOf(home, name);
  const callbacks = args.named.get('callbacks');
  if (schedule === null || callbacks?.kind !== 'list') return;
  for (const one of callbacks.items) {
    if (one.kind !== 'clock-object' || typeof one.of === 'string') continue;
    const { name: setter, range, sets } = one.of;
    noteSlip(world, {
      kind: 'rate-set',
      range,
      name: setter,
      schedule: schedule.name,
      sets,
      related: schedule.range,
      edit: null,
    });
  }
}

interface Model {
  /** The scope that its name is bound in: a frame, or a class. */
  readonly home: object;
  readonly name: string;
}

function modelOf(object: Expression, frame: Frame): Model | null {
  const { source } = frame.module;
  if (object.kind === 'Name') {
    const home = frame.names.has(object.name) ? frame : frame.global();
    const text = home.body === null ? source.text : source.slice(home.body);
    return isBoundOnce(text, object.name) ? { home, name: object.name } : null;
  }
  const isOwn = object.kind === 'Attribute' && object.object.kind === 'Name' && object.object.name === 'self';
  if (!isOwn || frame.owner === null) return null;
  const { definition } = frame.owner;
  const name = `self.${object.name}`;
  return isBoundOnce(source.slice(definition), name) ? { home: definition, name } : null;
}

function isBoundOnce(text: string, name: string): boolean {
  const bindings = text.match(new RegExp(`(?<![\\w.])${name.replace('.', '\\.')}\\s*=(?!=)`, 'g'));
  return (bindings?.length ?? 0) <= 1;
}
