import type { Signature } from '../../frameworks/signature';
import { optimizerNames, optimizerRecord, optimizerSignatures } from '../../frameworks/tensorflow1/optimizers';
import type { OptimizerRecord } from '../../frameworks/tensorflow1/optimizers/record';
import { typeError, valueError } from '../errors';
import {
  type GradientAndVariable,
  type Hyperparameter,
  type MinimizeOptions,
  Optimizer,
} from '../optimizers/optimizer';
import { RecordedOptimizer } from '../optimizers/recorded-optimizer';
import { IndexedSlices } from '../op-registry';
import { Variable } from '../variable';
import { tensorIn, toTensor } from './argument';
import type { Call } from './call';
import { type Builder, defineApi } from './registry';

/** What `minimize` and `apply_gradients` are passed as the step: an object, or a literal that raises later. */
function stepArgument(call: Call): unknown {
  const argument = call.argument('global_step');
  if (argument.kind === 'none') return null;
  if (argument.kind === 'object') return argument.value;
  if (argument.kind === 'list') return argument.items;
  return argument.kind === 'int' || argument.kind === 'float' ? argument.value : argument.kind;
}

function minimizeOptions(call: Call): MinimizeOptions {
  const gate = call.argument('gate_gradients');
  if (gate.kind === 'int' && ![0, 1, 2].includes(gate.value))
    throw valueError('gate_gradients must be one of GATE_NONE, GATE_OP, GATE_GRAPH');
  return {
    globalStep: stepArgument(call),
    varList: call.variables('var_list'),
    gradLoss: call.has('grad_loss') ? call.tensor('grad_loss') : null,
    name: call.text('name'),
  };
}

function pairsOf(call: Call): GradientAndVariable[] {
  return call.items('grads_and_vars').map((pair): GradientAndVariable => {
    const [gradient, variable] = pair.kind === 'list' ? pair.items : [];
    if (variable?.kind !== 'object' || !(variable.value instanceof Variable))
      throw typeError('grads_and_vars must be a list of (gradient, variable)');
    if (gradient === undefined || gradient.kind === 'none') return [null, variable.value];
    if (gradient.kind === 'object' && gradient.value instanceof IndexedSlices) return [gradient.value, variable.value];
    return [toTensor(call.graph, gradient, tensorIn(gradient) === null ? variable.value.dtype : null), variable.value];
  });
}

/** Makes an optimizer by its record: flags and slots' initial values are Python's, all else may be tensors. */
function recordedOptimizer(record: OptimizerRecord, { parameters }: Signature, call: Call): RecordedOptimizer {
  const initial = new Set(
    record.updates
      .flatMap(({ slots }) => slots)
      .flatMap((slot) => (typeof slot.initial === 'number' ? [] : [slot.initial.parameter])),
  );
  const given = new Map<string, Hyperparameter>();
  const flags = new Set<string>();
  for (const { name, fallback } of parameters) {
    if (fallback?.kind === 'bool') {
      if (call.bool(name)) flags.add(name);
    } else if (fallback === null || fallback.kind === 'int' || fallback.kind === 'float')
      given.set(name, initial.has(name) ? call.number(name) : call.hyperparameter(name));
  }
  return new RecordedOptimizer(record, given, flags, call.text('name') ?? '');
}

defineApi(
  Object.fromEntries(
    optimizerNames.map((name): [string, Builder] => [
      `train.${name}`,
      (call) => recordedOptimizer(optimizerRecord(name), optimizerSignatures[name], call),
    ]),
  ),
);

defineApi({
  'Optimizer.minimize': (call) => call.object('self', Optimizer).minimize(call.tensor('loss'), minimizeOptions(call)),
  'Optimizer.compute_gradients': (call) =>
    call
      .object('self', Optimizer)
      .computeGradients(call.tensor('loss'), minimizeOptions(call))
      .map((pair) => [...pair]),
  'Optimizer.apply_gradients': (call) =>
    call.object('self', Optimizer).applyGradients(pairsOf(call), minimizeOptions(call)),
  'Optimizer.get_slot': (call) =>
    call.object('self', Optimizer).getSlot(call.object('var', Variable), call.text('name') ?? ''),
  'Optimizer.get_slot_names': (call) => call.object('self', Optimizer).getSlotNames(),
  'Optimizer.get_name': (call) => call.object('self', Optimizer).name,
  'Optimizer.variables': (call) => call.object('self', Optimizer).variables(),
});
