import '../../../../src/tf1/ops/all';
import { describe, expect, test } from 'vitest';
import { TensorFlowError } from '../../../../src/tf1/errors';
import { reduceSum, square } from '../../../../src/tf1/build';
import { gradients } from '../../../../src/tf1/gradients';
import type { Tensor } from '../../../../src/tf1/graph';
import { definedOps } from '../../../../src/tf1/op-registry';
import { array, numbersOf, TensorFlow } from '../support/tensorflow';
import { disagreements, farthestOfFloat32 } from './differences';
import { points, refusing } from './points';

const differentiable = definedOps().filter((definition) => 'gradient' in definition);

/** Types that TensorFlow follows no gradient through either (its `None`): integers, tests, indices, state, and steps of functions. */
const withoutGradient = [
  'Const', 'Placeholder', 'VariableV2', 'Assign', 'AssignAdd', 'AssignSub', 'IsVariableInitialized', 'NoOp',
  'StopGradient', 'ZerosLike', 'OnesLike', 'Floor', 'Ceil', 'Round', 'FloorDiv', 'TruncateDiv', 'LogicalNot', 'IsNan',
  'IsInf', 'IsFinite', 'Less', 'LessEqual', 'Greater', 'GreaterEqual', 'Equal', 'NotEqual', 'LogicalAnd', 'LogicalOr',
  'LogicalXor', 'All', 'Any', 'ArgMax', 'ArgMin', 'Count', 'OneHot', 'Shape', 'Size', 'Range', 'InTopK',
  'SequenceMask', 'RandomUniform', 'RandomStandardNormal', 'TruncatedNormal', 'RandomUniformInt',
  'LogUniformSample', 'RandomOrthogonal',
]; // prettier-ignore

test('every operation has a gradient, or is known to have none', () => {
  const without = definedOps()
    .filter((definition) => !('gradient' in definition) && !/^(?:Sparse)?Apply/.test(definition.type))
    .map(({ type }) => type);
  expect(without.filter((type) => !withoutGradient.includes(type))).toEqual([]);
});

test('the gradient of an initialised value is that of its variable', () => {
  const tf = new TensorFlow();
  const variable = tf.variable(array([1, -2]));
  const read = tf.tensor('Variable.initialized_value', [variable]);
  const [gradient] = gradients([reduceSum(square(read))], [variable.ref]);
  expect(numbersOf(tf.session(), gradient as Tensor)).toEqual([2, -4]);
});

test('every gradient has a point at which it is checked', () => {
  const types = differentiable.map(({ type }) => type);
  const checked = (type: string): boolean => (points[type] ?? []).length > 0 || type in refusing;
  expect(types.filter((type) => !checked(type))).toEqual(['InitializedValue']);
  expect(Object.keys({ ...points, ...refusing }).filter((type) => !types.includes(type))).toEqual([]);
});

describe.each(differentiable.map(({ type }) => type).filter((type) => type !== 'InitializedValue'))('%s', (type) => {
  for (const point of points[type] ?? []) {
    test(point.name, () => {
      expect(disagreements(type, point)).toEqual([]);
      expect(farthestOfFloat32(type, point)).toBeLessThan(2e-5);
    });
  }
  const refused = refusing[type];
  if (refused !== undefined) {
    test(`${refused.name}: an error, not a zero`, () => {
      expect(() => disagreements(type, refused)).toThrow(TensorFlowError);
    });
  }
});
