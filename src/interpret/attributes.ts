import { iteratorMethod } from './iterator-methods';
import { message } from '../base/message';
import { own } from '../base/own';
import type { Span } from '../python/syntax';
import type { Evaluator } from './evaluator';
import { subscript } from './indexing';
import { itemsIn } from './items';
import { PythonError } from './limits';
import { changeable, forget } from './forget';
import { writing } from './watching';
import { arrayAttribute, arrayNames, changesArray } from './numpy/array-methods';
import { takeItems, takeText } from './reading';
import { formatBraces } from './text/braces';
import { hasTextMethod, textMethod, textMethodNames } from './text/string-methods';
import { textOfTurn } from './tracked';
import { lacksAttribute } from './type-attributes';
import { typeName } from './type-name';
import { tensorAttribute, tensorMethodNames } from './modules/tensorflow-objects';
import { contextMethodNames, sessionAttribute } from './modules/tensorflow-runs';
import { forgottenReason } from './forgotten';
import {
  anything,
  type Arguments,
  type ClassValue,
  builtin,
  type DictValue,
  type FunctionValue,
  type InstanceValue,
  int,
  type ListValue,
  none,
  recording,
  str,
  tolerant,
  tuple,
  unknown,
  type UnknownValue,
  type Value,
} from './values';
import { asNumber } from './read-value';
import { withoutFormula } from './formula-values';
import { toArray } from './array-operators';
import { changingLists, countOf, indexOf, listMethods, sortMethod } from './methods/list-methods';
import { counterMethods, dictMethod } from './methods/counter-methods';
import { changingDictionaries, dictMethods } from './methods/dict-methods';
import { allAttributes, hasKnownBases } from './class-members';
import { callBuiltin } from './not-known';
import { dtypeAttribute } from './dtype-attribute';
import { readOfMissing } from './modules/text-files';
import { isTall, onSamples, takingTall, type TallValue } from './tall-arrays';

/** `object.name`. */
export function attributeOf(object: Value, name: string, span: Span, evaluator: Evaluator): Value {
  switch (object.kind) {
    case 'unknown':
      return attributeOfUnknown(object, name);
    case 'nothing':
      return object;
    case 'module':
      return object.member(name, span);
    case 'tensor':
      return tensorAttribute(object, name, span, evaluator.recorder);
    case 'context':
      return sessionAttribute(object, name, span, evaluator.recorder);
    case 'instance': {
      const own = object.attributes.get(name);
      if (own !== undefined) return own;
      const inherited = object.class === null ? undefined : allAttributes(object.class).get(name);
      if (inherited === undefined)
        return (
          forgottenReason(object.attributes) ?? lackingIn(object, name, span, evaluator) ?? missing(object, name, span)
        );
      return boundTo(object, inherited, span, evaluator);
    }
    case 'class': {
      if (name === '__name__') return str(object.name);
      const own = allAttributes(object).get(name);
      return own === undefined ? missing(object, name, span) : boundTo(object, own, span, evaluator);
    }
    case 'builtin':
      return name === '__name__'
        ? str(object.name.slice(object.name.lastIndexOf('.') + 1))
        : missing(object, name, span);
    case 'function':
      if (name === '__name__') return str(object.name);
      if (name === '__parameters__') return parametersOf(object);
      return object.attributes.get(name) ?? missing(object, name, span);
    case 'method':
      return attributeOf(object.callee, name, span, evaluator);
    case 'iterator':
      return iteratorMethod(object, name, span) ?? missing(object, name, span);
    case 'int':
    case 'float':
    case 'bool':
      return numberAttribute(object, name, span);
    case 'array':
      return arrayAttribute(object.array, name, span);
    case 'list':
      if (name === 'sort') return sortMethod(object, evaluator);
      return own(listMethods, name)?.(object) ?? unmodelled(object, name, span);
    case 'tuple':
      return tupleMethod(object, name, span);
    case 'dict':
      return dictMethod(object, name) ?? unmodelled(object, name, span);
    case 'str':
      return stringMethod(object, name, span, evaluator);
    case 'dtype':
      return dtypeAttribute(object, name, span);
    default:
      return (object.kind === 'indexed' ? object.attributes?.get(name) : null) ?? missing(object, name, span);
  }
}

/** Whether the program keeps attributes of its own in a value. */
export function hasAttributes(object: Value): object is InstanceValue | ClassValue | FunctionValue {
  return object.kind === 'instance' || object.kind === 'class' || object.kind === 'function';
}

