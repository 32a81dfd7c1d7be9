// `tf.get_variable`: what the variable scope in force adds to it, functions of the program that it is given, and the same variable again.
import { placeOf } from '../../frameworks/signature';
import { tensorflow1 } from '../../frameworks/tensorflow1/catalogue';
import { type Arguments, anything, list, none, tolerant, type Value } from '../values';
import { type Helper, taking } from './helper';
import type { Program } from './tensorflow';

const name = 'get_variable';
const signature = tensorflow1.find(name)?.signature ?? null;

/** An argument by its parameter's name; None where it is not given. */
function argumentOf({ positional, named }: Arguments, parameter: string): Value {
  const place = signature === null ? -1 : placeOf(signature, parameter);
  return named.get(parameter) ?? (place < 0 ? undefined : positional[place]) ?? none;
}

/** The same arguments with one of them as it is given here; None leaves it out. */
function withArgument(given: Arguments, parameter: string, value: Value): Arguments {
  const place = signature === null ? -1 : placeOf(signature, parameter);
  const named = new Map(given.named);
  if (place >= 0 && place < given.positional.length)
    return { ...given, positional: given.positional.map((old, at) => (at === place ? value : old)) };
  if (value.kind === 'none') named.delete(parameter);
  else named.set(parameter, value);
  return { ...given, named };
}

/** Whether a value is a function of the program, or an object of it that is called: TensorFlow calls it, and so does the interpreter. */
function isOwn(value: Value): boolean {
  return value.kind === 'function' || value.kind === 'method' || (value.kind === 'instance' && value.class !== null);
}

function withDefaults(program: Program, given: Arguments): Arguments {
  return [...program.recorder.context.variableScope.defaults].reduce((all, [parameter, value]) => {
    if (parameter === 'custom_getter' || argumentOf(all, parameter).kind !== 'none') return all;
    return withArgument(all, parameter, value);
  }, given);
}

/** A class as an initializer stands for an object of it. */
function initializerOf(program: Program, value: Value, given: Arguments): Value {
  return value.kind === 'class' ? program.apply(value, { positional: [], named: new Map(), span: given.span }) : value;
}

function made(program: Program, asked: Arguments): Value {
  const { recorder } = program;
  const wanted = argumentOf(asked, 'name');
  const known = wanted.kind === 'str' ? recorder.sharedVariable(wanted.value) : null;
  if (known !== null) return known;
  let given = asked;
  const initializer = initializerOf(program, argumentOf(given, 'initializer'), given);
  if (isOwn(initializer)) {
    const shape = argumentOf(given, 'shape');
    const dtype: Value = argumentOf(given, 'dtype');
    const arguments_ = {
      positional: [shape.kind === 'none' ? list([]) : shape],
      named: new Map<string, Value>([['dtype', dtype.kind === 'none' ? { kind: 'dtype', value: 'float32' } : dtype]]),
      span: given.span,
    };
    given = withArgument(given, 'initializer', program.apply(initializer, arguments_));
    // The shape is that of the value.
    for (const parameter of ['shape', 'dtype']) given = withArgument(given, parameter, none);
  }
  const regularizer = argumentOf(given, 'regularizer');
  const variable = recorder.recordGiven(name, isOwn(regularizer) ? withArgument(given, 'regularizer', none) : given);
  if (variable.kind === 'tensor' && wanted.kind === 'str') recorder.shareVariable(wanted.value, variable);
  if (isOwn(regularizer)) {
    const penalty = program.apply(regularizer, { positional: [variable], named: new Map(), span: given.span });
    const collection: Value = { kind: 'str', value: 'regularization_losses' };
    if (penalty.kind === 'tensor')
      recorder.collections.add({ positional: [collection, penalty], named: new Map(), span: given.span });
  }
  return variable;
}

/** `tf.get_variable`, by the getter of the variable scope where it has one. */
export const getVariable: Helper = taking(
  anything,
  (program, asked) => {
    const given = withDefaults(program, asked);
    const getter = program.recorder.context.variableScope.defaults.get('custom_getter') ?? none;
    if (!isOwn(getter)) return made(program, given);
    const plain = tolerant(name, anything, (inner) => made(program, inner));
    return program.apply(getter, { ...given, positional: [plain, ...given.positional] });
  },
  true,
);
