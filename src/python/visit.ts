import type {
  Argument,
  Attribute,
  Binary,
  BooleanOperation,
  Call,
  Expression,
  Parameter,
  Span,
  Subscript,
} from './syntax';
import type { If, Module, Statement, Suite } from './statements';

/** Anything of the syntax that has parts. */
export type SyntaxNode = Expression | Statement | Suite | Module;

/** Is called with each node; where it returns false, what is below is passed over. */
export type Enter = (node: Expression | Statement) => boolean;

/** Calls `enter` for every statement and expression below nodes, and for them, in source order, outermost first. */
export function visit(node: SyntaxNode | readonly SyntaxNode[], enter: Enter): void {
  if (isList(node)) for (const item of node) visit(item, enter);
  else if (!('kind' in node)) visitSuite(node, enter);
  else if (node.kind === 'Module') visitSuite(node.body, enter);
  else visitNode(node, enter);
}

function isList(node: SyntaxNode | readonly SyntaxNode[]): node is readonly SyntaxNode[] {
  return Array.isArray(node);
}

function visitSuite(suite: Suite | null, enter: Enter): void {
  if (suite === null) return;
  for (const statement of suite.statements) visitNode(statement, enter);
}

function visitAll(nodes: readonly Expression[], enter: Enter): void {
  for (const node of nodes) visitNode(node, enter);
}

function visitArguments(list: readonly Argument[], enter: Enter): void {
  for (const { value } of list) visitNode(value, enter);
}

function visitParameters(list: readonly Parameter[], enter: Enter): void {
  for (const parameter of list) if (parameter.default !== null) visitNode(parameter.default, enter);
}

function visitNode(node: Expression | Statement, enter: Enter): void {
  if (!enter(node)) return;
  if (isLink(node)) visitChain(node, enter);
  else visitParts(node, enter);
}

/** What begins with something that may be of its own kind again, for thousands of times: `a + b + c`, `a.b().c()`. */
type Link = Binary | BooleanOperation | Attribute | Subscript | Call;

function isLink(node: Expression | Statement): node is Link {
  const { kind } = node;
  return kind === 'Attribute' || kind === 'Call' || kind === 'Binary' || kind === 'Subscript' || kind === 'Boolean';
}

function startOf(link: Link): Expression {
  switch (link.kind) {
    case 'Binary':
    case 'Boolean':
      return link.left;
    case 'Attribute':
    case 'Subscript':
      return link.object;
    case 'Call':
      return link.callee;
  }
}

function visitChain(last: Link, enter: Enter): void {
  const links = [last];
  for (let start = startOf(last); enter(start); start = startOf(start)) {
    if (!isLink(start)) {
      visitParts(start, enter);
      break;
    }
    links.push(start);
  }
  for (let link = links.pop(); link !== undefined; link = links.pop()) visitRest(link, enter);
}

/** Visits what a link of a chain has behind its beginning. */
function visitRest(link: Link, enter: Enter): void {
  switch (link.kind) {
    case 'Binary':
    case 'Boolean':
      visitNode(link.right, enter);
      return;
    case 'Subscript':
      visitNode(link.index, enter);
      return;
    case 'Call':
      visitArguments(link.arguments, enter);
      return;
    case 'Attribute':
      return;
  }
}

