import { message } from '../base/message';
import {
  callsOf,
  type Cause,
  type ExplainedProgram,
  type FindCauses,
  firstCall,
  found,
  likely,
  possible,
} from './explanation';
import type { SourceCall } from './source-index';

// Causes of PyTorch’s warnings.

const schedulerStep = /(?:lr_scheduler\.\w+|get_\w*schedule\w*|\w*[Ss]cheduler)\(?\)?\.step$/;
const optimizerStep = /(?:torch\.optim\.(?!lr_scheduler)\w+|\w*[Oo]ptim(?:izer)?)\(?\)?\.step$/;
const scaler = /(?:GradScaler\(\)|scaler)\.step$/;

/** `scheduler.step()` came before the first `optimizer.step()`. */
export const schedulerBeforeOptimizer: FindCauses = (program) => {
  const schedulers = callsOf(program, schedulerStep);
  const optimizers = [...callsOf(program, optimizerStep), ...callsOf(program, scaler)];
  return [
    ...schedulers.flatMap((call) => orderOf(call, optimizers)),
    ...scaled(program),
    ...wrapped(program),
    possible(
      null,
      message('The optimizer whose step() is called is not the one that the scheduler was made with.'),
      message('Make the scheduler after the optimizer has been prepared for the last time.'),
    ),
    possible(
      null,
      message('After a checkpoint was loaded, the scheduler was stepped forward by hand before the training went on.'),
      message('Load scheduler.state_dict() instead; the warning is harmless then.'),
    ),
  ];
};

function orderOf(scheduler: SourceCall, optimizers: readonly SourceCall[]): Cause[] {
  if (optimizers.length === 0)
    return [
      likely(
        scheduler.range,
        message('The scheduler is stepped here; no optimizer.step() stands in this file.'),
        message('Call optimizer.step() first, in each iteration.'),
      ),
    ];
  const isWithin = (other: SourceCall): boolean => scheduler.loops.every((loop, index) => other.loops[index] === loop);
  const later = optimizers.find((optimizer) => isWithin(optimizer) && optimizer.range.start > scheduler.range.start);
  const isEarlier = optimizers.some(
    (optimizer) => isWithin(optimizer) && optimizer.range.start < scheduler.range.start,
  );
  if (later === undefined || isEarlier) return [];
  return [
    found(
      scheduler.range,
      message(
        '{0}.step() stands before {1}.step(), which is on line {2}.',
        scheduler.receiver,
        later.receiver,
        later.range.line,
      ),
      message('Move it behind the update: otherwise the first value of the schedule is skipped.'),
    ),
  ];
}

function scaled(program: ExplainedProgram): Cause[] {
  const step = firstCall(program, scaler);
  if (step === null) return [];
  return [
    likely(
      step,
      message(
        'The gradient scaler skips updates whose gradients overflow, usually the first ones: then no optimizer.step() has been made yet.',
      ),
      message(
        'Harmless when it comes once. To be silent, step the scheduler only where scaler.get_scale() did not fall.',
      ),
    ),
  ];
}

function wrapped(program: ExplainedProgram): Cause[] {
  const made = firstCall(program, /lr_scheduler\.\w+$|get_\w*schedule\w*$/);
  return callsOf(program, /(?:amp\.initialize|\.prepare|DistributedOptimizer|hvd\.\w*Optimizer)$/)
    .filter(({ range }) => made !== null && range.start > made.start)
    .map(({ range }) =>
      likely(
        range,
        message('The optimizer is wrapped here, after the scheduler was made with the bare one.'),
        message('Make the scheduler after this line.'),
      ),
    );
}

/** `optimizer.step` is another function than the one that the scheduler watches. */
export const optimizerStepReplaced: FindCauses = (program) => [
  ...program.index.bindings
    .filter(({ name }) => /(?:^|\.)\w*optim\w*\.step$/i.test(name))
    .map(({ range, name }) =>
      found(range, message('{0} is replaced here.', name), message('Replace it before the scheduler is made.')),
    ),
  ...wrapped(program),
  possible(
    null,
    message('A library patched optimizer.step() after the scheduler was made.'),
    message('Make the scheduler last. The schedule itself goes on as it should.'),
  ),
];
