import type { Argument, Call, Expression, FunctionDefinition, Module, Span, Statement } from '../python/syntax';
import { contains, visit } from '../python/visit';

/** What a name is bound to: an expression, or a path of imported modules. */
export type Binding =
  | { readonly kind: 'value'; readonly value: Expression; readonly at: Span }
  | { readonly kind: 'import'; readonly path: string }
  /** A parameter, a loop's target, a definition: something, but not known what. */
  | { readonly kind: 'other' };

interface Scope extends Span {
  readonly names: Map<string, Binding[]>;
}

/** Who is bound to what: every name of a module, by the scope that binds it. */
export class Bindings {
  private readonly scopes: Scope[] = [];
  private readonly attributes = new Map<string, Binding[]>();

  constructor(module: Module) {
    this.scopes.push({ start: module.start, end: module.end, names: new Map() });
    visit(module, (node) => {
      if (node.kind === 'FunctionDefinition') this.enterFunction(node);
      return true;
    });
    visit(module, (node) => {
      this.collect(node as Statement);
      return true;
    });
  }

  /** The only thing that a name is bound to where it stands; null where it is unbound, or bound more than once. */
  lookUp(name: string, at: Span): Binding | null {
    for (const scope of this.scopesAround(at)) {
      const bound = scope.names.get(name);
      if (bound !== undefined) return bound.length === 1 ? (bound[0] ?? null) : null;
    }
    return null;
  }

  /** The only thing that an attribute of `self` is bound to, in whichever method. */
  lookUpAttribute(name: string): Binding | null {
    const bound = this.attributes.get(name) ?? [];
    return bound.length === 1 ? (bound[0] ?? null) : null;
  }

  private scopesAround(at: Span): Scope[] {
    return this.scopes.filter((scope) => contains(scope, at)).sort((a, b) => b.start - a.start);
  }

  private enterFunction(definition: FunctionDefinition): void {
    const scope: Scope = { start: definition.start, end: definition.end, names: new Map() };
    for (const { name } of definition.parameters) scope.names.set(name, [{ kind: 'other' }]);
    this.scopes.push(scope);
  }

  private collect(node: Statement): void {
    switch (node.kind) {
      case 'Assign':
        for (const target of node.targets) this.bind(target, { kind: 'value', value: node.value, at: node });
        return;
      case 'AnnotatedAssign':
        if (node.value !== null) this.bind(node.target, { kind: 'value', value: node.value, at: node });
        return;
      case 'AugmentedAssign':
        this.bind(node.target, { kind: 'other' });
        return;
      case 'For':
        this.bind(node.target, { kind: 'other' });
        return;
      case 'With':
        for (const { target } of node.items) if (target !== null) this.bind(target, { kind: 'other' });
        return;
      case 'Import':
        for (const { name, alias } of node.names) {
          const path = alias === null ? (name.split('.')[0] ?? name) : name;
          this.bindName(alias ?? path, node, { kind: 'import', path });
        }
        return;
      case 'ImportFrom':
        for (const { name, alias } of node.names) {
          this.bindName(alias ?? name, node, { kind: 'import', path: `${node.module}.${name}` });
        }
        return;
      case 'FunctionDefinition':
      case 'ClassDefinition':
        this.bindName(node.name, { start: node.start - 1, end: node.end }, { kind: 'other' });
        return;
      default:
    }
  }

  private bind(target: Expression, binding: Binding): void {
    if (target.kind === 'Name') this.bindName(target.name, target, binding);
    else if (target.kind === 'Attribute' && isSelf(target.object)) append(this.attributes, target.name, binding);
    else if (target.kind === 'Tuple' || target.kind === 'List') {
      for (const item of target.items) this.bind(item, { kind: 'other' });
    }
  }

  private bindName(name: string, at: Span, binding: Binding): void {
    const scope = this.scopesAround(at)[0] ?? this.scopes[0];
    if (scope !== undefined) append(scope.names, name, binding);
  }
}

function append(bindings: Map<string, Binding[]>, name: string, binding: Binding): void {
  const bound = bindings.get(name);
  if (bound === undefined) bindings.set(name, [binding]);
  else bound.push(binding);
}

/** Whether an expression is the method's own instance, as methods call it. */
export function isSelf(expression: Expression): boolean {
  return expression.kind === 'Name' && expression.name === 'self';
}

/** The argument of that name, or at that place among the positional ones; null where it is not given or hidden behind a star. */
export function argumentOf(call: Call, index: number, name: string): Argument | null {
  const named = call.arguments.find((argument) => argument.name === name);
  if (named !== undefined) return named;
  const before = call.arguments.slice(0, index + 1);
  const hidden = before.some((argument) => argument.star !== '' || argument.name !== null);
  return hidden ? null : (before[index] ?? null);
}
