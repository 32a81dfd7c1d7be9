import { assertGlobalStep, createGlobalStep, getGlobalStep, getOrCreateGlobalStep } from '../global-step';
import { gradients } from '../gradients';
import type { Tensor } from '../graph';
import { ExponentialMovingAverage } from '../moving-average';
import { Variable } from '../variable';
import { type Argument, toTensor } from './argument';
import type { Call } from './call';
import { defineApi } from './registry';

const name = (call: Call, fallback: string): string => call.text('name') ?? fallback;

defineApi({
  gradients: (call) => {
    const gradYs = call.has('grad_ys') ? call.tensors('grad_ys') : null;
    const stopGradients = call.has('stop_gradients') ? call.tensors('stop_gradients') : [];
    return gradients(call.tensors('ys'), call.tensors('xs'), { gradYs, stopGradients });
  },

  'train.ExponentialMovingAverage': (call) =>
    new ExponentialMovingAverage(
      call.hyperparameter('decay'),
      call.has('num_updates') ? call.hyperparameter('num_updates') : null,
      call.bool('zero_debias'),
      name(call, 'ExponentialMovingAverage'),
    ),
  'ExponentialMovingAverage.apply': (call) => {
    const list = call.has('var_list') ? call.items('var_list').map((argument) => averaged(call, argument)) : null;
    return call.object('self', ExponentialMovingAverage).apply(list, call.graph);
  },
  'ExponentialMovingAverage.average': (call) =>
    call.object('self', ExponentialMovingAverage).average(averaged(call, call.argument('var'))),
  'ExponentialMovingAverage.average_name': (call) =>
    call.object('self', ExponentialMovingAverage).averageName(averaged(call, call.argument('var'))),

  'train.get_global_step': ({ graph }) => getGlobalStep(graph),
  'train.create_global_step': ({ graph }) => createGlobalStep(graph, graph.currentScope),
  'train.get_or_create_global_step': ({ graph }) => getOrCreateGlobalStep(graph, graph.currentScope),
  'train.assert_global_step': (call) => {
    const argument = call.argument('global_step_tensor');
    assertGlobalStep(argument.kind === 'object' ? argument.value : argument);
    return null;
  },
});

function averaged(call: Call, argument: Argument): Variable | Tensor {
  if (argument.kind === 'object' && argument.value instanceof Variable) return argument.value;
  return toTensor(call.graph, argument);
}
