import { type Group, needsAxes } from './group';
import {
  type Access,
  isLinear,
  isUniform,
  linearStrides,
  literal,
  type LoopNode,
  type Node,
  type Read,
  type ReduceNode,
  rounded,
  type Storage,
} from './ir';
import { item, sizeOf } from '../value';

/** An index as an expression of the names of the axes. */
function indexOf(names: readonly string[], strides: readonly number[], offset: number): string {
  const terms = names.flatMap((name, axis) => {
    const stride = item(strides, axis);
    return stride === 0 ? [] : [stride === 1 ? name : `${name} * ${literal(stride)}`];
  });
  if (offset !== 0 || terms.length === 0) terms.push(literal(offset));
  return terms.join(' + ');
}

/** The arrays behind the names of the generated function. */
export interface StepMemory extends Pick<Access, 'address' | 'scratch'> {
  /** The name of a storage's array, which is made when it is first asked for. */
  arrayOf(storage: Storage): string;
  /** The name of an array of double precision. */
  accumulators(size: number): string;
}

/** Writes the statements of one step. Scalars live in locals of the step, everything else in loops' locals or arrays. */
export class Emitter implements Access {
  readonly lines: string[] = [];
  private count = 0;
  /** Locals of size-1 temporaries, and what a group knows of elements. */
  private readonly scalars = new Map<Storage, string>();

  constructor(private readonly memory: StepMemory) {}

  readonly fresh = (): string => `v${this.count++}`;

  arrayOf(storage: Storage): string {
    return this.memory.arrayOf(storage);
  }

  readonly array = (storage: Storage): string => this.memory.arrayOf(storage);

  accumulators(size: number): string {
    return this.memory.accumulators(size);
  }

  readonly address: Access['address'] = (storage, lines) => this.memory.address(storage, lines);

  readonly scratch: Access['scratch'] = (size) => this.memory.scratch(size);

  readonly element = (storage: Storage, index: string): string => {
    if (storage.literal !== null) return literal(storage.literal);
    const scalar = this.scalars.get(storage);
    if (scalar !== undefined) return scalar;
    return `${this.arrayOf(storage)}[${storage.size === 1 ? '0' : index}]`;
  };

  readonly set = (storage: Storage, index: string, value: string): string => {
    const scalar = this.scalars.get(storage);
    if (scalar !== undefined) return `${scalar} = ${rounded(storage.dtype, value)};`;
    return `${this.arrayOf(storage)}[${index}] = ${value};`;
  };

  emit(groups: readonly Group[]): void {
    for (const { space, nodes } of groups) {
      if (space === null) this.block(nodes);
      else if (space.length === 0) this.straight(nodes);
      else this.loop(space, nodes);
    }
  }

  private block(nodes: readonly Node[]): void {
    for (const node of nodes) {
      if (node.kind !== 'block') continue;
      for (const storage of node.writes)
        if (storage.size === 1 && storage.origin.kind === 'temporary') this.declare(storage, '0', 'let');
      this.lines.push(...node.emit(this));
    }
  }

  private declare(storage: Storage, value: string, how: 'let' | 'const' = 'const'): string {
    const name = this.fresh();
    this.lines.push(`${how} ${name} = ${value};`);
    this.scalars.set(storage, name);
    return name;
  }

  /** Nodes over a single element: statements of the step itself. */
  private straight(nodes: readonly Node[]): void {
    const known = new Map<string, string>();
    const read = ({ storage, offset }: Read): string => {
      const text = this.element(storage, String(offset));
      if (!text.endsWith(']')) return text;
      let name = known.get(text);
      if (name === undefined) {
        name = this.fresh();
        this.lines.push(`const ${name} = ${text};`);
        known.set(text, name);
      }
      return name;
    };
    for (const node of nodes) {
      if (node.kind === 'reduce') {
        const { fold, target } = node;
        const next = fold.next(fold.start, read(node.read));
        this.declare(target, rounded(target.dtype, fold.finish(`(${next})`)));
      } else if (node.kind === 'loop') {
        const { statements, results } = node.body(node.reads.map(read), this.fresh);
        this.lines.push(...statements);
        const names = results.map((result) => {
          const name = this.fresh();
          this.lines.push(`const ${name} = ${result};`);
          return name;
        });
        node.writes.forEach((storage, index) => {
          const name = item(names, index);
          if (storage.origin.kind === 'temporary') {
            this.scalars.set(storage, name);
            return;
          }
          const text = `${this.arrayOf(storage)}[0]`;
          this.lines.push(`${text} = ${name};`);
          known.set(text, name);
        });
      }
    }
  }

