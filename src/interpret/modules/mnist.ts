import { message } from '../../base/message';
import type { Span } from '../../python/syntax';
import { builtin, type InstanceValue, int, type ModuleValue, tuple, unknown, type Value } from '../values';
import { moduleOf } from './module-of';

/** How many pictures `read_data_sets` puts into each part: five thousand of the sixty are kept for validation. */
const parts = { train: 55_000, validation: 5_000, test: 10_000 };

/**
 * `tensorflow.examples.tutorials.mnist.input_data`: the pictures themselves are a download, and stay unknown; how many there are is
 * not, and schedules are computed from it.
 */
export const mnistInputData: ModuleValue = moduleOf('input_data', {
  read_data_sets: builtin('read_data_sets', ({ span }) => ({
    kind: 'instance',
    class: null,
    attributes: new Map(Object.entries(parts).map(([name, count]) => [name, part(name, count, span)])),
  })),
});

function part(name: string, count: number, span: Span): InstanceValue {
  const pictures = (what: string): Value =>
    unknown(message("the {0} of MNIST's {1} set, which is a download", what, name), span);
  return {
    kind: 'instance',
    class: null,
    attributes: new Map<string, Value>([
      ['num_examples', int(count)],
      ['images', pictures('images')],
      ['labels', pictures('labels')],
      ['next_batch', builtin('next_batch', () => tuple([pictures('images'), pictures('labels')]))],
    ]),
  };
}
