import { verbatim } from '../../src/base/message';
import { methodNames } from '../../src/interpret/attributes';
import type { Interpretation } from '../../src/interpret/interpret';
import { libraries } from '../../src/interpret/modules/libraries';
import { type ModuleValue, none, str, unknown, type Value } from '../../src/interpret/values';
import type { PythonParser } from '../../src/python/parser';
import { interpreted } from './interpreted';

/** Objects whose methods the interpreter evaluates: each function makes a new one. */
const objects = `
def a_list(): return [3, 1, 2]
def a_set(): return {3, 1, 2}
def a_deque(): return collections.deque([1, 2, 3])
def a_dict(): return {'a': 1, 2: 3}
def a_str(): return 'a b'
def a_tuple(): return (1, 2, 1)
def an_int(): return 3
def a_float(): return 2.5
def an_array(): return np.array([[3., 1.], [2., 5.]])
def a_counter(): return collections.Counter('aab')
def a_variable(): return tf.Variable(1.)
def a_session(): return tf.Session()
def a_shape(): return tf.ones([2, 2]).get_shape()
def a_parser(): return argparse.ArgumentParser()
def a_namespace(): return types.SimpleNamespace(a=1)
def hparams(): return tf.contrib.training.HParams(a=1)
def a_pair(): return collections.namedtuple('Pair', 'a b')(1, 2)
def a_data_set(): return tf.data.Dataset.from_tensor_slices(np.arange(4.))
def an_iterator(): return tf.data.Dataset.range(4).make_initializable_iterator()
def mnist(): return input_data.read_data_sets('d').train
def a_random_state(): return np.random.RandomState(1)
def flags(): return tf.app.flags.FLAGS
`;

/** Functions that a function of the interpreter makes. */
const made = `
def made_partial(): return functools.partial(max, 1)
def made_wraps(): return functools.wraps(max)
def made_lru_cache(): return functools.lru_cache(3)
def made_vectorized(): return np.vectorize(lambda x: x + 1)
def made_named_tuple(): return collections.namedtuple('Pair', 'a b')
def made_shuffle_and_repeat(): return tf.data.experimental.shuffle_and_repeat(2, 2)
`;

/** Values that functions are tried with where they have no arguments of their own here. */
const pool = `
def pool(): return (1, [3, 1, 2], 'a', .5, None, {'a': 1}, np.array([1, 2]), lambda a: a, iter([1, 2]), Thing(), int, (1, 2), tf.Variable(1.))
`;

/** Arguments with which functions give something known, where values of the pool are not enough. */
const samples: ReadonlyMap<string, string> = new Map([
  ['tensorflow.cond', '(tf.Variable(True), lambda: tf.ones([1]), lambda: tf.ones([1]))'],
  ['tensorflow.case', '([(tf.Variable(True), lambda: tf.ones([1])), (tf.Variable(True), lambda: tf.ones([1]))],)'],
  ['tensorflow.while_loop', '(lambda a: a < 3, lambda a: a + 1, [1])'],
  ['tensorflow.map_fn', '(lambda a: a * 2., tf.ones([3]))'],
  ['tensorflow.scan', '(lambda a, b: a + b, tf.ones([3]))'],
  ['tensorflow.foldl', '(lambda a, b: a + b, tf.ones([3]))'],
  ['tensorflow.gradients', '(tf.Variable(1.), [tf.Variable(1.)])'],
  ['tensorflow.app.run', '(lambda words: words, [1])'],
  ['tensorflow.add_to_collection', "('losses', 1)"],
  ['tensorflow.add_to_collections', "(['losses'], 1)"],
  ['tensorflow.train.StopAtStepHook', '(None, 3)'],
  ['builtins.next', '(iter([]), 1)'],
  ['builtins.filter', '(lambda a: a, [1])'],
  ['builtins.map', '(lambda a, b: a, [1], [2])'],
  ['builtins.sum', '([1], 1)'],
  ['builtins.getattr', "(Thing(), 'c', 1)"],
  ['builtins.setattr', "(Thing(), 'a', 1)"],
  ['functools.reduce', '(max, [1, 2], 3)'],
  ['six.moves.reduce', '(max, [1, 2], 3)'],
  ['made_named_tuple', '(1, 2)'],
  ['os.getenv', "('HOME', 1)"],
  ['a_dict.get', "('b', 1)"],
  ['a_dict.pop', "('b', 1)"],
  ['a_dict.setdefault', "('b', 1)"],
  ['a_list.pop', '(1,)'],
  ['a_list.remove', '(1,)'],
  ['a_set.remove', '(1,)'],
  ['a_deque.remove', '(1,)'],
  ['a_variable.load', '(1., tf.Session())'],
  ['a_variable.eval', '({}, tf.Session())'],
  ['a_variable.run', '({}, tf.Session())'],
  ['tensorflow.name_scope', "(None, 'a')"],
  ['tensorflow.op_scope', "([], None, 'a')"],
  ['tensorflow.variable_scope', "(None, 'a')"],
  ['tensorflow.variable_op_scope', "([], None, 'a')"],
  ['random.sample', '([1, 2], 1)'],
  ['builtins.isinstance', '(1, int)'],
  ['builtins.min', '([1],)'],
  ['builtins.max', '([1],)'],
  ['a_session.run', '(tf.Variable(1.), {})'],
  ['a_parser.add_argument', "('--a',)"],
]);