  /** One loop, nested where an axis is read by itself, over nodes of the same space. */
  private loop(space: readonly number[], nodes: readonly Node[]): void {
    const lengths = nodes.some(needsAxes) ? [...space] : [sizeOf(space)];
    const names = lengths.map(() => this.fresh());
    const linear = indexOf(names, linearStrides(lengths), 0);
    const position = lengths.length === 1 ? item(names, 0) : this.fresh();
    const body = new LoopBodyWriter(this, lengths, names, position);
    for (const node of nodes) {
      if (node.kind === 'reduce') body.reduce(node);
      else if (node.kind === 'loop') body.loop(node);
    }
    this.lines.push(...body.before);
    lengths.forEach((length, axis) => {
      const name = item(names, axis);
      this.lines.push(`for (let ${name} = 0; ${name} < ${length}; ${name}++) {`, ...item(body.openings, axis));
    });
    if (lengths.length > 1) this.lines.push(`const ${position} = ${linear};`);
    this.lines.push(...body.lines);
    for (let axis = lengths.length - 1; axis >= 0; axis--) this.lines.push(...item(body.closings, axis), '}');
    for (const finish of body.after) finish((storage, value) => this.declare(storage, value));
  }
}

/** Collects what stands before, within and after a loop. */
class LoopBodyWriter {
  readonly before: string[] = [];
  readonly lines: string[] = [];
  /** By axis: what stands at the beginning of its loop, and at the end. */
  readonly openings: string[][];
  readonly closings: string[][];
  readonly after: ((declare: (storage: Storage, value: string) => void) => void)[] = [];
  private readonly known = new Map<string, string>();
  /** Elements that this loop has computed. */
  private readonly current = new Map<Storage, string>();

  constructor(
    private readonly emitter: Emitter,
    private readonly lengths: readonly number[],
    private readonly names: readonly string[],
    private readonly position: string,
  ) {
    this.openings = lengths.map(() => []);
    this.closings = lengths.map(() => []);
  }

  loop(node: LoopNode): void {
    const { emitter } = this;
    const { statements, results } = node.body(
      node.reads.map((read) => this.read(read, node.space)),
      emitter.fresh,
    );
    this.lines.push(...statements);
    const names = results.map((result) => {
      const name = emitter.fresh();
      this.lines.push(`const ${name} = ${result};`);
      return name;
    });
    node.writes.forEach((storage, index) => {
      this.current.set(storage, item(names, index));
      if (storage.isKept || storage.origin.kind === 'variable')
        this.lines.push(`${emitter.arrayOf(storage)}[${this.position}] = ${item(names, index)};`);
    });
  }

  reduce(node: ReduceNode): void {
    const { fold, target } = node;
    const element = this.read(node.read, node.space);
    const axes = node.space.flatMap((length, axis) => (length === 1 ? [] : [axis]));
    const isReduced = this.lengths.map((_, index) =>
      this.lengths.length === axes.length ? node.axes.includes(item(axes, index)) : true,
    );
    const inner = isReduced.lastIndexOf(false) + 1;
    if (isReduced.slice(0, inner).includes(true)) this.scattered(node, element, isReduced);
    else {
      // The reduced axes are the innermost: one accumulator, open while they are gone through.
      const sum = this.emitter.fresh();
      const open = inner === 0 ? this.before : item(this.openings, inner - 1);
      open.push(`let ${sum} = ${fold.start};`);
      this.lines.push(`${sum} = ${fold.next(sum, element)};`);
      const value = rounded(target.dtype, fold.finish(sum));
      if (target.size === 1) {
        this.after.push((declare) => {
          declare(target, value);
        });
      } else {
        const kept = this.lengths.slice(0, inner);
        const index = indexOf(this.names.slice(0, inner), linearStrides(kept), 0);
        item(this.closings, inner - 1).push(`${this.emitter.arrayOf(target)}[${index}] = ${value};`);
        target.isKept = true;
      }
    }
  }

  /** A reduction over outer axes: an accumulator in double precision for each result. */
  private scattered({ fold, target }: ReduceNode, element: string, isReduced: readonly boolean[]): void {
    const { emitter } = this;
    const sums = emitter.accumulators(target.size);
    const kept = this.lengths.filter((_, axis) => !item(isReduced, axis));
    const names = this.names.filter((_, axis) => !item(isReduced, axis));
    const index = indexOf(names, linearStrides(kept), 0);
    const n = emitter.fresh();
    this.before.push(`${sums}.fill(${fold.start});`);
    this.lines.push(`${sums}[${index}] = ${fold.next(`${sums}[${index}]`, element)};`);
    target.isKept = true;
    this.after.push(() => {
      emitter.lines.push(
        `for (let ${n} = 0; ${n} < ${target.size}; ${n}++)`,
        `${emitter.arrayOf(target)}[${n}] = ${fold.finish(`${sums}[${n}]`)};`,
      );
    });
  }

  private read(read: Read, space: readonly number[]): string {
    const { storage, offset, strides } = read;
    const { emitter } = this;
    if (isUniform(read, space)) return this.bound(this.before, emitter.element(storage, String(offset)));
    if (isLinear(read, space)) {
      return this.current.get(storage) ?? this.bound(this.lines, emitter.element(storage, this.position));
    }
    const own = strides.filter((_, axis) => item(space, axis) !== 1);
    return this.bound(this.lines, emitter.element(storage, indexOf(this.names, own, offset)));
  }

  /** An expression bound to a name, once; what is a name or a number already is not. */
  private bound(lines: string[], text: string): string {
    if (!text.endsWith(']')) return text;
    let name = this.known.get(text);
    if (name === undefined) {
      name = this.emitter.fresh();
      lines.push(`const ${name} = ${text};`);
      this.known.set(text, name);
    }
    return name;
  }
}
