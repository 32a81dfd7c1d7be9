import { atCall, namedIfExhausted, raisedIn } from './errors';
import { takeResults } from './expected-results';
import type { Operation, Tensor } from './graph';
import { type Kernel, opDefinition } from './op-registry';
import { at, noElements, shapeText, type Value } from './value';
import type { VariableStore } from './variable-store';
import { takesReference } from './ops/state';

/** In the place of a slot where an operation takes a variable's reference and does not read it. */
export const referenceOnly = -1;
/** Where an input comes from: a slot, or a variable's storage, which is read when the operation runs. */
export type Source = number | Operation;

/** One kernel call: the operation, and the slots or variables that it reads. */
export interface Instruction {
  readonly operation: Operation;
  readonly kernel: Kernel;
  readonly inputs: readonly Source[];
  /** Slot of the first output; the others follow. */
  readonly output: number;
  /** Positions of earlier instructions whose death is this one's. */
  readonly control: readonly number[];
  /** Slot of a branch's predicate, where it matters whether the branch is taken. */
  readonly predicate: Source | null;
}

const placeholderValue: Value = { dtype: 'bool', shape: [], data: new Uint8Array(1) };

function isFed(outputs: readonly Tensor[], fed: ReadonlyMap<Tensor, number>): boolean {
  return outputs.length > 0 && outputs.every((output) => fed.has(output));
}

/** Values of fewer elements are held until the next run: letting them go gains nothing. */
const fewElements = 1024;

/** A fixed list of kernel calls over numbered slots: one run of a session, in order, on tfjs's kernels. */
export class KernelProgram {
  readonly instructions: readonly Instruction[];
  private readonly slots = new Map<Tensor, number>();
  private readonly values: (Value | null)[];
  private readonly dead: Uint8Array;
  /** For each instruction, the slots whose elements nothing asks for once it was executed. */
  private releases: readonly (readonly number[])[] = [];

  constructor(
    readonly order: readonly Operation[],
    readonly fed: readonly Tensor[],
    readonly store: VariableStore,
  ) {
    for (const tensor of fed) this.slots.set(tensor, this.slots.size);
    let next = this.slots.size;
    const position = new Map<Operation, number>();
    this.instructions = order
      .filter(({ outputs, type }) => type !== 'VariableV2' && !isFed(outputs, this.slots))
      .map((operation, index): Instruction => {
        const output = next;
        for (const tensor of operation.outputs) {
          if (!this.slots.has(tensor)) this.slots.set(tensor, next);
          next++;
        }
        position.set(operation, index);
        return {
          operation,
          kernel: opDefinition(operation.type).kernel,
          inputs: operation.inputs.map((input, which) =>
            which === 0 && takesReference.has(operation.type) ? referenceOnly : this.sourceOf(input),
          ),
          output,
          control: operation.controlInputs.flatMap((control) => position.get(control) ?? []),
          predicate: this.conditionalSlot(operation),
        };
      });
    this.values = new Array<Value | null>(next).fill(null);
    this.dead = new Uint8Array(this.instructions.length);
  }

  /** Runs once with these values for `fed`, in its order. */
  run(feeds: readonly Value[]): void {
    const { values, dead } = this;
    feeds.forEach((value, index) => {
      values[index] = value;
    });
    this.instructions.forEach((instruction, index) => {
      const { operation, inputs, output } = instruction;
      const isDead = this.isDead(instruction);
      dead[index] = isDead ? 1 : 0;
      if (isDead) {
        for (let k = 0; k < operation.outputs.length; k++) values[output + k] = null;
        return;
      }
      const results = atCall(operation.call, () => {
        const given = inputs.map((source) => {
          if (typeof source !== 'number') return this.store.readVariable(source);
          return source === referenceOnly ? placeholderValue : (values[source] as Value);
        });
        return this.execute(instruction, given);
      });
      for (let k = 0; k < results.length; k++) values[output + k] = results[k] as Value;
      for (const slot of this.releases[index] ?? []) this.release(slot);
    });
  }

  /** Lets go of all values but those of the slots in `lasting` as soon as no later instruction reads them: of the others, shape and dtype stay. */
  keepOnly(lasting: ReadonlySet<number>): void {
    const lastReader = new Map<number, number>();
    this.instructions.forEach(({ operation, inputs, output, predicate }, index) => {
      for (let k = 0; k < operation.outputs.length; k++) lastReader.set(output + k, index);
      for (const source of [...inputs, predicate])
        if (typeof source === 'number' && source !== referenceOnly) lastReader.set(source, index);
    });
    const releases = this.instructions.map((): number[] => []);
    for (const [slot, index] of lastReader)
      if (slot >= this.fed.length && !lasting.has(slot)) releases[index]?.push(slot);
    this.releases = releases;
  }

  /** Lets go of every large value of the last run, but for its shape and dtype: another function has taken over. */
  releaseAll(): void {
    for (let slot = 0; slot < this.values.length; slot++) this.release(slot);
  }

  private release(slot: number): void {
    const value = this.values[slot];
    if (value && value.data.length > fewElements) this.values[slot] = { ...value, data: noElements(value.dtype) };
  }

  private execute({ kernel, operation }: Instruction, given: readonly Value[]): readonly Value[] {
    try {
      takeResults(operation, given);
      return kernel(given, operation, this.store);
    } catch (error) {
      const shapes = `inputs of shape ${given.map(({ shape }) => shapeText(shape)).join(' and ')}`;
      const what = given.length === 0 ? undefined : shapes;
      const raised = raisedIn(`${operation.name} (${operation.type})`, 'InvalidArgumentError', error, what);
      throw namedIfExhausted(operation, raised);
    }
  }

  /** What a tensor was in the last run, if it was to be kept: a variable's live storage for a reference, not a copy. */
  valueOf(tensor: Tensor): Value {
    const source = this.sourceOf(tensor);
    if (typeof source !== 'number') return this.store.readVariable(source);
    const value = this.values[source];
    if (!value) throw new Error(`${tensor.name} was not computed`);
    return value;
  }

  /** Slot of a tensor that this program computes or is fed. */
  slotOf(tensor: Tensor): number {
    const slot = this.slots.get(tensor);
    if (slot === undefined) throw new Error(`${tensor.name} is not part of the run`);
    return slot;
  }

  /** What a slot held after the last run; null where nothing was computed. */
  slotValue(slot: number): Value | null {
    return this.values[slot] ?? null;
  }

  /** Where a tensor of this run comes from. */
  sourceOf(tensor: Tensor): Source {
    return tensor.op.type === 'VariableV2' && !this.slots.has(tensor) ? tensor.op : this.slotOf(tensor);
  }

  /** An operation that writes runs only where its branch is taken; the others are harmless on both sides. */
  private conditionalSlot({ branch, type }: Operation): Source | null {
    return branch === null || opDefinition(type).writes !== true ? null : this.sourceOf(branch.predicate);
  }

  private isDead({ operation, inputs, control, predicate }: Instruction): boolean {
    if (predicate !== null) {
      const value = typeof predicate === 'number' ? this.values[predicate] : this.store.readVariable(predicate);
      if (!value || (at(value.data, 0) !== 0) !== operation.branch?.taken) return true;
    }
    if (control.some((index) => at(this.dead, index) === 1)) return true;
    const isMissing = (source: Source | undefined): boolean =>
      typeof source === 'number' && source !== referenceOnly && this.values[source] === null;
    return operation.type === 'Cond' ? isMissing(inputs[0]) : inputs.some(isMissing);
  }
}
