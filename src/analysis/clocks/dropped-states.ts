// States of transformations that an update gives and nobody takes: the count in them stays where it was.
import { grouped } from '../../base/grouped';
import { placeKey, type SourceRange } from '../../base/source-range';
import { transformMethods } from '../../frameworks/optax/catalogue';
import type { Expression } from '../../python/syntax';
import type { Frame } from '../values/frame';
import { optionsOf, type Value } from '../values/values';
import type { World } from '../walk/world';
import { type ClockSlip, noteSlip } from './slips';
import type { Transforms, TransformUpdate } from './transforms';

/** A walk goes twice through a loop in no more than one other: deeper, a pass may be the only one that it sees. */
const mostLoops = 2;

/** Updates in a loop that trains, of which each pass gets a state that no update has given. */
export function droppedStates(transforms: Transforms): ClockSlip[] {
  const places = grouped(transforms.updates, ({ range }) => placeKey(range));
  const dropped = [...places.values()].flatMap((updates): ClockSlip[] => {
    const [first] = updates;
    if (!updates.every((one) => isDropped(transforms, one))) return [];
    const { of, range, edit } = first;
    const { name, keeps } = of;
    const how = updates.every(({ isMadeHere }) => isMadeHere) ? 'made-anew' : 'dropped';
    return [{ kind: 'state-dropped', range, name, how, keeps, related: of.range, edit }];
  });
  // Of a state that each update gets anew it is told at the update.
  const isTold = (of: SourceRange): boolean => dropped.some(({ related }) => related === of);
  const restarted = [...transforms.restarts].flatMap(([{ name, keeps, range: related }, range]): ClockSlip[] =>
    isTold(related) ? [] : [{ kind: 'state-dropped', range, name, how: 'each-epoch', keeps, related, edit: null }],
  );
  return [...dropped, ...restarted];
}

function isDropped(transforms: Transforms, { of, isFirst, passes }: TransformUpdate): boolean {
  const pass = passes.at(-1);
  if (!isFirst || of.keeps === null || pass === undefined || passes.length > mostLoops) return false;
  return transforms.isKept(of, pass);
}

/** Notes a statement that is a call whose result alone holds the update: nobody has it. */
export function noteUnused(world: World, node: Expression, value: Value, frame: Frame): void {
  if (node.kind !== 'Call' || node.callee.kind !== 'Attribute' || node.callee.name !== transformMethods.apply) return;
  const options = optionsOf(value);
  const [first] = options;
  if (first?.kind !== 'transform' || !options.every((one) => one.kind === 'transform' && one.isUpdated)) return;
  const range = frame.module.source.range(node.callee.nameSpan);
  const { name, keeps, range: related } = first.of;
  noteSlip(world, { kind: 'state-dropped', range, name, how: 'unused', keeps, related, edit: null });
}
