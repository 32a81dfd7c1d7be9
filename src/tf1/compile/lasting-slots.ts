import type { Tensor } from '../graph';
import { type KernelProgram, referenceOnly, type Source } from '../kernel-program';
import { opDefinition } from '../op-registry';
import { shapeOnly } from './lower-state';

/**
 * Slots of a program whose elements are asked for after a run: those of the tensors in `kept`, and what a compiled step takes for a
 * constant, for it follows from constants, from shapes, or from the feeds in `shaping`.
 */
export function lastingSlots(
  program: KernelProgram,
  kept: Iterable<Tensor>,
  shaping: ReadonlySet<Tensor>,
): ReadonlySet<number> {
  const lasting = new Set<number>();
  for (const tensor of kept) {
    const source = program.sourceOf(tensor);
    if (typeof source === 'number') lasting.add(source);
  }
  const constant = new Set<Source>(program.fed.flatMap((tensor, slot) => (shaping.has(tensor) ? [slot] : [])));
  for (const { operation, inputs, output } of program.instructions) {
    const { random, writes } = opDefinition(operation.type);
    const follows =
      shapeOnly.has(operation.type) || inputs.every((source) => source !== referenceOnly && constant.has(source));
    if (random === true || writes === true || !follows) continue;
    operation.outputs.forEach((_, index) => {
      constant.add(output + index);
      lasting.add(output + index);
    });
  }
  return lasting;
}
