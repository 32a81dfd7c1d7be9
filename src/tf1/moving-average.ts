import { add, binary, cast, constant, div, mul, pow, scalarLike, sub } from './build';
import { typeError, valueError } from './errors';
import { type Graph, GraphKeys, type Operation, Tensor } from './graph';
import { isFullyDefined } from './shape';
import { emptyValue, isFloating, scalarValue } from './value';
import { assign, trainableVariables, Variable } from './variable';

/** What one `apply` made: the operation that updates the averages, and what it computes them with. */
export interface AveragesUpdate {
  readonly done: Operation;
  /** The decay that the averages are updated with, and the number of updates that it is limited by; null where none is given. */
  readonly decay: Tensor;
  readonly count: Tensor | null;
  /** The decay as it is passed. */
  readonly limit: Tensor;
  readonly averages: readonly UpdatedAverage[];
}

/** The average of a variable or tensor. `difference` is the shadow less the value, as the update takes it; null of a debiased one. */
export interface UpdatedAverage {
  readonly target: Variable | Tensor;
  readonly shadow: Variable;
  readonly difference: Tensor | null;
}

/** The decay of an update, and what it is computed from. */
type EffectiveDecay = Pick<AveragesUpdate, 'decay' | 'count' | 'limit'>;

/** `tf.train.ExponentialMovingAverage`: shadow -= (1 - d) * (shadow - value), d at most `(1 + n) / (10 + n)` where n counts updates. */
export class ExponentialMovingAverage {
  /** What messages call one: a bundle has no names of classes. */
  static readonly title: string = 'a moving average';

  private readonly shadows = new Map<Variable | Tensor, Variable>();
  private readonly made: AveragesUpdate[] = [];

  constructor(
    private readonly decay: number | Tensor,
    /** A tensor that is read on each run; a number is baked in. A step that nothing moves keeps d at 0.1. */
    private readonly numUpdates: number | Tensor | Variable | null = null,
    private readonly zeroDebias = false,
    readonly name = 'ExponentialMovingAverage',
  ) {}

  /** Makes the shadows, and returns the operation that updates them; its order after the train op is the caller's affair. */
  apply(list: readonly (Variable | Tensor)[] | null, graph: Graph): Operation {
    const targets = list ?? trainableVariables(graph);
    for (const target of targets) this.track(target);
    const effective = this.effectiveDecay(graph);
    const updates = targets.map((target) => this.update(target, effective.decay));
    const done = graph.createOperation('NoOp', [], {
      name: this.name,
      control: updates.map(({ operation }) => operation),
    });
    this.made.push({ done, ...effective, averages: updates.map(({ average }) => average) });
    return done;
  }

  /** What each `apply` made, in order. */
  get updates(): readonly AveragesUpdate[] {
    return this.made;
  }

  /** The shadow of a variable or tensor, or null where it is not averaged. */
  average(target: Variable | Tensor): Variable | null {
    return this.shadows.get(target) ?? null;
  }

  /** The name that the shadow has in a checkpoint. */
  averageName(target: Variable | Tensor): string {
    return (
      this.shadows.get(target)?.opName ?? `${target instanceof Variable ? target.opName : target.op.name}/${this.name}`
    );
  }

  private track(target: Variable | Tensor): void {
    if (!isFloating(target.dtype)) throw typeError(`${target.name} is ${target.dtype}: averages are of floats`);
    if (this.shadows.has(target)) throw valueError(`the moving average of ${target.name} is computed already`);
    const { graph } = target;
    const shadow = graph.controlDependencies(null, () =>
      graph.withScope('', () => {
        const name = `${target instanceof Variable ? target.opName : target.op.name}/${this.name}`;
        return new Variable(this.initialValue(target), { name, trainable: false });
      }),
    );
    this.shadows.set(target, shadow);
    if (target instanceof Variable && !graph.getCollection(GraphKeys.MOVING_AVERAGE_VARIABLES).includes(target))
      graph.addToCollection(GraphKeys.MOVING_AVERAGE_VARIABLES, target);
  }

  private initialValue(target: Variable | Tensor): Tensor {
    const { graph } = target;
    if (target instanceof Variable)
      return graph.createOperation('InitializedValue', [target.ref, target.initialValue]).output;
    if (!isFullyDefined(target.shape)) throw valueError(`the shape of ${target.name} must be known to average it`);
    return constant(graph, emptyValue(target.dtype, target.shape));
  }

  private effectiveDecay(graph: Graph): EffectiveDecay {
    const limit =
      this.decay instanceof Tensor ? this.decay : constant(graph, scalarValue('float32', this.decay), 'decay');
    if (this.numUpdates === null) return { decay: limit, count: null, limit };
    const given = this.numUpdates instanceof Variable ? this.numUpdates.ref : this.numUpdates;
    const updates = given instanceof Tensor ? cast(given, 'float32') : constant(graph, scalarValue('float32', given));
    const ratio = div(add(scalarLike(updates, 1), updates), add(scalarLike(updates, 10), updates));
    return { decay: binary('Minimum', limit, ratio), count: updates, limit };
  }

  private update(
    target: Variable | Tensor,
    decay: Tensor,
  ): { readonly operation: Operation; readonly average: UpdatedAverage } {
    const shadow = this.shadows.get(target) as Variable;
    const value = target instanceof Variable ? target.ref : target;
    const rest = cast(sub(scalarLike(decay, 1), decay), value.dtype);
    if (this.zeroDebias && target instanceof Tensor)
      return { operation: zeroDebiased(shadow, value, rest), average: { target, shadow, difference: null } };
    const difference = sub(shadow.ref, value);
    const operation = assign('AssignSub', shadow.ref, mul(difference, rest)).op;
    return { operation, average: { target, shadow, difference } };
  }
}

/** The average as if it had not started from 0: the biased sum over 1 - d^updates. */
function zeroDebiased(shadow: Variable, value: Tensor, rest: Tensor): Operation {
  const { graph } = shadow;
  const zero = (name: string, initial: Tensor): Variable =>
    graph.controlDependencies(
      null,
      () => new Variable(initial, { name: `${shadow.opName}/${name}`, trainable: false }),
    );
  const biased = zero('biased', shadow.initialValue);
  const localStep = zero('local_step', constant(graph, scalarValue(value.dtype, 0)));
  const sum = assign('AssignSub', biased.ref, mul(sub(biased.ref, value), rest));
  const count = assign('AssignAdd', localStep.ref, scalarLike(value, 1));
  const kept = sub(scalarLike(rest, 1), rest);
  return assign('Assign', shadow.ref, div(sum, sub(scalarLike(rest, 1), pow(kept, count)))).op;
}
