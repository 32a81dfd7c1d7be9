import { message } from '../../base/message';
import { own } from '../../base/own';
import type { Tensor } from '../graph';
import { type KernelProgram, referenceOnly, type Source } from '../kernel-program';
import { opDefinition } from '../op-registry';
import { item } from '../value';
import type { View } from './ir';
import { arrayLowerings } from './lower-array';
import { elementwiseLowerings } from './lower-elementwise';
import { hasOwnArithmetic, kernelCallLowerings, raisingKernel } from './lower-kernel-call';
import { matmul } from './lower-matmul';
import { nnLowerings } from './lower-nn';
import { reduceLowerings } from './lower-reduce';
import { shapeOnly, stateLowerings } from './lower-state';
import { type Call, type Lower, type Lowering, NotCompiled } from './lowering';

const lowerings: Readonly<Record<string, Lower>> = {
  ...elementwiseLowerings,
  ...reduceLowerings,
  ...arrayLowerings,
  ...nnLowerings,
  ...stateLowerings,
  ...kernelCallLowerings,
  MatMul: matmul,
};

const isConstant = (view: View | null): boolean => view?.storage.origin.kind === 'constant';

/** Lowers one session run of a step; `feeds` are shared by the parts that are fed the same tensor. */
export class PartLowering {
  private readonly views: (View | null)[] = [];

  constructor(
    private readonly lowering: Lowering,
    private readonly program: KernelProgram,
    feeds: ReadonlyMap<Tensor, View>,
  ) {
    program.fed.forEach((tensor, index) => {
      this.views[index] = feeds.get(tensor) ?? null;
    });
    for (const instruction of program.instructions) this.instruction(instruction);
  }

  view(tensor: Tensor): View {
    return this.from(this.program.sourceOf(tensor));
  }

  private from(source: Source): View {
    if (typeof source !== 'number') return this.lowering.variable(source);
    const view = this.views[source];
    if (!view) throw new NotCompiled(message('a value is missing'));
    return view;
  }

  private instruction({ operation, inputs, output, predicate }: KernelProgram['instructions'][number]): void {
    if (predicate !== null) throw new NotCompiled(message('{0} writes in a branch', operation.name));
    const results = operation.outputs.map((_, index) => {
      const value = this.program.slotValue(output + index);
      if (value === null) throw new NotCompiled(message('{0} was not executed', operation.name));
      return value;
    });
    const views = inputs.map((source) => (source === referenceOnly ? null : this.from(source)));
    const { random, writes } = opDefinition(operation.type);
    const isFixed = random !== true && writes !== true && (shapeOnly.has(operation.type) || views.every(isConstant));
    const outputs = isFixed
      ? results.map((value) => this.lowering.constant(value))
      : this.lower({ operation, inputs: views, results });
    outputs.forEach((view, index) => {
      if (view.shape.join() !== item(results, index).shape.join())
        throw new NotCompiled(message('{0} would have another shape', operation.name));
      this.views[output + index] = view;
    });
  }

  private lower(call: Call): readonly View[] {
    const lower = hasOwnArithmetic(call) ? raisingKernel : own(lowerings, call.operation.type);
    if (lower === undefined) throw new NotCompiled(message('{0} has no compiled form', call.operation.type));
    return lower(this.lowering, call);
  }
}
