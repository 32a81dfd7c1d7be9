// Which names TensorFlow 1 lets operations and scopes have, and which parameters are such names.
import { lastPart } from '../../base/last-part';
import { message, type Message } from '../../base/message';
import { placeOf } from '../signature';
import type { LibrarySymbol } from '../symbol';

/**
 * `_VALID_OP_NAME_REGEX` and `_VALID_SCOPE_NAME_REGEX` of TensorFlow's `framework/ops.py`. 1.15 has neither `>` nor `\`, 2.x's
 * `compat.v1` has both: what one of them takes is taken.
 */
const names = { root: /^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$/, nested: /^[A-Za-z0-9_.\\/>-]*$/ } as const;

/** What a name is given to. */
export type NamedThing = 'operation' | 'scope';

/** Why TensorFlow raises ValueError for a name, in the scope that it is given in ('' is the graph's root); null where it takes it. */
export function nameProblem(name: string, thing: NamedThing, scope: string): Message | null {
  const isRoot = scope === '';
  // An empty name is none: the operation is named after its type.
  if (name === '' || names[isRoot ? 'root' : 'nested'].test(name)) return null;
  const what = thing === 'scope' ? message('scope name') : message('operation name');
  if (names.nested.test(name))
    return message(
      "'{0}' is not a valid {1}: outside of all scopes it starts with a letter, a digit or a dot",
      name,
      what,
    );
  return message(
    "'{0}' is not a valid {1}: it may hold letters from A to Z, digits, and the characters _ . - /",
    name,
    what,
  );
}

/** Their `scope` chooses among what the graph holds, or is opened when the result is called. */
const otherScopes = /^losses\.get_|_regularizer$/;

/** The parameter by which a function names what it makes in the graph when it is called; null where it names nothing there. */
export function nameParameter({ name, signature, meaning }: LibrarySymbol): string | null {
  if (signature === null) return null;
  const parameter = (wanted: string): string | null => {
    const found = signature.parameters[placeOf(signature, wanted)];
    // A required name is what a thing is looked up by, or a summary's tag, which TensorFlow mends itself.
    return found === undefined || (found.fallback === null && meaning.kind !== 'variable') ? null : wanted;
  };
  switch (meaning.kind) {
    case 'operation':
      if (signature.takesAnyKeyword && placeOf(signature, 'name') < 0) return 'name';
      return parameter('name') ?? (otherScopes.test(name) ? null : parameter('scope'));
    case 'schedule':
      return meaning.count === null ? null : parameter('name');
    case 'variable':
    case 'placeholder':
    case 'training':
    case 'update':
    case 'initialization':
    case 'harmless':
      return parameter('name');
    default:
      return null;
  }
}

/** Operations whose type, which names them, is no other spelling of the function's name. */
const types: ReadonlyMap<string, string> = new Map([
  ['times_matrix', 'MatMul'],
  ['divide', 'truediv'],
  ['subtract', 'sub'],
  ['multiply', 'mul'],
  ['negative', 'Neg'],
  ['sigmoid_cross_entropy_with_logits', 'logistic_loss'],
  ['global_variables_initializer', 'init'],
]);

/** Losses whose scope is not called as the function is. */
const lossScopes = /^losses\.((?:sparse_)?softmax_cross_entropy|sigmoid_cross_entropy)$/;

/** Whether TensorFlow names the result of a function so where the program names nothing: by its type, or within a scope of its own. */
export function isDefaultName(name: string, called: string): boolean {
  const loss = /^losses\.\w+$/.test(called);
  if (loss) return name === `${called.slice('losses.'.length)}${lossScopes.test(called) ? '_loss' : ''}/value`;
  const plain = lastPart(called).replace(/^reduce_/, '');
  return spelling(name) === spelling(types.get(plain) ?? plain);
}

/** `BiasAdd`, `bias_add` and `Biasadd` are one spelling. */
const spelling = (name: string): string => name.toLowerCase().replaceAll('_', '');
