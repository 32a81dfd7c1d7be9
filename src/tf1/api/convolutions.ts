import { message } from '../../base/message';
import { UnsupportedError } from '../errors';
import type { Tensor } from '../graph';
import { at, item } from '../value';
import { numbersIn } from './argument';
import type { Call } from './call';
import { defineApi } from './registry';

// Builders of `tf.nn`'s convolutions, and how windows move over images.

const op = (type: string, inputs: readonly Tensor[], attributes: object): Tensor =>
  item(inputs, 0).graph.createOperation(type, inputs, { attributes: { ...attributes } }).output;

/** Two lengths, of one for both, of two, or of four in NHWC. */
function pair(numbers: readonly number[]): [number, number] {
  return numbers.length === 4 ? [at(numbers, 1), at(numbers, 2)] : [at(numbers, 0), numbers[1] ?? at(numbers, 0)];
}

export function windowing(call: Call, strides: string): { strides: [number, number]; pad: string } {
  if ((call.text('data_format') ?? 'NHWC') !== 'NHWC')
    throw new UnsupportedError(message('{0} with channels_first is not supported', call.name));
  const given = call.ints(strides) ?? [1, 1, 1, 1];
  return { strides: pair(given), pad: (call.text('padding') ?? 'VALID').toUpperCase() };
}

/** A filter whose numbers are as far apart as the dilations say: between them it has zeros. */
function dilated(filter: Tensor, rates: readonly number[] | null): Tensor {
  const [down, across] = pair(rates ?? [1]);
  return down === 1 && across === 1 ? filter : op('SpreadFilter', [filter], { rates: [down, across] });
}

function depthwise(call: Call, filter: string, rate: string): Tensor {
  const rates = call.ints(rate) ?? call.ints('dilations');
  return op('DepthwiseConv2D', [call.tensor('input'), dilated(call.tensor(filter), rates)], windowing(call, 'strides'));
}

defineApi({
  'nn.conv2d': (call) => {
    const filter = call.tensor(call.has('filter') ? 'filter' : 'filters');
    return op('Conv2D', [call.tensor('input'), dilated(filter, call.ints('dilations'))], windowing(call, 'strides'));
  },
  'nn.atrous_conv2d': (call) => {
    const filter = dilated(call.tensor('filters'), [call.int('rate')]);
    return op('Conv2D', [call.tensor('value'), filter], { ...windowing(call, 'strides'), strides: [1, 1] });
  },
  'nn.conv2d_transpose': (call) => {
    const value = call.tensor(call.has('value') ? 'value' : 'input');
    const filter = call.tensor(call.has('filter') ? 'filter' : 'filters');
    const shape = numbersIn(call.argument('output_shape'));
    const given = call.tensor('output_shape', null);
    return op('Conv2DTranspose', [value, filter, given], {
      ...windowing(call, 'strides'),
      ...(shape === null ? {} : { shape }),
    });
  },
  'nn.depthwise_conv2d': (call) => depthwise(call, 'filter', 'rate'),
  'nn.separable_conv2d': (call) => {
    const each = depthwise(call, 'depthwise_filter', 'rate');
    return op('Conv2D', [each, call.tensor('pointwise_filter')], { strides: [1, 1], pad: 'VALID' });
  },
});
