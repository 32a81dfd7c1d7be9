import { message, verbatim } from '../../base/message';
import { exceptionNames } from '../exceptions';
import { PythonError } from '../limits';
import {
  anything,
  type Arguments,
  builtin,
  none,
  type Places,
  str,
  tolerant,
  type TensorValue,
  unknown,
  type Value,
} from '../values';
import type { Span } from '../../python/syntax';
import { type CallSpecial, conversionFunctions } from './conversions';
import { orderingFunctions } from './ordering';
import { withoutFormula } from '../formula-values';
import { makeRange } from './ranges';
import { allAttributes } from '../class-members';
import { type Add, iterationFunctions } from './iteration-functions';
import { type Attribute, attributeFunctions } from './attribute-functions';
import { containerFunctions, type Functions } from './container-functions';
import type { Apply } from './module-of';

/** Records an operation of TensorFlow's on a tensor. */
type OnTensor = (name: string, tensor: TensorValue, span: Span) => Value;

/** Python's built-in functions, as far as graph-building programs use them. */
export function pythonBuiltins(apply: Apply, add: Add, attribute: Attribute, onTensor: OnTensor): Map<string, Value> {
  const special: CallSpecial = (value, names, span) => {
    if (value.kind === 'tensor' && names.includes('__abs__')) return onTensor('abs', value, span);
    if (value.kind !== 'instance' || value.class === null) return null;
    const attributes = allAttributes(value.class);
    const method = names.map((name) => attributes.get(name)).find((found) => found !== undefined);
    return method === undefined ? null : apply(method, { positional: [value], named: new Map(), span });
  };
  const builtins = new Map<string, Value>();
  const functions = new Map([
    ...Object.entries(iterationFunctions(apply, add, special)),
    ...Object.entries(containerFunctions),
    ...Object.entries(attributeFunctions(attribute, (name): Value | undefined => builtins.get(name))),
    ...Object.entries(outerFunctions),
    ...conversionFunctions(special),
    ...orderingFunctions(apply),
  ]);
  for (const [old, name] of python2Names) functions.set(old, functions.get(name) ?? leave);
  for (const [name, call] of functions)
    builtins.set(name, tolerant(name, looking.get(name) ?? [], keeping.has(name) ? call : computing(call)));
  for (const name of exceptionNames)
    builtins.set(
      name,
      builtin(
        name,
        computing(({ span }) => unknown(message('an error'), span)),
      ),
    );
  for (const name of otherNames)
    if (!builtins.has(name))
      builtins.set(
        name,
        builtin(name, ({ span }) => unknown(message('{0} of this', name), span)),
      );
  builtins.set('xrange', builtin('range', makeRange));
  builtins.set('object', { kind: 'class', name: 'object', bases: [], attributes: new Map() });
  builtins.set('Ellipsis', { kind: 'ellipsis' });
  builtins.set('__name__', str('__main__'));
  builtins.set('__file__', str('program.py'));
  return builtins;
}

/** Functions that would reach out of the program: they do nothing, and what they give is not known. */
const outerFunctions: Functions = {
  print: () => none,
  input: ({ span }) => unknown(message('what the user types'), span),
  id: ({ span }) => unknown(message('an id'), span),
  exit: leave,
  quit: leave,
  super: ({ span }) => unknown(verbatim('super'), span),
};

/** What Python 2 calls what is a function of Python 3 under another name. */
const python2Names = [
  ['raw_input', 'input'],
  ['unicode', 'str'],
  ['long', 'int'],
  ['unichr', 'chr'],
] as const;

/** Functions that give a number of the run as it is, or as a formula of it. */
const keeping = new Set(['float', 'abs', 'min', 'max']);

/** Functions that look at what is unknown themselves: they hold it, know its number or its kind, or have no use for it. */
const looking: ReadonlyMap<string, Places> = new Map<string, Places>([
  ...['print', 'exit', 'quit'].map((name) => [name, anything] as const),
  ...['any', 'all', 'len', 'iter', 'vars', 'list', 'tuple', 'sorted', 'reversed', 'enumerate', 'float', 'abs'].map(
    (name) => [name, [0]] as const,
  ),
  ...['isinstance', 'property', 'staticmethod', 'classmethod'].map((name) => [name, [0]] as const),
  ...['sum', 'next', 'filter'].map((name) => [name, [0, 1]] as const),
  ...['zip', 'map'].map((name) => [name, ['*']] as const),
  ...['min', 'max'].map((name) => [name, ['*', 'default']] as const),
  ['dict', [0, '**']],
  ['getattr', [0, 2]],
  ['setattr', [0, 1, 2]],
]);

/** A function that makes something else of what it is given, also of a value that is only known during the run. */
function computing(call: (given: Arguments) => Value): (given: Arguments) => Value {
  return (given) => {
    const result = call(given);
    return given.positional.includes(result) ? withoutFormula(result) : result;
  };
}

/** Functions that are there, and of which it is not known here what they give. */
const otherNames =
  '__import__ aiter anext apply basestring buffer bytearray bytes cmp coerce compile complex delattr dir eval exec execfile file globals hash help intern issubclass locals memoryview object reduce reload'.split(
    ' ',
  );

/** `exit()` and `sys.exit()`: the program ends there. */
export function leave({ span }: Arguments): Value {
  throw new PythonError('SystemExit', 'the program ends itself', span);
}
