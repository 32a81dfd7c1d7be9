import { message } from '../base/message';
import type { Argument, Call, Expression } from '../python/syntax';
import type { FunctionDefinition, Statement, Suite } from '../python/statements';
import { visit } from '../python/visit';
import {
  calleeName,
  CannotRewrite,
  functionsAround,
  type Place,
  rangeOf,
  type RewrittenModule,
  textOf,
} from './places';

/** Finds the module that an import names; null where it is not of the workspace. */
export type FindModule = (name: string, level: number, from: RewrittenModule) => RewrittenModule | null;

/** A value that goes through more hands is not followed. */
const deepest = 12;

/**
 * The literal that an expression gets its value from: itself, or the one that a name, a parameter, a flag or a setting was given. That
 * it is the one that counts shows only when the changed program is read again. Throws CannotRewrite where there is no such literal.
 */
export class OriginFinder {
  constructor(private readonly findModule: FindModule) {}

  find(place: Place, depth = 0): Place {
    const { node } = place;
    if (depth > deepest) return this.refuse(place);
    if (isLiteral(node)) return place;
    switch (node.kind) {
      case 'Name':
        return this.ofName(place, node.name, depth + 1);
      case 'Attribute':
        return this.ofAttribute(place, node.object, node.name, depth + 1);
      case 'Subscript':
        return this.ofItem(place, node.object, node.index, depth + 1);
      case 'Call': {
        // A conversion of a number is that number.
        const [first] = node.arguments;
        const isConversion = /^(?:float|int|bool|constant|Variable|float32|float64|to_float)$/.test(
          calleeName(node) ?? '',
        );
        return isConversion && first !== undefined
          ? this.find({ ...place, node: first.value }, depth + 1)
          : this.refuse(place);
      }
      default:
        return this.refuse(place);
    }
  }

  private refuse(place: Place): never {
    throw new CannotRewrite(
      message('It is computed by “{0}” on line {1}: change that by hand.', textOf(place), rangeOf(place).line),
    );
  }

  private ofName(place: Place, name: string, depth: number): Place {
    const { module } = place;
    for (const definition of functionsAround(module, place.node)) {
      const parameter = definition.parameters.find((candidate) => candidate.name === name);
      if (parameter !== undefined) return this.ofParameter(place, definition, name, depth);
      const bound = bindings(definition.body, name);
      if (bound.length > 0) return this.ofBindings(place, bound, name, depth);
    }
    return this.ofBindings(place, bindings(module.syntax.body, name), name, depth);
  }

  private ofBindings(place: Place, bound: readonly Binding[], name: string, depth: number): Place {
    const [first] = bound;
    if (first === undefined) return this.refuse(place);
    const only = bound.length === 1 ? first : lastBefore(bound, place.node.start);
    if (only === null)
      throw new CannotRewrite(message('“{0}” is set in more than one place: change the right one by hand.', name));
    if (only.kind === 'value') return this.find({ ...place, node: only.value }, depth);
    if (only.kind === 'import') {
      const imported = this.findModule(only.module, only.level, place.module);
      if (imported === null) return this.refuse(place);
      const start = { module: imported, node: place.node };
      return this.ofBindings(start, bindings(imported.syntax.body, only.name), only.name, depth);
    }
    return this.refuse(place);
  }

  /** What the only call of a function hands over, else the parameter's default. */
  private ofParameter(
    place: Place,
    { name: called, parameters }: FunctionDefinition,
    name: string,
    depth: number,
  ): Place {
    const { module } = place;
    const calls = callsIn(module, (call) => calleeName(call) === called);
    if (calls.length > 1)
      throw new CannotRewrite(
        message(
          '“{0}” is a parameter of {1}, which is called in more than one place: change the right one by hand.',
          name,
          called,
        ),
      );
    const parameter = parameters.find((candidate) => candidate.name === name);
    const [call] = calls;
    if (call !== undefined) {
      const isMethod = parameters[0]?.name === 'self' && call.callee.kind === 'Attribute';
      const index = parameters.findIndex((candidate) => candidate.name === name) - (isMethod ? 1 : 0);
      const given = givenArgument(call, name, index);
      if (given !== null) return this.find({ module, node: given.value }, depth);
    }
    if (parameter === undefined || parameter.default === null) return this.refuse(place);
    return this.find({ module, node: parameter.default }, depth);
  }

