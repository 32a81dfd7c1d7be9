import { message, type Message } from '../../base/message';
import type { Span } from '../../python/syntax';
import { holdsUnknown } from '../not-known';
import { type Arguments, list, none, type TensorValue, unknown, type UnknownValue, type Value } from '../values';
import type { GraphContext } from './graph-context';
import type { Speculations } from './speculations';
import { describe } from '../read-value';

/** What the collections need of the recorder. */
interface CollectionRecord {
  readonly context: GraphContext;
  readonly speculations: Speculations;
  readonly recordGiven: (name: string, given: Arguments) => TensorValue | UnknownValue;
  readonly note: (why: Message, span: Span) => void;
}

/** The graphs' collections: what the program adds to them, and how much TensorFlow adds to its own by itself. */
export class Collections {
  private readonly all = new Map<string, Collection>();

  constructor(private readonly record: CollectionRecord) {}

  /** `tf.add_to_collection`. */
  add(given: Arguments): void {
    if (this.record.speculations.noteEffect()) return;
    const key = given.positional[0] ?? given.named.get('name') ?? given.more ?? none;
    const value = given.positional[1] ?? given.named.get('value') ?? given.more ?? none;
    const missing =
      key.kind === 'str' ? holdsUnknown([value]) : (holdsUnknown([key]) ?? unknown(describe(key), given.span));
    if (missing !== null) this.record.note(message('what is added to a collection: {0}', missing.why), given.span);
    if (key.kind !== 'str') return;
    const collection = this.collectionOf(key.value);
    const recorded = value.kind === 'tensor' ? this.record.recordGiven('add_to_collection', given) : value;
    collection.values.push(recorded.kind === 'unknown' ? recorded : value);
  }

  /** `tf.get_collection`: what the program added, and as many outputs of the recorded call where TensorFlow adds to it itself. */
  get(key: string, given: Arguments): Value {
    const { values, hasOwn } = this.collectionOf(key);
    if (!hasOwn) return list(values);
    const recorded = this.record.recordGiven('get_collection', given);
    if (recorded.kind !== 'tensor') return recorded;
    return list(values.map((_, output) => ({ ...recorded, output })));
  }

  /** Counts what a call adds to TensorFlow's own collections: a list of them has a length. */
  noteCall(name: string, kwargs: ReadonlyMap<string, Value>): void {
    if (/^losses\.(?!get_|add_|Reduction)\w+$/.test(name) || name === 'losses.add_loss') this.addOwn('losses');
    const isRegularized = (key: string): boolean => (kwargs.get(key) ?? none).kind === 'tensor';
    for (const key of ['regularizer', 'kernel_regularizer', 'bias_regularizer', 'weights_regularizer'])
      if (isRegularized(key)) this.addOwn('regularization_losses');
    if (/batch_normalization$|batch_norm$/.test(name)) this.addOwn('update_ops', 2);
  }

  private addOwn(key: string, count = 1): void {
    const collection = this.collectionOf(key);
    collection.hasOwn = true;
    for (let index = 0; index < count; index++) collection.values.push(none);
  }

  private collectionOf(key: string): Collection {
    const name = `${this.record.context.graph} ${key}`;
    let collection = this.all.get(name);
    if (collection === undefined) {
      collection = { values: [], hasOwn: false };
      this.all.set(name, collection);
    }
    return collection;
  }
}

interface Collection {
  readonly values: Value[];
  /** Whether TensorFlow adds to it itself. */
  hasOwn: boolean;
}
