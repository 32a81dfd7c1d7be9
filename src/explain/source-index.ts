import type { SourceRange } from '../base/source-range';
import type { SourceText } from '../python/source-text';
import type { Call, Expression } from '../python/syntax';
import type { Module, Statement } from '../python/statements';
import { visit } from '../python/visit';

/** A call as the source has it. */
export interface SourceCall {
  /** The callee, its first name resolved through imports and bindings: `tensorflow.train.AdamOptimizer().minimize`. */
  readonly callee: string;
  /** The last name of the callee. */
  readonly name: string;
  /** What a method is called on, as written; "" for a plain function. */
  readonly receiver: string;
  /** The called name. */
  readonly range: SourceRange;
  /** Positional arguments, as written. */
  readonly args: readonly string[];
  /** Keyword arguments, as written. */
  readonly keywords: Readonly<Record<string, string>>;
  /** Loops around it, outermost first, by where they start. */
  readonly loops: readonly number[];
}

/** What a name or `self.x` was bound to. */
export interface SourceBinding {
  readonly name: string;
  /** The value, as written. */
  readonly text: string;
  /** Of a call: its resolved callee; else null. */
  readonly callee: string | null;
  readonly range: SourceRange;
  /** Whether the value is computed from the name itself by arithmetic. */
  readonly isArithmetic: boolean;
}

/** Every call and every binding of a program, in source order: enough to point at lines, whatever functions they stand in. */
export interface SourceIndex {
  readonly calls: readonly SourceCall[];
  readonly bindings: readonly SourceBinding[];
  /** Classes that the program defines, with their bases as resolved names. */
  readonly classes: readonly {
    readonly name: string;
    readonly bases: readonly string[];
    readonly range: SourceRange;
  }[];
}

/** A name with dots, resolved by who imported or bound its first part; "" for anything else. */
type Resolve = (expression: Expression) => string;

/** Reads the calls and bindings of a program. */
export function indexSource(module: Module, source: SourceText): SourceIndex {
  const imports = importsOf(module);
  const callees = new Map<string, string>();
  const resolve: Resolve = (expression) => {
    switch (expression.kind) {
      case 'Name':
        return imports.get(expression.name) ?? callees.get(expression.name) ?? expression.name;
      case 'Attribute': {
        const known = callees.get(source.slice(expression));
        return known ?? `${resolve(expression.object)}.${expression.name}`;
      }
      case 'Call':
        return `${resolve(expression.callee)}()`;
      case 'Subscript':
        return `${resolve(expression.object)}[]`;
      default:
        return '';
    }
  };
  const index = {
    calls: [] as SourceCall[],
    bindings: [] as SourceBinding[],
    classes: [] as SourceIndex['classes'][number][],
  };
  const loops: { readonly start: number; readonly end: number }[] = [];
  visit(module, (node) => {
    while (loops.length > 0 && node.start >= (loops.at(-1)?.end ?? 0)) loops.pop();
    if (node.kind === 'For' || node.kind === 'While') loops.push(node);
    if (node.kind === 'Call')
      index.calls.push(
        callOf(
          node,
          source,
          resolve,
          loops.map(({ start }) => start),
        ),
      );
    for (const { target, value } of boundBy(node)) {
      const name = source.slice(target);
      const callee = value.kind === 'Call' ? resolve(value.callee) : null;
      const isArithmetic = value.kind === 'Binary' || value.kind === 'Number';
      index.bindings.push({ name, text: source.slice(value), callee, range: source.range(target), isArithmetic });
      if (callee !== null) callees.set(name, `${callee}()`);
      else callees.delete(name);
    }
    if (node.kind === 'ClassDefinition') {
      const bases = node.bases.map(({ value }) => resolve(value));
      index.classes.push({ name: node.name, bases, range: source.range(node.nameSpan) });
    }
    return true;
  });
  return index;
}

function callOf(node: Call, source: SourceText, resolve: Resolve, loops: readonly number[]): SourceCall {
  const { callee } = node;
  const called = callee.kind === 'Attribute' ? callee.nameSpan : callee;
  const args = node.arguments.filter(({ name, star }) => name === null && star === '');
  const keywords = node.arguments.flatMap(({ name, value }) => (name === null ? [] : [[name, source.slice(value)]]));
  const resolved = resolve(callee);
  return {
    callee: resolved,
    name: callee.kind === 'Attribute' ? callee.name : (resolved.split('.').at(-1) ?? resolved),
    receiver: callee.kind === 'Attribute' ? source.slice(callee.object) : '',
    range: source.range(called),
    args: args.map(({ value }) => source.slice(value)),
    keywords: Object.fromEntries(keywords) as Readonly<Record<string, string>>,
    loops,
  };
}

/** Names and attributes that a statement binds, each with its value; a tuple is taken apart where both sides are one. */
function boundBy(node: Expression | Statement): { readonly target: Expression; readonly value: Expression }[] {
  switch (node.kind) {
    case 'Assign':
      return node.targets.flatMap((target) => pairs(target, node.value));
    case 'AnnotatedAssign':
      return node.value === null ? [] : pairs(node.target, node.value);
    case 'With':
      return node.items.flatMap(({ context, target }) => (target === null ? [] : pairs(target, context)));
    default:
      return [];
  }
}

function pairs(target: Expression, value: Expression): { readonly target: Expression; readonly value: Expression }[] {
  if (target.kind !== 'Tuple' && target.kind !== 'List') return [{ target, value }];
  const isTaken = (value.kind === 'Tuple' || value.kind === 'List') && value.items.length === target.items.length;
  return target.items.flatMap((item, index) => pairs(item, isTaken ? (value.items[index] ?? value) : value));
}

/** What each imported name stands for, in full; `import a.b` binds `a`. */
function importsOf(module: Module): ReadonlyMap<string, string> {
  const imports = new Map<string, string>();
  visit(module, (node) => {
    if (node.kind === 'Import') {
      for (const { name, alias } of node.names) if (alias !== null) imports.set(alias, name);
    } else if (node.kind === 'ImportFrom') {
      for (const { name, alias } of node.names) imports.set(alias ?? name, `${node.module}.${name}`);
    }
    return true;
  });
  return imports;
}