/** Visits what is right below a node. Written out, because it is what every reader of syntax spends its time in. */
// eslint-disable-next-line max-lines-per-function -- one case for each kind of node
function visitParts(node: Exclude<Expression | Statement, Link>, enter: Enter): void {
  switch (node.kind) {
    case 'Name':
    case 'Number':
    case 'String':
    case 'Constant':
    case 'BrokenExpression':
    case 'Import':
    case 'ImportFrom':
    case 'Global':
    case 'Pass':
    case 'Break':
    case 'Continue':
      return;
    case 'ExpressionStatement':
    case 'Starred':
    case 'NamedExpression':
      visitNode(node.value, enter);
      return;
    case 'Assign':
      visitAll(node.targets, enter);
      visitNode(node.value, enter);
      return;
    case 'AugmentedAssign':
    case 'AnnotatedAssign':
      visitNode(node.target, enter);
      if (node.value !== null) visitNode(node.value, enter);
      return;
    case 'Return':
    case 'Raise':
    case 'Await':
    case 'Yield':
      if (node.value !== null) visitNode(node.value, enter);
      return;
    case 'Unary':
      visitNode(node.operand, enter);
      return;
    case 'List':
    case 'Tuple':
    case 'Set':
      visitAll(node.items, enter);
      return;
    case 'Comparison':
      visitAll(node.operands, enter);
      return;
    case 'Conditional':
      visitNode(node.body, enter);
      visitNode(node.test, enter);
      visitNode(node.orElse, enter);
      return;
    case 'Slice':
      for (const part of [node.lower, node.upper, node.step]) if (part !== null) visitNode(part, enter);
      return;
    case 'Dict':
      for (const { key, value } of node.entries) {
        if (key !== null) visitNode(key, enter);
        visitNode(value, enter);
      }
      return;
    case 'FormattedString':
      for (const part of node.parts) {
        if (typeof part === 'string') continue;
        visitNode(part.value, enter);
        if (part.format !== null && typeof part.format !== 'string') visitNode(part.format, enter);
      }
      return;
    case 'Lambda':
      visitParameters(node.parameters, enter);
      visitNode(node.body, enter);
      return;
    case 'Comprehension':
      if (node.key !== null) visitNode(node.key, enter);
      visitNode(node.element, enter);
      for (const { target, iterable, conditions } of node.clauses) {
        visitNode(target, enter);
        visitNode(iterable, enter);
        visitAll(conditions, enter);
      }
      return;
    case 'Delete':
      visitAll(node.targets, enter);
      return;
    case 'Assert':
      visitNode(node.test, enter);
      return;
    case 'Print':
      visitAll(node.values, enter);
      return;
    case 'Broken':
      visitAll(node.expressions, enter);
      return;
    default:
      visitCompound(node, enter);
  }
}

type Simple =
  | 'ExpressionStatement'
  | 'Assign'
  | 'AugmentedAssign'
  | 'AnnotatedAssign'
  | 'Return'
  | 'Delete'
  | 'Raise'
  | 'Assert'
  | 'Import'
  | 'ImportFrom'
  | 'Global'
  | 'Pass'
  | 'Break'
  | 'Continue'
  | 'Print'
  | 'Broken';

function visitCompound(node: Exclude<Statement, { readonly kind: Simple }>, enter: Enter): void {
  switch (node.kind) {
    case 'If':
      visitIf(node, enter);
      return;
    case 'While':
      visitNode(node.test, enter);
      visitSuite(node.body, enter);
      visitSuite(node.orElse, enter);
      return;
    case 'For':
      visitNode(node.target, enter);
      visitNode(node.iterable, enter);
      visitSuite(node.body, enter);
      visitSuite(node.orElse, enter);
      return;
    case 'With':
      for (const { context, target } of node.items) {
        visitNode(context, enter);
        if (target !== null) visitNode(target, enter);
      }
      visitSuite(node.body, enter);
      return;
    case 'Try':
      visitSuite(node.body, enter);
      for (const { type, body } of node.handlers) {
        if (type !== null) visitNode(type, enter);
        visitSuite(body, enter);
      }
      visitSuite(node.orElse, enter);
      visitSuite(node.finally, enter);
      return;
    case 'FunctionDefinition':
      visitAll(node.decorators, enter);
      visitParameters(node.parameters, enter);
      visitSuite(node.body, enter);
      return;
    case 'ClassDefinition':
      visitAll(node.decorators, enter);
      visitArguments(node.bases, enter);
      visitSuite(node.body, enter);
      return;
    case 'Match':
      visitNode(node.subject, enter);
      for (const { body } of node.cases) visitSuite(body, enter);
  }
}

/** Visits an `if` and the chain of its `elif`s, which may be thousands. */
function visitIf(first: If, enter: Enter): void {
  for (let node = first; ;) {
    visitNode(node.test, enter);
    visitSuite(node.body, enter);
    const [next, ...others] = node.orElse?.statements ?? [];
    if (next?.kind !== 'If' || others.length > 0) {
      visitSuite(node.orElse, enter);
      return;
    }
    if (!enter(next)) return;
    node = next;
  }
}

/** Whether a span lies within another. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