/** `object.name = value`. */
export function setAttribute(object: Value, name: string, value: Value, span: Span): void {
  if (hasAttributes(object)) {
    writing(object.attributes, name);
    object.attributes.set(name, value);
  } else if (object.kind === 'module') object.assign?.(name, value);
  // `array.shape = …` and their kin change the array itself.
  else forget(changeable([object]), unknown(message('the attribute {0} that is set', name), span));
}

/** What is known of a value that is not: the shape and the dtype of an array. Through any other attribute it may be changed. */
function attributeOfUnknown(object: UnknownValue, name: string): Value {
  const { form, holds, why, span } = object;
  if (form !== undefined && name === 'shape') return tuple(form.shape.map(int));
  if (form !== undefined && name === 'ndim') return int(form.shape.length);
  if (form !== undefined && name === 'size') return int(form.shape.reduce((size, length) => size * length, 1));
  if (form !== undefined && name === 'dtype') return { kind: 'dtype', value: form.dtype };
  if (isTall(object) && arrayNames.includes(name) && !changesArray(name)) return attributeOfTall(object, name);
  if (holds !== undefined) return { ...unknown(why, span), holds };
  return readOfMissing(object, name) ?? withoutFormula(object);
}

/** An attribute of an array that is known by its rows, or a method of it. */
function attributeOfTall(object: TallValue, name: string): Value {
  const { why, span, tall } = object;
  const of = (array: Value): Value =>
    array.kind === 'array' ? arrayAttribute(array.array, name, span) : unknown(why, span);
  if (arrayAttribute(tall.sample, name, span).kind !== 'builtin')
    return onSamples([object], ([sample = object]) => of(sample)) ?? unknown(why, span);
  // Called as a function of NumPy whose first argument is the array.
  const method = takingTall(
    builtin(name, ({ positional: [sample = none, ...positional], ...given }) => {
      const called = of(sample);
      return called.kind === 'builtin' ? called.call({ ...given, positional }) : called;
    }),
  );
  return tolerant(name, anything, (given) =>
    callBuiltin(method, { ...given, positional: [object, ...given.positional] }),
  );
}

/** What a class of TensorFlow's has and the library that is written in Python does not give it is not known; null for other classes. */
function lackingIn(
  object: InstanceValue,
  name: string,
  span: Span,
  { recorder: { library, clocks } }: Evaluator,
): Value | null {
  if (library.holds(span)) return null;
  const made = object.class;
  const own = made === null ? new Map<string, Value>() : clocks.updatesAtOnce ? allAttributes(made) : made.attributes;
  const isLibrarys = [...own.values()].some((value) => value.kind === 'function' && library.holds(value.definition));
  return isLibrarys ? unknown(message('the attribute {0}', name), span) : null;
}

/** Not Python's own: the names of the parameters, by which a library that is written in Python tells what a function takes; None for any. */
function parametersOf({ definition: { parameters } }: FunctionValue): Value {
  return parameters.some(({ role }) => role === 'kwargs') ? none : tuple(parameters.map(({ name }) => str(name)));
}

/** A class's attribute as an object has it: functions are methods, properties are computed. */
function boundTo(object: Value, attribute: Value, span: Span, evaluator: Evaluator): Value {
  if (attribute.kind === 'function') {
    return object.kind === 'class' ? attribute : { kind: 'method', self: object, callee: attribute };
  }
  if (attribute.kind !== 'descriptor') return attribute;
  switch (attribute.what) {
    case 'property':
      return object.kind === 'class'
        ? attribute
        : evaluator.apply(attribute.callee, { positional: [object], named: new Map(), span });
    case 'staticmethod':
      return attribute.callee;
    case 'classmethod': {
      const owner = object.kind === 'instance' && object.class !== null ? object.class : object;
      return attribute.callee.kind === 'function'
        ? { kind: 'method', self: owner, callee: attribute.callee }
        : attribute.callee;
    }
  }
}

/** What NumPy's scalars have of arrays; Python's own numbers are taken for them. */
const numberMethods =
  'real item astype shape dtype ndim tolist mean sum max min reshape size flatten ravel round copy std any all'.split(
    ' ',
  );

function numberAttribute(number: Value, name: string, span: Span): Value {
  const array = toArray(number);
  if (numberMethods.includes(name) && array !== null) return arrayAttribute(array, name, span);
  if (name === 'is_integer' && number.kind === 'float')
    return builtin(name, () => ({ kind: 'bool', value: Number.isInteger(asNumber(number) ?? Number.NaN) }));
  return missing(number, name, span);
}