const program = `import stranger
import argparse, collections, functools, types
import numpy as np
import tensorflow as tf
from tensorflow.examples.tutorials.mnist import input_data
class Thing:
    a = 1
    def __init__(self): self.b = 2
${[...libraries.keys()].map((name) => `import ${name} as library_${name}`).join('\n')}
${objects}${made}${pool}${[...samples].map(([name, text]) => `def ${sampleName(name)}(): return ${text}`).join('\n')}
`;

/** What a function is tried in: a program that has been read. */
export interface Trial {
  /** The function, of a new object where it is a method. */
  readonly callee: Value;
  /** What the method is one of; None for a function of a module. */
  readonly object: Value;
}

/** A function that the interpreter evaluates itself. */
export interface ModelledFunction {
  readonly name: string;
  /** The function anew, in a reading of the program. */
  readonly tried: (read: Interpretation) => Trial;
}

const nowhere = { start: 0, end: 0 };

/** Reads the program that has them all. */
export function readModelled(parser: PythonParser): Interpretation {
  return interpreted(parser, program);
}

/** Calls a function of that program by its name. */
export function callNamed(read: Interpretation, name: string): Value {
  const callee = read.names.get(name) ?? unknown(verbatim(name), nowhere);
  return read.apply(callee, { positional: [], named: new Map(), span: nowhere });
}

/** Values of the pool, in a new list each time. */
export function poolIn(read: Interpretation): readonly Value[] {
  const values = callNamed(read, 'pool');
  return values.kind === 'tuple' ? values.items : [];
}

/** Known arguments for a function, anew; null where it has none of its own here. */
export function sampleIn(read: Interpretation, name: string): readonly Value[] | null {
  if (!samples.has(name)) return null;
  const values = callNamed(read, sampleName(name));
  return values.kind === 'tuple' ? values.items : [];
}

function sampleName(name: string): string {
  return `sample_${name.replaceAll('.', '_')}`;
}

/** All functions that the interpreter evaluates itself, from its registries; those with several names by the first. */
export function modelledFunctions(read: Interpretation): ModelledFunction[] {
  const found = new Map<Value | string, ModelledFunction>();
  const add = (name: string, tried: ModelledFunction['tried']): void => {
    const { callee, object } = tried(read);
    const identity = object.kind === 'none' && !name.startsWith('made_') ? callee : name;
    if (callee.kind === 'builtin' && !found.has(identity)) found.set(identity, { name, tried });
  };
  const seen = new Set<Value>();
  for (const name of libraries.keys())
    addMembers({ read, path: name, seen, add }, (from) => from.names.get(`library_${name}`) ?? none);
  for (const [maker] of objects.matchAll(/\w+(?=\(\): return)/g)) {
    const object = callNamed(read, maker);
    if (object.kind === 'module') addMembers({ read, path: maker, seen, add }, (from) => callNamed(from, maker));
    for (const name of memberNames(object))
      add(`${maker}.${name}`, (from) => methodOf(from, callNamed(from, maker), name));
  }
  for (const [maker] of made.matchAll(/\w+(?=\(\): return)/g))
    add(maker, (from) => ({ callee: callNamed(from, maker), object: none }));
  return [...found.values()];
}

interface Search {
  readonly read: Interpretation;
  readonly path: string;
  readonly seen: Set<Value>;
  readonly add: (name: string, tried: ModelledFunction['tried']) => void;
}

function addMembers(search: Search, moduleOf: (read: Interpretation) => Value): void {
  const { read, path, seen, add } = search;
  const module = moduleOf(read);
  if (module.kind !== 'module' || seen.has(module) || path.split('.').length > 6) return;
  seen.add(module);
  const memberOf = (from: Interpretation, name: string): Value => (moduleOf(from) as ModuleValue).member(name, nowhere);
  for (const name of module.modelled ?? module.names ?? []) {
    const member = memberOf(read, name);
    if (member.kind === 'module') addMembers({ ...search, path: `${path}.${name}` }, (from) => memberOf(from, name));
    else add(`${path}.${name}`, (from) => ({ callee: memberOf(from, name), object: none }));
  }
}

function memberNames(object: Value): readonly string[] {
  if (object.kind === 'instance') return [...object.attributes.keys()];
  const names = new Map<string, readonly string[]>(Object.entries(methodNames));
  if (object.kind === 'dict' && object.isCounter === true) return names.get('counter') ?? [];
  return names.get(object.kind === 'float' ? 'int' : object.kind) ?? [];
}

function methodOf(read: Interpretation, object: Value, name: string): Trial {
  const getattr = (read.names.get('library_builtins') as ModuleValue).member('getattr', nowhere);
  const callee = read.apply(getattr, { positional: [object, str(name)], named: new Map(), span: nowhere });
  return { callee, object };
}
