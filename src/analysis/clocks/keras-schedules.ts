// Schedules that an optimizer counts by its own updates: Keras'.
import { mayHoldKerasSchedule } from '../../frameworks/clock-texts';
import { placeOf } from '../../frameworks/signature';
import type { CallSite } from '../meaning/call-site';
import type { Called } from '../meaning/called';
import { lastPart } from '../../base/last-part';
import { argument, argumentOf } from '../walk/arguments';
import type { World } from '../walk/world';
import { noteSlip } from './slips';
import { unitOf } from './units';

/** Gradients of several batches make one update then, and how many an epoch has nobody knows. */
const accumulates = /accumulat(?:e|ion|or)\w*|grad(?:ient)?_accum/i;

/** Notes a number of epochs where such a schedule takes one of updates, in a program that makes an update of each batch. */
export function noteEpochs(world: World, { name, signature }: Called, { args, node, frame }: CallSite): void {
  const { source } = frame.module;
  if (signature === null || !mayHoldKerasSchedule(source.text) || accumulates.test(source.text)) return;
  for (const { name: parameter } of signature.parameters) {
    if (!parameter.endsWith('decay_steps')) continue;
    const place = placeOf(signature, parameter);
    const value = argument(args, place, parameter);
    const given = argumentOf(node, place, parameter)?.value;
    if (value === null || given === undefined || unitOf(given, value)?.of !== 'epochs') continue;
    const text = `${parameter}=${source.slice(given)}`;
    const range = source.range(node.callee);
    noteSlip(world, { kind: 'epochs-as-updates', range, name: lastPart(name), text, related: null, edit: null });
  }
}
