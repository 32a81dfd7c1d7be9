import type { Argument, Expression, Module, Parameter, Span, Statement, Suite } from './syntax';

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
  if (enter(node)) visitParts(node, enter);
}

/** Visits what is right below a node. Written out, because it is what every reader of syntax spends its time in. */
function visitParts(node: Expression | Statement, enter: Enter): void {
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
    case 'Attribute':
      visitNode(node.object, enter);
      return;
    case 'Call':
      visitNode(node.callee, enter);
      visitArguments(node.arguments, enter);
      return;
    case 'Subscript':
      visitNode(node.object, enter);
      visitNode(node.index, enter);
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
    case 'Binary':
    case 'Boolean':
      visitNode(node.left, enter);
      visitNode(node.right, enter);
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
      for (const part of node.parts) if (typeof part !== 'string') visitNode(part.value, enter);
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

/** Whether a span lies within another. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
