import { TensorFlowError, valueError } from './errors';
import type { Graph, Operation, Tensor } from './graph';
import type { Session } from './session';
import { copyValue, scalarOf, shapeText, type Value } from './value';
import { assign, globalVariables, Variable } from './variable';

/** What a checkpoint would hold: TensorFlow's prefix, and a value for each variable's key. */
export interface Checkpoint {
  readonly path: string;
  readonly values: ReadonlyMap<string, Value>;
}

/** Checkpoints in the order they were made: listed in memory, where TensorFlow writes files. */
export class CheckpointList {
  private readonly byPath = new Map<string, Checkpoint>();

  /** Adds a checkpoint; one of the same path is replaced and becomes the latest. */
  add(checkpoint: Checkpoint): void {
    this.byPath.delete(checkpoint.path);
    this.byPath.set(checkpoint.path, checkpoint);
  }

  delete(path: string): void {
    this.byPath.delete(path);
  }

  find(path: string): Checkpoint | null {
    return this.byPath.get(path) ?? null;
  }

  /** Oldest first. */
  get all(): readonly Checkpoint[] {
    return [...this.byPath.values()];
  }

  /** `tf.train.latest_checkpoint`, of this list or of one folder in it. */
  latest(folder: string | null = null): Checkpoint | null {
    return this.all.findLast(({ path }) => folder === null || path.startsWith(`${folder}/`)) ?? null;
  }
}

/** Options of `tf.train.Saver`. */
export interface SaverOptions {
  /** Variables, or variables by the key that they have in the checkpoint. By default all global ones. */
  readonly varList?: readonly Variable[] | ReadonlyMap<string, Variable> | null;
  readonly maxToKeep?: number;
  readonly padStepNumber?: boolean;
  /** Where checkpoints go, shared by whoever restores them. */
  readonly checkpoints?: CheckpointList;
}

/** What a save takes as its step: it names the file, and neither stores nor changes any variable. */
export type SaveStep = number | Variable | Tensor | string | null;

/** `tf.train.Saver` without files. */
export class Saver {
  /** What messages call one: a bundle has no names of classes. */
  static readonly title: string = 'a saver';

  readonly checkpoints: CheckpointList;
  private readonly variables: ReadonlyMap<string, Variable>;
  private readonly maxToKeep: number;
  private readonly padStepNumber: boolean;
  private readonly kept: string[] = [];
  /** Placeholder and assignments of a restore, made on first use. */
  private assignments: readonly (readonly [key: string, value: Tensor, assign: Operation])[] | null = null;

  constructor(
    private readonly graph: Graph,
    options: SaverOptions = {},
  ) {
    this.checkpoints = options.checkpoints ?? new CheckpointList();
    this.maxToKeep = options.maxToKeep ?? 5;
    this.padStepNumber = options.padStepNumber ?? false;
    this.variables = keyed(options.varList ?? globalVariables(graph));
    if (this.variables.size === 0) throw valueError('there are no variables to save');
  }

  /** Keys of the saved variables, in the order of the list. */
  get keys(): readonly string[] {
    return [...this.variables.keys()];
  }

  /** Adds a checkpoint and returns its prefix, `path-step` where a step is given. The oldest beyond `maxToKeep` go. */
  save(session: Session, path: string, globalStep: SaveStep = null): string {
    const step = globalStep === null ? null : this.stepNumber(session, globalStep);
    const name = step === null ? path : `${path}-${this.padStepNumber ? String(step).padStart(8, '0') : step}`;
    const list = [...this.variables];
    const values = session.run(list.map(([, variable]) => variable));
    const entries = list.map(([key], index): [string, Value] => [key, values[index] as Value]);
    this.checkpoints.add({ path: name, values: new Map(entries) });
    if (!this.kept.includes(name)) this.kept.push(name);
    while (this.maxToKeep > 0 && this.kept.length > this.maxToKeep)
      this.checkpoints.delete(this.kept.shift() as string);
    return name;
  }

  /** Puts a checkpoint's values into the variables; a key or a shape that does not fit is TensorFlow's error. */
  restore(session: Session, path: string): void {
    const checkpoint = this.checkpoints.find(path);
    if (checkpoint === null) throw valueError(`${path} is not a valid checkpoint`);
    this.assignments ??= [...this.variables].map(([key, variable]) => restoring(key, variable));
    const feeds = new Map<Tensor, Value>();
    for (const [key, placeholder] of this.assignments) {
      const value = checkpoint.values.get(key);
      if (value === undefined) throw new TensorFlowError('NotFoundError', `key ${key} not found in checkpoint`);
      if (value.dtype !== placeholder.dtype)
        throw new TensorFlowError(
          'InvalidArgumentError',
          `the checkpoint holds ${key} as ${value.dtype}, the variable is ${placeholder.dtype}`,
        );
      feeds.set(placeholder, copyValue(value));
    }
    session.run(
      this.assignments.map(([, , operation]) => operation),
      feeds,
    );
  }

  private named(name: string): Tensor {
    const tensor = this.graph.findTensor(name);
    if (tensor === null) throw new TensorFlowError('KeyError', `there is no tensor named ${name}`);
    return tensor;
  }

  private stepNumber(session: Session, given: Exclude<SaveStep, null>): number {
    if (typeof given === 'number') return Math.trunc(given);
    const [value] = session.run([typeof given === 'string' ? this.named(given) : given]);
    if (!value || value.data.length !== 1) throw typeError(value?.shape ?? null);
    return Math.trunc(scalarOf(value));
  }
}

const typeError = (shape: readonly number[] | null): TensorFlowError =>
  new TensorFlowError(
    'TypeError',
    `the step that names a checkpoint must be a scalar, not of shape ${shapeText(shape)}`,
  );

function keyed(given: readonly Variable[] | ReadonlyMap<string, Variable>): ReadonlyMap<string, Variable> {
  if (given instanceof Map) return given as ReadonlyMap<string, Variable>;
  const result = new Map<string, Variable>();
  for (const variable of given as readonly Variable[]) {
    if (!(variable instanceof Variable))
      throw new TensorFlowError('TypeError', 'a saver is given variables, and this is none');
    if (result.has(variable.opName)) throw valueError(`at least two variables have the same name: ${variable.opName}`);
    result.set(variable.opName, variable);
  }
  return result;
}

function restoring(key: string, variable: Variable): readonly [string, Tensor, Operation] {
  const { graph, dtype, shape } = variable;
  return graph.controlDependencies(null, () => {
    const placeholder = graph.createOperation('Placeholder', [], {
      name: 'save/restore',
      attributes: { dtype, shape },
    });
    return [key, placeholder.output, assign('Assign', variable.ref, placeholder.output, { name: 'save/Assign' }).op];
  });
}
