// The form in which a library is described: one record a public symbol, read by the checker, the interpreter, the plan and the run.
import type { DType } from '../base/graph-call';
import type { ScheduleName } from '../schedules/schedule';
import type { ReaderRole } from '../base/reader-role';
import type { ScalarOperation } from './scalar';
import { parseSignature, type Signature } from './signature';

/** How the shape of an operation's result follows from its arguments. */
export type ShapeRule =
  /** The shape of the first argument. */
  | 'first'
  /** The shapes of the first two arguments, broadcast against each other. */
  | 'broadcast'
  /** The argument of the parameter `shape` (or `dims`, `size`) is the shape. */
  | 'given'
  /** The same, and the shape of the first argument where none is given. */
  | 'given-or-first'
  /** The same, with the one length that is left open by what the first argument holds. */
  | 'reshaped'
  /** The product of the first two arguments, which are matrices unless their flags turn them. */
  | 'product'
  /** That of the first argument with its last length replaced by the second argument. */
  | 'units'
  /** The same, where the second argument is a matrix with that many columns. */
  | 'units-of-kernel'
  /** Windows of an image: `ksize` or a filter, `strides`, `padding`, each as `tf.nn` has them; the same, as `tf.layers` has them. */
  | 'windows'
  /** The same with a filter for each channel; a pointwise one after it. */
  | 'windows-by-channel'
  | 'layer-windows'
  /** Each part of the first argument along its axis: without the axis, or split into pieces of it. */
  | 'unstacked-parts'
  | 'split-parts'
  /** Pictures of another height and width: by `size`, or by `target_height` and `target_width`. */
  | 'resized'
  /** The first length, and the product of all others. */
  | 'flattened'
  /** That of the first argument without its `axis`, or without any. */
  | 'reduced'
  /** Those of the `values`, joined along their `axis`; or as many as they are along a new one. */
  | 'joined'
  | 'stacked'
  /** That of the first argument with a length of one more, or with those taken out. */
  | 'expanded'
  | 'squeezed'
  /** That of the first argument in the order of `perm`. */
  | 'transposed'
  /** That of the first argument with the second as a length more. */
  | 'one-hot'
  /** That of the second argument, and what a row of the first one has. */
  | 'gathered';

