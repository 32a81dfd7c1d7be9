import { message, type Message } from '../../base/message';
import type { GraphValue } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { type ArrayUse, InternedArrays } from '../interned-arrays';
import { spend } from '../reading';
import { recordedValue } from '../recorded-value';
import type { Value } from '../values';

/** Turns the program's values into recorded arguments, each array kept once. */
export class GraphValues {
  private readonly arrays = new InternedArrays();
  /** What is being recorded, in the words of a message, and where. */
  private use: ArrayUse = anyUse;

  /** A value as a recorded argument. */
  toGraph(value: Value): GraphValue {
    return recordedValue(value, (array) => this.arrays.intern(array, this.use));
  }

  /** The same; a message about an array that is too large says `what` it is for, and `span`. */
  toGraphFor(value: Value, what: (shape: string) => Message, span: Span): GraphValue {
    this.use = { what, span };
    try {
      return this.toGraph(value);
    } finally {
      this.use = anyUse;
    }
  }

  /** The arguments of a call by their places. */
  argumentsOf(name: string, args: readonly Value[], span: Span): GraphValue[] {
    const what = (shape: string): Message => message('an array of shape {0} that tf.{1} is given', shape, name);
    return args.map((value) => this.toGraphFor(value, what, span));
  }

  /** Equal values have equal texts; an array's is its number. */
  keyOf(value: GraphValue): string {
    switch (value.kind) {
      case 'array':
        return `a${this.arrays.numberOf(value.value.data)}`;
      case 'call':
        return `c${value.id}.${value.output ?? ''}`;
      case 'list':
        spend(value.items.length);
        return `[${value.items.map((item) => this.keyOf(item)).join(',')}]`;
      default:
        return JSON.stringify(value);
    }
  }
}

const anyUse: ArrayUse = { what: (shape) => message('an array of shape {0} that TensorFlow is given', shape) };
