import { cast, constant, div, mul, reduce, scalarLike, select, unary, binary, add } from '../build';
import { valueError } from '../errors';
import { densify } from '../gradients';
import type { Graph, Operation, Tensor } from '../graph';
import { scalarValue } from '../value';
import { assign, Variable } from '../variable';
import { type ApplyInputs, type GradientAndVariable, type MinimizeOptions, Optimizer } from './optimizer';

/** How a dynamic scale moves: halved where a gradient is not finite, doubled after so many steps in which all were. */
export interface DynamicLossScale {
  readonly initial: number;
  readonly incrementPeriod: number;
  readonly multiplier: number;
}

/** TensorFlow's defaults of a dynamic scale. */
export const dynamicLossScale: DynamicLossScale = { initial: 2 ** 15, incrementPeriod: 2000, multiplier: 2 };

/**
 * `LossScaleOptimizer`: scales the loss and unscales the gradients. Under a dynamic scale a run whose gradients are not all finite skips
 * the update and the increment of the step with it; under a fixed one every run counts.
 */
export class LossScaleOptimizer extends Optimizer {
  private readonly scales = new Map<Graph, readonly [scale: Variable, goodSteps: Variable]>();

  constructor(
    private readonly inner: Optimizer,
    private readonly lossScale: number | DynamicLossScale = dynamicLossScale,
  ) {
    super(inner.name);
    if (typeof lossScale === 'number' && lossScale < 1) throw valueError('the loss scale must be at least 1');
  }

  override get learningRate(): Optimizer['learningRate'] {
    return this.inner.learningRate;
  }

  override computeGradients(loss: Tensor, options: MinimizeOptions = {}): GradientAndVariable[] {
    const scale = this.scaleIn(loss.graph);
    const pairs = this.inner.computeGradients(mul(loss, cast(scale, loss.dtype)), options);
    return pairs.map(([gradient, variable]) => {
      if (gradient === null) return [null, variable];
      const dense = densify(gradient);
      return [div(dense, cast(scale, dense.dtype)), variable];
    });
  }

  override applyGradients(pairs: readonly GradientAndVariable[], options: MinimizeOptions = {}): Operation {
    const [first] = pairs;
    if (first === undefined || typeof this.lossScale === 'number') return this.inner.applyGradients(pairs, options);
    const { graph } = first[1];
    const predicate = allFinite(graph, pairs);
    const applied = graph.withBranch({ predicate, taken: true }, () => {
      const train = this.inner.applyGradients(pairs, options);
      return graph.controlDependencies([train], () => constant(graph, scalarValue('bool', 1)));
    });
    const skipped = constant(graph, scalarValue('bool', 0));
    const merged = graph.createOperation('Cond', [predicate, applied, skipped]);
    return graph.createOperation('NoOp', [], {
      name: `${this.name}/loss_scale_update`,
      control: [merged, ...this.updateScale(graph, predicate, this.lossScale)],
    });
  }

  override getSlot(variable: Variable, name: string): Variable | null {
    return this.inner.getSlot(variable, name);
  }

  override getSlotNames(): string[] {
    return this.inner.getSlotNames();
  }

  override variables(): Variable[] {
    return [...this.inner.variables(), ...[...this.scales.values()].flat()];
  }

  protected override applyType(): string {
    throw new Error('the optimizer within applies');
  }

  protected override applyInputs(): ApplyInputs {
    throw new Error('the optimizer within applies');
  }

  private scaleIn(graph: Graph): Tensor {
    if (typeof this.lossScale === 'number') return constant(graph, scalarValue('float32', this.lossScale));
    return this.scaleVariables(graph, this.lossScale)[0].ref;
  }

  private scaleVariables(graph: Graph, { initial }: DynamicLossScale): readonly [Variable, Variable] {
    let found = this.scales.get(graph);
    if (found === undefined) {
      const make = (name: string, value: Tensor): Variable => new Variable(value, { name, trainable: false });
      found = graph.controlDependencies(null, () => [
        make('current_loss_scale', constant(graph, scalarValue('float32', initial))),
        make('good_steps', constant(graph, scalarValue('int64', 0))),
      ]);
      this.scales.set(graph, found);
    }
    return found;
  }

  /** The scale and the count of good steps after this run; both are read before either is written. */
  private updateScale(graph: Graph, areFinite: Tensor, dynamic: DynamicLossScale): Operation[] {
    const [scale, goodSteps] = this.scaleVariables(graph, dynamic);
    const good = add(goodSteps.ref, scalarLike(goodSteps.ref, 1));
    const isDue = binary('GreaterEqual', good, scalarLike(good, dynamic.incrementPeriod));
    const raised = mul(scale.ref, scalarLike(scale.ref, dynamic.multiplier));
    const usable = binary('LogicalAnd', isDue, unary('IsFinite', raised));
    const lowered = binary(
      'Maximum',
      div(scale.ref, scalarLike(scale.ref, dynamic.multiplier)),
      scalarLike(scale.ref, 1),
    );
    const nextScale = select(areFinite, select(usable, raised, add(scale.ref, scalarLike(scale.ref, 0))), lowered);
    const zero = scalarLike(good, 0);
    const nextGood = select(areFinite, select(isDue, zero, good), zero);
    return graph.controlDependencies([nextScale.op, nextGood.op], () => [
      assign('Assign', scale.ref, nextScale).op,
      assign('Assign', goodSteps.ref, nextGood).op,
    ]);
  }
}

function allFinite(graph: Graph, pairs: readonly GradientAndVariable[]): Tensor {
  const tests = pairs.flatMap(([gradient]) =>
    gradient === null ? [] : [reduce('All', unary('IsFinite', densify(gradient)), null)],
  );
  return tests.reduce((all, test) => binary('LogicalAnd', all, test), constant(graph, scalarValue('bool', 1)));
}