/** What a public symbol is and what it does to counts. A string names a parameter of the symbol's own signature. */
export type Meaning =
  /** Computes a tensor. `scalar` is what it computes where all arguments are single numbers. */
  | {
      readonly kind: 'operation';
      readonly scalar: ScalarOperation | null;
      readonly shape: ShapeRule | null;
      /** Changes a variable when it runs. */
      readonly moves: 'adds' | 'subtracts' | 'sets' | null;
      /** Whether a session that is asked for it gives None. */
      readonly isValueless: boolean;
    }
  /** Makes a variable. */
  | {
      readonly kind: 'variable';
      readonly initial: string;
      readonly isNamedFirst: boolean;
      /** Whether it belongs to the local variables unless it says otherwise. */
      readonly isLocal?: true;
    }
  /** Makes the value that variables start with. `fill` is the number, or the parameter that gives it. */
  | { readonly kind: 'initializer'; readonly fill: number | string | null }
  /** Feeds a value at each run. `otherwise`: the parameter that gives the value of a run that feeds none. */
  | { readonly kind: 'placeholder'; readonly otherwise?: string }
  /** The graph's own step. */
  | { readonly kind: 'step'; readonly makes: 'never' | 'always' | 'if-missing' }
  /** A function from a count to a learning rate; `schedule` is its key among the formulas. */
  | { readonly kind: 'schedule'; readonly schedule: ScheduleName; readonly count: string | null; readonly rate: string }
  /** Applies gradients. `step` is the parameter that reads a count in the constructor. */
  | { readonly kind: 'optimizer'; readonly step: string | null; readonly isKeras: boolean }
  /** Holds another optimizer and passes the step on to it. */
  | {
      readonly kind: 'wrapper';
      readonly inner: string;
      /** Wraps Keras' optimizers too: of an unknown one it is not known what comes out. */
      readonly takesKeras: boolean;
      /** Keeps moving averages of the variables. */
      readonly averages?: true;
    }
  /** Applies gradients, and increments `step` where it is passed one; `countsByItself` where it increments the graph's own without. */
  | {
      readonly kind: 'training';
      readonly loss: string;
      readonly step: string;
      readonly optimizer: string | null;
      readonly countsByItself: boolean;
    }
  /** A moving average of variables, whose decay reads `count` where that is given. */
  | { readonly kind: 'average'; readonly count: string }
  /** Updates moving averages when it runs. */
  | { readonly kind: 'update' }
  /** Reads a step when it runs. `step`: the parameter, null for the graph's own. `trains`: the parameter of the train op that it runs. */
  | {
      readonly kind: 'reader';
      readonly role: ReaderRole;
      readonly step: string | null;
      readonly trains: string | null;
      /** Where its parameter is not given, it reads the graph's own step. */
      readonly isOwnByDefault?: true;
    }
  /** What a session calls around its runs. `role`: what it reads the graph's own step for; null for one that reads none. */
  | {
      readonly kind: 'hook';
      readonly role: ReaderRole | null;
      /** The parameter in which it is passed what it reads; absent where it reads the graph's own step. */
      readonly reads?: string;
      /** The parameter that says after how many steps it acts again. */
      readonly every?: string;
    }
  | { readonly kind: 'session'; readonly isMonitored: boolean; readonly initializes: boolean }
  /** Runs all initializers of variables. */
  | { readonly kind: 'initialization'; readonly of: 'global' | 'local' | 'listed' | 'nothing' }
  /** Graphs and scopes: `Graph`, `name_scope`, `control_dependencies`. */
  | { readonly kind: 'scope'; readonly scope: ScopeKind }
  /**
   * What the graph holds: `list` gives all of a collection, `get` one by its name, `add` puts something into a collection. `all` has every
   * variable, of `keyed` the key decides, `some` never have the step.
   */
  | { readonly kind: 'collection'; readonly does: 'list' | 'get' | 'add'; readonly holds: 'all' | 'keyed' | 'some' }
  /** Data sets and their iterators. */
  | { readonly kind: 'data' }
  /** Calls the program's main function. */
  | { readonly kind: 'main' }
  /** Executes operations as they are called, without a graph. */
  | { readonly kind: 'eager' }
  /** Logs, saves or configures: it neither keeps nor moves what it is passed. */
  | { readonly kind: 'harmless' }
  /** Works on what it is passed in ways that are not described; functions that it is passed are called. */
  | { readonly kind: 'opaque' }
  /** An element type. */
  | { readonly kind: 'dtype'; readonly dtype: DType }
  /** A module, of which other symbols are members. */
  | { readonly kind: 'module' };

/** What a scope decides for what is made inside of it. */
export type ScopeKind =
  'new-graph' | 'default-graph' | 'reset-graph' | 'default-session' | 'name' | 'control' | 'other';

export type MeaningKind = Meaning['kind'];

/** The meaning of one kind. */
export type MeaningOf<Kind extends MeaningKind> = Extract<Meaning, { kind: Kind }>;

/** A public symbol of a library. Names are dotted paths below the library's root, without versions. */
export interface LibrarySymbol {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly meaning: Meaning;
  /** Null where what it takes does not matter to anyone here. */
  readonly signature: Signature | null;
}

/** A symbol by its name, its signature as Python writes it, what it means, and its other names. */
export function symbol(
  name: string,
  signature: string | null,
  meaning: Meaning,
  aliases: readonly string[] = [],
): LibrarySymbol {
  return { name, aliases, meaning, signature: signature === null ? null : parseSignature(signature) };
}

/** An operation; `details` is what is known of it besides its signature. */
export function operation(
  name: string,
  signature: string,
  aliases: readonly string[] = [],
  details: {
    readonly scalar?: ScalarOperation;
    readonly shape?: ShapeRule;
    readonly moves?: 'adds' | 'subtracts' | 'sets';
    readonly isValueless?: boolean;
  } = {},
): LibrarySymbol {
  const { scalar = null, shape = null, moves = null, isValueless = false } = details;
  return symbol(name, signature, { kind: 'operation', scalar, shape, moves, isValueless }, aliases);
}

/** Symbols of which only the names and the meaning matter. */
export function named(meaning: Meaning, names: string): LibrarySymbol[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => symbol(name, null, meaning));
}
