import { message } from '../base/message';
import type { Schedule } from '../schedules/schedule';
import { type OptimizerLibrary, optimizerText } from './optimizer';
import { checkLength, type PortRequest } from './port-request';
import { assignCall, type CodeLine, floatText, importLines, steppedInOrder } from './python-text';
import { pythonMaths, rateFunction, rateFunctionName } from './rate-function';
import { schedulerClass } from './pytorch-scheduler';

const pytorch = (rate: string): OptimizerLibrary => ({
  key: 'pytorch',
  title: 'PyTorch',
  module: 'torch.optim',
  first: [
    [null, 'model.parameters()'],
    ['lr', rate],
  ],
  carrier: 'SGD',
});

/** PyTorch's form: a scheduler class where one is numerically equal, else LambdaLR over the formula itself. */
export function pytorchText({ schedule, optimizer, steps }: PortRequest): CodeLine[] {
  checkLength(schedule);
  const { imports, before, rate, after } = pytorchRate(schedule, steps);
  return [
    ...importLines(imports),
    'import torch',
    '',
    ...before,
    ...optimizerText(optimizer, pytorch(rate), schedule.kind === 'constant'),
    ...after,
    ...(schedule.kind === 'constant' ? [] : steppedInOrder),
    '',
  ];
}

/** The parts of the text around the optimizer; `rate` is what the optimizer is passed. */
interface PytorchRate {
  readonly imports: readonly string[];
  readonly before: readonly CodeLine[];
  readonly rate: string;
  readonly after: readonly CodeLine[];
}

function pytorchRate(schedule: Schedule, steps: number | null): PytorchRate {
  if (schedule.kind === 'constant')
    return { imports: [], before: [], rate: floatText(schedule.learningRate), after: [] };
  const equal = schedulerClass(schedule, steps);
  if (equal !== null) {
    const after = [
      ...(equal.note === null ? [] : [equal.note]),
      assignCall('scheduler', `torch.optim.lr_scheduler.${equal.name}`, [[null, 'optimizer'], ...equal.args]),
    ];
    const usesMath = equal.args.some(([, text]) => text.includes('math.'));
    return { imports: usesMath ? [pythonMaths.imported] : [], before: [], rate: floatText(equal.rate), after };
  }
  const { imports, lines } = rateFunction(schedule, pythonMaths);
  return {
    imports,
    before: [
      ...lines,
      message('LambdaLR multiplies by what the function returns, which is the whole rate: hence the 1.0.'),
    ],
    rate: '1.0',
    after: [
      assignCall('scheduler', 'torch.optim.lr_scheduler.LambdaLR', [
        [null, 'optimizer'],
        [null, rateFunctionName],
      ]),
    ],
  };
}
