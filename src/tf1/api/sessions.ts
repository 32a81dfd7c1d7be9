import { typeError } from '../errors';
import { Operation } from '../graph';
import { CheckpointSaverHook } from '../hooks/checkpoint-saver-hook';
import { LoggingTensorHook } from '../hooks/logging-tensor-hook';
import { NanTensorHook } from '../hooks/nan-tensor-hook';
import type { Cadence } from '../hooks/second-or-step-timer';
import type { SessionRunHook } from '../hooks/session-run-hook';
import { StepCounterHook } from '../hooks/step-counter-hook';
import { StopAtStepHook } from '../hooks/stop-at-step-hook';
import { SummarySaverHook } from '../hooks/summary-saver-hook';
import { MonitoredSession, monitoredTrainingSession } from '../monitored-session';
import { Saver } from '../saver';
import type { Fetch } from '../session';
import { Variable } from '../variable';
import { describe, tensorIn } from './argument';
import type { Call } from './call';
import { defineApi } from './registry';

// Builders of hooks, monitored sessions and savers.

const hookTypes = [
  StopAtStepHook,
  StepCounterHook,
  CheckpointSaverHook,
  SummarySaverHook,
  LoggingTensorHook,
  NanTensorHook,
] as const;

const isHook = (value: unknown): value is SessionRunHook => hookTypes.some((type) => value instanceof type);

function hooksOf(call: Call): SessionRunHook[] {
  return call.items('hooks').map((argument) => {
    if (argument.kind === 'object' && isHook(argument.value)) return argument.value;
    throw typeError(`hooks holds ${describe(argument)}, which is no hook`);
  });
}

const numberOrNull = (call: Call, name: string): number | null => (call.has(name) ? call.number(name) : null);

const cadence = (call: Call, seconds: string, steps: string): Cadence => ({
  everySecs: numberOrNull(call, seconds),
  everySteps: numberOrNull(call, steps),
});

function fetchOf(call: Call, name: string): Fetch {
  const argument = call.argument(name);
  if (argument.kind === 'object' && argument.value instanceof Operation) return argument.value;
  return call.tensor(name);
}

function loggedTensors(call: Call): Map<string, Fetch> {
  const argument = call.argument('tensors');
  const result = new Map<string, Fetch>();
  const entries: (readonly [string | null, typeof argument])[] =
    argument.kind === 'dict'
      ? argument.entries.map(([key, value]) => [key.kind === 'string' ? key.value : null, value])
      : call.items('tensors').map((value) => [null, value]);
  for (const [key, value] of entries) {
    const tensor = tensorIn(value) ?? (value.kind === 'string' ? call.graph.findTensor(value.value) : null);
    if (tensor === null) throw typeError(`tensors holds ${describe(value)}, which is no tensor`);
    result.set(key ?? tensor.name, tensor);
  }
  return result;
}

function saverVariables(call: Call): Variable[] | Map<string, Variable> | null {
  const argument = call.argument('var_list');
  if (argument.kind !== 'dict') return call.variables('var_list');
  return new Map(
    argument.entries.map(([key, value]): [string, Variable] => {
      if (key.kind !== 'string' || value.kind !== 'object' || !(value.value instanceof Variable))
        throw typeError('var_list must name variables');
      return [key.value, value.value];
    }),
  );
}

defineApi({
  'train.StopAtStepHook': (call) => new StopAtStepHook(call.intOrNull('num_steps'), call.intOrNull('last_step')),
  'train.StepCounterHook': (call) => new StepCounterHook(cadence(call, 'every_n_secs', 'every_n_steps')),
  'train.CheckpointSaverHook': (call) =>
    new CheckpointSaverHook({
      checkpointDir: call.text('checkpoint_dir') ?? '',
      cadence: cadence(call, 'save_secs', 'save_steps'),
      saver: call.objectOrNull('saver', Saver),
      basename: call.text('checkpoint_basename') ?? 'model.ckpt',
    }),
  'train.SummarySaverHook': (call) =>
    new SummarySaverHook(cadence(call, 'save_secs', 'save_steps'), fetchOf(call, 'summary_op')),
  'train.LoggingTensorHook': (call) =>
    new LoggingTensorHook(loggedTensors(call), {
      everyNIter: numberOrNull(call, 'every_n_iter'),
      everyNSecs: numberOrNull(call, 'every_n_secs'),
      atEnd: call.bool('at_end'),
    }),
  'train.NanTensorHook': (call) => new NanTensorHook(call.tensor('loss_tensor'), call.bool('fail_on_nan_loss')),
  'train.Saver': (call) =>
    new Saver(call.graph, {
      varList: saverVariables(call),
      maxToKeep: call.intOrNull('max_to_keep') ?? 0,
      padStepNumber: call.bool('pad_step_number'),
    }),
  'train.MonitoredSession': (call) => new MonitoredSession(call.graph, { hooks: hooksOf(call) }),
  'train.MonitoredTrainingSession': (call) =>
    monitoredTrainingSession(call.graph, {
      checkpointDir: call.text('checkpoint_dir'),
      hooks: hooksOf(call),
      saveCheckpointSecs: numberOrNull(call, 'save_checkpoint_secs'),
      saveCheckpointSteps: numberOrNull(call, 'save_checkpoint_steps'),
      logStepCountSteps: call.intOrNull('log_step_count_steps'),
    }),
});
