// Paddle, whose optimizers are given a scheduler as their rate, which the program steps by itself.
import { message } from '../../base/message';
import type { OptimizerMeaning } from '../../frameworks/clock-symbol';
import type { Recorder } from '../record/recorder';
import type { RecordedOptimizer } from '../record/training-clocks';
import { type Arguments, float, list, none, nothing, recording, unknown, type Value } from '../values';
import { objectOf, quiet } from './plain-objects';

/** What makes a scheduler that an optimizer is to be given. */
export function givenScheduler(name: string, { clocks }: Recorder): Value {
  return recording(name, (given) => {
    const made = objectOf({ set_state_dict: quiet });
    const named = new Map([...given.named].filter(([key]) => key !== 'verbose'));
    const recorded = clocks.addGiven(made, name, { ...given, named });
    const step = recording('step', ({ positional: [argument], named: passed, span }) => {
      clocks.tick(recorded, argument ?? passed.get('metrics') ?? passed.get('epoch') ?? null, span);
      return none;
    });
    made.attributes.set('step', step);
    return made;
  });
}

/** The rate that Paddle's optimizers have where they are passed none. */
const usualRate = 0.001;

/** What makes an optimizer that may be given a scheduler. */
export function givenOptimizer(
  name: string,
  { rate: parameter, methods }: OptimizerMeaning,
  recorder: Recorder,
): Value {
  const { clocks, source } = recorder;
  return recording(name, (given) => {
    const rate = given.named.get(parameter) ?? given.positional[0] ?? float(usualRate);
    const isGivenSchedule = clocks.schedulerOf(rate) !== null;
    const made = objectOf({ clear_grad: quiet, clear_gradients: quiet, set_state_dict: quiet });
    const parts: Omit<RecordedOptimizer, 'id'> = { name, given, isGivenSchedule, rate, groups: list([]), rates: [] };
    const optimizer = clocks.addOptimizer(made, parts);
    give(optimizer, rate, recorder);
    // There a step is an operation of a graph, which an executor runs.
    if (source.text.includes('enable_static'))
      clocks.doubts.set(optimizer, message('it is stepped in a graph, which is not followed here'));
    for (const step of methods.steps)
      made.attributes.set(
        step,
        recording(step, ({ span }) => {
          clocks.update(optimizer, span);
          return nothing;
        }),
      );
    for (const method of [...methods.sets, ...methods.gives])
      made.attributes.set(
        method,
        recording(method, (passed) => changed(optimizer, passed, recorder)),
      );
    return made;
  });
}

function give(optimizer: RecordedOptimizer, rate: Value, { clocks }: Recorder): void {
  const scheduler = clocks.schedulerOf(rate);
  if (scheduler !== null) clocks.give(optimizer, [scheduler]);
}

/** The program sets the rate, or puts another scheduler in its place: from then on it is not that of what the optimizer was made with. */
function changed(optimizer: RecordedOptimizer, { span }: Arguments, { clocks }: Recorder): Value {
  clocks.doubts.set(optimizer, message('the program sets the learning rate by itself'));
  return unknown(message('the rate of a group of parameters'), span);
}