  private ofAttribute(place: Place, object: Expression, name: string, depth: number): Place {
    const { module } = place;
    const isSelf = object.kind === 'Name' && object.name === 'self';
    const values = [
      isSelf ? null : flagDefault(module, name),
      isSelf ? null : keywordOf(module, object, name),
      attributeValue(module, name),
      isSelf ? null : onlyKeyword(module, name),
    ];
    for (const value of values) {
      const origin = value === null ? null : this.attempt({ module, node: value }, depth);
      if (origin !== null) return origin;
    }
    const imported = object.kind === 'Name' ? this.importedModule(module, object.name) : null;
    if (imported === null) return this.refuse(place);
    return this.ofBindings({ module: imported, node: place.node }, bindings(imported.syntax.body, name), name, depth);
  }

  /** Null where an expression has no literal: there may be another one that the value comes from. */
  private attempt(place: Place, depth: number): Place | null {
    try {
      return this.find(place, depth);
    } catch (error) {
      if (error instanceof CannotRewrite) return null;
      throw error;
    }
  }

  private importedModule(module: RewrittenModule, name: string): RewrittenModule | null {
    for (const statement of module.syntax.body.statements) {
      if (statement.kind === 'Import') {
        const found = statement.names.find(({ name: path, alias }) => (alias ?? path) === name);
        if (found !== undefined) return this.findModule(found.name, 0, module);
      } else if (statement.kind === 'ImportFrom') {
        const found = statement.names.find(({ name: path, alias }) => (alias ?? path) === name);
        const path = [statement.module, found?.name].filter((part) => part !== '').join('.');
        if (found !== undefined) return this.findModule(path, statement.level, module);
      }
    }
    return null;
  }

  /** `config['rate']`: the dictionary's own entry. */
  private ofItem(place: Place, object: Expression, index: Expression, depth: number): Place {
    if (object.kind !== 'Name' || index.kind !== 'String') return this.refuse(place);
    const [only, second] = bindings(place.module.syntax.body, object.name);
    if (only?.kind !== 'value' || second !== undefined) return this.refuse(place);
    const { value } = only;
    const entry =
      value.kind === 'Dict'
        ? value.entries.find(({ key }) => key?.kind === 'String' && key.value === index.value)?.value
        : value.kind === 'Call'
          ? value.arguments.find(({ name }) => name === index.value)?.value
          : undefined;
    return entry === undefined ? this.refuse(place) : this.find({ ...place, node: entry }, depth);
  }
}

/** Whether an expression is written out: a number, a truth value, or a list of such. */
export function isLiteral(node: Expression): boolean {
  if (node.kind === 'Number' || (node.kind === 'Constant' && typeof node.value === 'boolean')) return true;
  if (node.kind === 'Unary') return (node.operator === '-' || node.operator === '+') && node.operand.kind === 'Number';
  return (node.kind === 'List' || node.kind === 'Tuple') && node.items.every(isLiteral);
}

type Binding =
  | { readonly kind: 'value'; readonly value: Expression }
  | { readonly kind: 'import'; readonly module: string; readonly level: number; readonly name: string }
  | { readonly kind: 'other' };

/** Of several values of a name the last one above a place; null where something else than an assignment sets it too. */
function lastBefore(bound: readonly Binding[], offset: number): Binding | null {
  if (bound.some(({ kind }) => kind !== 'value')) return null;
  return bound.findLast((one) => one.kind === 'value' && one.value.end <= offset) ?? null;
}

/** Everything that gives a name a value in one scope; what functions within it do with the name is theirs. */
function bindings(scope: Suite, name: string): Binding[] {
  const found: Binding[] = [];
  visit(scope, (node) => {
    if (node.kind === 'FunctionDefinition' || node.kind === 'ClassDefinition' || node.kind === 'Lambda') return false;
    found.push(...bindingsOf(node, name));
    return true;
  });
  return found;
}

