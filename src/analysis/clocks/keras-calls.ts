// Who sets the rate of a Keras optimizer: a schedule that it is made with, or a callback of the model's `fit`, and not both.
import { setsRate, hasNoDecay, oldDecay } from '../../frameworks/keras/catalogue';
import { mayIgnoreDecay } from '../../frameworks/clock-texts';
import type { Expression } from '../../python/syntax';
import type { CallSite } from '../meaning/call-site';
import type { Called } from '../meaning/called';
import { lastPart } from '../meaning/tensorflow-names';
import type { Frame } from '../values/frame';
import { optionsOf, plainTensor, unknown, type Value } from '../values/values';
import { argument, argumentOf } from '../walk/arguments';
import type { World } from '../walk/world';
import type { KerasObject } from './events';
import { noteSlip } from './slips';

/** A schedule, or a callback that sets the rate, as an object that is known where it gets to; null for any other symbol. */
export function kerasObject(world: World, { name, meaning }: Called, { node, frame }: CallSite): KerasObject | null {
  const isSchedule = meaning.kind === 'schedule' && meaning.count === null;
  if (!isSchedule && !setsRate(name)) return null;
  return world.clocks.keras.at(world.contexts.key(node, frame), {
    is: isSchedule ? 'schedule' : 'callback',
    name: lastPart(name),
    range: frame.module.source.range(node.callee),
  });
}

/** The same value, known to be an object of Keras'. */
export function asKerasObject(value: Value, object: KerasObject | null): Value {
  if (object === null) return value;
  return value.kind === 'tensor' ? { ...value, object } : { ...plainTensor, object };
}

/** An optimizer of Keras', with the schedule that its rate certainly is. */
export function kerasOptimizer(world: World, name: string, site: CallSite): Value {
  const { args, node, frame } = site;
  const decay = args.named.get(oldDecay);
  const { source } = frame.module;
  // In a branch it may be the one of an older Keras.
  const isCertain = world.conditions.count === 0;
  if (isCertain && decay?.kind === 'number' && decay.value !== 0 && hasNoDecay(name) && mayIgnoreDecay(source.text)) {
    const given = argumentOf(node, Number.POSITIVE_INFINITY, oldDecay);
    const text = given === null ? oldDecay : `${oldDecay}=${source.slice(given.value)}`;
    const range = source.range(given?.value ?? node.callee);
    noteSlip(world, { kind: 'decay-ignored', range, name: lastPart(name), text, related: null, edit: null });
  }
  const rates = optionsOf(argument(args, 0, 'learning_rate') ?? unknown).map(scheduleIn);
  const [schedule = null] = rates;
  return {
    kind: 'keras-optimizer',
    name: lastPart(name),
    schedule: rates.every((one) => one !== null) ? schedule : null,
  };
}

function scheduleIn(value: Value): KerasObject | null {
  return value.kind === 'tensor' && value.object?.is === 'schedule' ? value.object : null;
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
  for (const object of callbacks.items.map((one) => (one.kind === 'tensor' ? one.object : undefined)))
    if (object?.is === 'callback')
      noteSlip(world, {
        kind: 'rate-set',
        range: object.range,
        name: object.name,
        text: schedule.name,
        related: schedule.range,
        edit: null,
      });
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