/** Whether a class has nothing that is not known: all its bases are the program's own. */
function isWhollyRead({ bases }: ClassValue): boolean {
  return bases.every((base) => base.kind === 'class' && hasKnownBases(base));
}

function missing(object: Value, name: string, span: Span): Value {
  if (object.kind === 'instance' && object.class !== null && isWhollyRead(object.class)) {
    throw new PythonError('AttributeError', `'${object.class.name}' object has no attribute '${name}'`, span);
  }
  const type = typeName(object);
  if (type !== null && lacksAttribute(type, name))
    throw new PythonError('AttributeError', `'${type}' object has no attribute '${name}'`, span);
  return unknown(message('the attribute {0}', name), span);
}

function tupleMethod(object: Value & { kind: 'tuple' }, name: string, span: Span): Value {
  if (name === 'index') return builtin(name, ({ positional: [item = none], span: at }) => indexOf(object, item, at));
  if (name !== 'count') return missing(object, name, span);
  return builtin(name, ({ positional: [item = none], span: at }) => countOf(object, item, at));
}

/** A method that is not modelled; one that changes its object leaves all of it unknown. */
function unmodelled(object: ListValue | DictValue, name: string, span: Span): Value {
  const changing = object.kind === 'list' ? changingLists : changingDictionaries;
  if (!changing.has(name)) return missing(object, name, span);
  const why = unknown(message('the attribute {0}', name), span);
  return recording(name, () => (forget([object], why), why));
}

/** A method of a text, or unknown; throws Python's AttributeError for what texts do not have. */
function stringMethod(text: Value & { kind: 'str' }, name: string, span: Span, evaluator: Evaluator): Value {
  if (name === 'format') return builtin(name, (given) => formatted(text, given, evaluator));
  // Bytes are kept as texts.
  if (name === 'encode' || name === 'decode') return builtin(name, () => text);
  if (!hasTextMethod(name)) return missing(text, name, span);
  return builtin(name, ({ positional, named, span: at }) => {
    const absent = [...positional, ...named.values()].find(({ kind }) => kind === 'unknown');
    if (absent !== undefined) return withoutFormula(absent);
    const method = textMethod(text.value, name);
    const given = { positional, named, span: at, itemsOf: (value: Value) => itemsToJoin(value, at) };
    // What most of them make is as long as the text.
    takeText(text.value.length, at);
    const made = method?.(given) ?? null;
    if (made?.kind === 'list') takeItems(made.items.length);
    if (made?.kind === 'str') takeText(made.value.length, at);
    return made ?? unknown(message('the string method {0}', name), at);
  });
}

function itemsToJoin(value: Value, span: Span): readonly Value[] | null {
  if (['none', 'bool', 'int', 'float'].includes(value.kind))
    throw new PythonError('TypeError', 'can only join an iterable', span);
  return itemsIn(value, span);
}
/** The methods of Python's own values, as far as they are modelled; those of lists are of sets and queues too. Exported for tests. */
export const methodNames = {
  list: ['sort', ...Object.keys(listMethods), ...changingLists],
  dict: [...Object.keys(dictMethods), ...changingDictionaries],
  counter: [...Object.keys(counterMethods), ...Object.keys(dictMethods)],
  str: textMethodNames,
  tuple: ['index', 'count'],
  int: numberMethods,
  array: arrayNames,
  tensor: tensorMethodNames,
  context: contextMethodNames,
};

function formatted(text: Value & { kind: 'str' }, { positional, named, span }: Arguments, evaluator: Evaluator): Value {
  const values = [...positional, ...named.values()];
  const absent = values.find(({ kind }) => kind === 'unknown');
  if (absent !== undefined) return withoutFormula(absent);
  const names = [...named.keys()];
  const make = ([template = text, ...now]: readonly Value[]): string | null =>
    template.kind !== 'str'
      ? null
      : formatBraces(template.value, {
          positional: now.slice(0, positional.length),
          named: new Map(names.map((name, at) => [name, now[positional.length + at] ?? none])),
          attributeOf: (value, name) => attributeOf(value, name, span, evaluator),
          itemOf: (value, index) => subscript(value, index, span, evaluator.recorder),
          span,
        });
  return (
    textOfTurn(make, [text, ...values]) ?? unknown(message('a text with a value in it whose text is not known'), span)
  );
}