function bindingsOf(node: Expression | Statement, name: string): Binding[] {
  const isName = (target: Expression): boolean => target.kind === 'Name' && target.name === name;
  switch (node.kind) {
    case 'Assign':
      return node.targets.flatMap((target): Binding[] => {
        if (isName(target)) return [{ kind: 'value', value: node.value }];
        if (target.kind !== 'Tuple' && target.kind !== 'List') return [];
        const at = target.items.findIndex(isName);
        if (at < 0) return [];
        const value = node.value.kind === 'Tuple' || node.value.kind === 'List' ? node.value.items[at] : undefined;
        return [value === undefined ? { kind: 'other' } : { kind: 'value', value }];
      });
    case 'AnnotatedAssign':
      return node.value !== null && isName(node.target) ? [{ kind: 'value', value: node.value }] : [];
    case 'AugmentedAssign':
    case 'For':
      return isName(node.target) ? [{ kind: 'other' }] : [];
    case 'NamedExpression':
      return node.name === name ? [{ kind: 'value', value: node.value }] : [];
    case 'ImportFrom':
      return node.names
        .filter(({ name: path, alias }) => (alias ?? path) === name)
        .map(({ name: path }) => ({ kind: 'import', module: node.module, level: node.level, name: path }));
    default:
      return [];
  }
}

function callsIn({ syntax }: RewrittenModule, isWanted: (call: Call) => boolean): Call[] {
  const found: Call[] = [];
  visit(syntax, (node) => {
    if (node.kind === 'Call' && isWanted(node)) found.push(node);
    return true;
  });
  return found;
}

function givenArgument({ arguments: given }: Call, name: string, index: number): Argument | null {
  const positional = given.filter((argument) => argument.name === null);
  return given.find((argument) => argument.name === name) ?? (index < 0 ? null : (positional[index] ?? null));
}

/** The default of a flag of `tf.app.flags` or absl, or of an option of argparse. */
function flagDefault(module: RewrittenModule, name: string): Expression | null {
  const isText = (node: Expression | undefined, texts: readonly string[]): boolean =>
    node?.kind === 'String' && texts.includes(node.value);
  const [flag, second] = callsIn(module, (call) => {
    const [first] = call.arguments;
    const callee = calleeName(call) ?? '';
    if (/^DEFINE_/.test(callee)) return isText(first?.value, [name]);
    if (callee !== 'add_argument') return false;
    const spellings = [`--${name}`, `--${name.replaceAll('_', '-')}`, name];
    const target = call.arguments.find((argument) => argument.name === 'dest');
    return target === undefined
      ? call.arguments.some((argument) => argument.name === null && isText(argument.value, spellings))
      : isText(target.value, [name]);
  });
  if (flag === undefined || second !== undefined) return null;
  const isDefine = calleeName(flag) !== 'add_argument';
  return givenArgument(flag, 'default', isDefine ? 1 : -1)?.value ?? null;
}

/** `HParams(rate=0.1)`: the keyword that made an object's attribute. */
function keywordOf(module: RewrittenModule, object: Expression, name: string): Expression | null {
  if (object.kind !== 'Name') return null;
  const [only, second] = bindings(module.syntax.body, object.name);
  if (only?.kind !== 'value' || second !== undefined || only.value.kind !== 'Call') return null;
  return only.value.arguments.find((argument) => argument.name === name)?.value ?? null;
}

/** A setting that is passed by its name once in the whole module, written out: as of a named tuple that holds settings. */
function onlyKeyword(module: RewrittenModule, name: string): Expression | null {
  const values = callsIn(module, () => true).flatMap(({ arguments: given }) =>
    given.filter((argument) => argument.name === name && isLiteral(argument.value)).map(({ value }) => value),
  );
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** The only value that an attribute of that name is set to: on any object, or in a class's body. */
function attributeValue(module: RewrittenModule, name: string): Expression | null {
  const values: Expression[] = [];
  visit(module.syntax, (node) => {
    if (node.kind === 'Assign') {
      const isTarget = (target: Expression): boolean => target.kind === 'Attribute' && target.name === name;
      if (node.targets.some(isTarget)) values.push(node.value);
    } else if (node.kind === 'ClassDefinition') {
      for (const binding of bindings(node.body, name)) if (binding.kind === 'value') values.push(binding.value);
    }
    return true;
  });
  return values.length === 1 ? (values[0] ?? null) : null;
}
