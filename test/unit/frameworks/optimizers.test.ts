import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { isLeaf, nodesOf } from '../../../src/frameworks/equation';
import { placeOf } from '../../../src/frameworks/signature';
import {
  optimizerNames,
  optimizerRecord,
  optimizerSignatures,
  recordedUpdates,
} from '../../../src/frameworks/tensorflow1/optimizers';
import { resultsOf, scalarsOf, sparseType } from '../../../src/frameworks/tensorflow1/optimizers/record';
import { printed } from '../../../src/tf1/compile/update-code';
import { kernelCallLowerings } from '../../../src/tf1/compile/lower-kernel-call';
import { stateLowerings } from '../../../src/tf1/compile/lower-state';
import { opDefinition } from '../../../src/tf1/op-registry';
import '../../../src/tf1/ops/training';

describe('the record of an optimizer', () => {
  it.each(optimizerNames)('%s names parameters that its constructor has', (name) => {
    const { updates, limits = [], keras, pytorch } = optimizerRecord(name);
    const foreign = [keras, pytorch].flatMap((other) => [
      ...(other?.without ?? []),
      ...(other?.arguments ?? []).flatMap(([, value]) =>
        'from' in value ? [value.from].flat() : 'flag' in value ? [value.flag, value.ifPositive ?? value.flag] : [],
      ),
    ]);
    const initial = updates.flatMap(({ slots }) =>
      slots.flatMap((slot) => (typeof slot.initial === 'number' ? [] : [slot.initial.parameter])),
    );
    const named = [
      ...updates.flatMap((update) => scalarsOf(update).map(({ parameter }) => parameter)),
      ...updates.flatMap(({ when }) => (when === undefined ? [] : [when])),
      ...limits.map(({ parameter }) => parameter),
      ...initial,
      ...foreign,
    ];
    for (const parameter of named)
      expect(placeOf(optimizerSignatures[name], parameter), parameter).toBeGreaterThanOrEqual(0);
  });

  it.each(optimizerNames)(
    '%s reads only slots that it keeps, and has one update without a condition, the last',
    (name) => {
      const { updates } = optimizerRecord(name);
      for (const update of updates) {
        const read = nodesOf(resultsOf(update)).flatMap((node) => (node.kind === 'slot' ? [node.name] : []));
        expect(update.slots.map((slot) => slot.name)).toEqual(expect.arrayContaining(read));
      }
      expect(updates.map(({ when }) => when === undefined)).toEqual(
        updates.map((_, index) => index === updates.length - 1),
      );
    },
  );

  it('is all that makes kernels and compiled code, dense and of some rows', () => {
    for (const update of recordedUpdates()) {
      expect(opDefinition(update.type).writes).toBe(true);
      expect(opDefinition(sparseType(update)).writes).toBe(true);
      expect(Object.hasOwn(stateLowerings, update.type)).toBe(true);
      expect(Object.hasOwn(kernelCallLowerings, sparseType(update))).toBe(true);
    }
  });
});

describe('an equation', () => {
  const leafNames = (update: ReturnType<typeof recordedUpdates>[number]): Record<string, number> =>
    Object.fromEntries([
      ['variable', 0.75],
      ['gradient', -0.3],
      ...update.slots.map((slot, index) => [`slot_${slot.name}`, 0.5 + 0.2 * index] as const),
      ...scalarsOf(update).map(({ is, parameter }, index) => [`${is}_${parameter}`, 0.1 + 0.13 * index] as const),
    ]);

  it.each(recordedUpdates().map((update) => [update.type, update] as const))(
    '%s gives the same numbers by its kernel and by its code, in float64',
    (_, update) => {
      const numbers = leafNames(update);
      const statements: string[] = [];
      const results = printed(resultsOf(update), {
        leaf: (leaf) =>
          leaf.kind === 'slot'
            ? `slot_${leaf.name}`
            : leaf.kind === 'scalar'
              ? `${leaf.is}_${leaf.parameter}`
              : leaf.kind,
        round: (code) => `(${code})`,
        bind: (code) => `b${statements.push(`const b${statements.length} = ${code};`) - 1}`,
      });
      const source = `${statements.join('\n')}\nreturn [${results.join(', ')}];`;
      const coded = runInNewContext(`(() => { ${source} })()`, numbers) as number[];
      const value = (name: string) => ({ dtype: 'float64' as const, shape: [], data: Float64Array.of(numbers[name]!) });
      const written = ['variable', ...update.slots.map((slot) => `slot_${slot.name}`)].map(value);
      const scalars = scalarsOf(update).map(({ is, parameter }) => value(`${is}_${parameter}`));
      opDefinition(update.type).kernel([...written, ...scalars, value('gradient')], null as never, null as never);
      expect(written.map(({ data }) => data[0])).toEqual([...coded]);
    },
  );

  it('has each leaf in one object for one scalar', () => {
    for (const update of recordedUpdates()) {
      const leaves = nodesOf(resultsOf(update)).filter(isLeaf);
      const keys = leaves.flatMap((leaf) => (leaf.kind === 'scalar' ? [`${leaf.is} ${leaf.parameter}`] : []));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
