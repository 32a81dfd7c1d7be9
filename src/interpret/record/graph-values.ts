import { message, type Message } from '../../base/message';
import { type Formula, mapArrays } from '../../base/formula';
import type { GraphArray, GraphValue } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { type ArrayUse, InternedArrays } from '../interned-arrays';
import { spend } from '../reading';
import { recordedValue } from '../recorded-value';
import type { UnknownValue, Value } from '../values';

/** How a part of a fed value is computed of what the run fetched before; null where that is not known. */
export type FormulaOfPart = (value: UnknownValue) => Formula | null;

/** Turns the program's values into recorded arguments, each array kept once. */
export class GraphValues {
  private readonly arrays = new InternedArrays();
  /** What is being recorded, in the words of a message, and where. */
  private use: ArrayUse = anyUse;

  /** A value as a recorded argument. */
  toGraph(value: Value): GraphValue {
    return recordedValue(value, this.intern);
  }

  /** The same of what is fed: `formulaOf` tells what the run computes of what it fetched before. */
  toFeed(value: Value, formulaOf: FormulaOfPart, use: ArrayUse): GraphValue {
    const keep = (part: UnknownValue): GraphValue | null => {
      const formula = formulaOf(part);
      return formula === null ? null : { kind: 'formula', formula: mapArrays(formula, this.internedIn) };
    };
    return this.using(use, () => recordedValue(value, this.intern, keep));
  }

  private readonly intern = (array: GraphArray): GraphValue => this.arrays.intern(array, this.use);

  private readonly internedIn = (array: GraphArray): GraphArray => {
    const kept = this.intern(array);
    return kept.kind === 'array' ? kept.value : array;
  };

  /** The same; a message about an array that is too large says `what` it is for, and `span`. */
  toGraphFor(value: Value, what: (shape: string) => Message, span: Span): GraphValue {
    return this.using({ what, span }, () => this.toGraph(value));
  }

  private using<Result>(use: ArrayUse, body: () => Result): Result {
    this.use = use;
    try {
      return body();
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
      case 'formula':
        return JSON.stringify(value.formula, (_name, part: unknown) =>
          part instanceof Float64Array ? this.arrays.numberOf(part) : part,
        );
      default:
        return JSON.stringify(value);
    }
  }
}

const anyUse: ArrayUse = { what: (shape) => message('an array of shape {0} that TensorFlow is given', shape) };
