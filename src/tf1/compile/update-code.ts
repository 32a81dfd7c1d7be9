// JavaScript of optimizers' updates, printed from the equations of the optimizers' records.
import { counted } from '../../base/counted';
import { exactOperations, type Expression, isLeaf, type Leaf, nodesOf, operandsOf } from '../../frameworks/equation';
import { resultsOf, type Update } from '../../frameworks/tensorflow1/optimizers/record';
import { elementwiseCode } from './elementwise-code';
import { literal } from './ir';

/** What prints equations into one place of the generated code. */
export interface Printer {
  /** The name of a value that is given from outside. */
  readonly leaf: (leaf: Leaf) => string;
  /** Rounds an expression to the dtype. */
  readonly round: (code: string) => string;
  /** Binds an expression to a name. */
  readonly bind: (code: string) => string;
}

/** The parts of an update that are the same for all elements: arithmetic of scalars, as much in one part as there is. */
export function commonParts(update: Update): readonly Expression[] {
  const nodes = nodesOf(resultsOf(update));
  const common = new Set<Expression>();
  for (const node of nodes) if (isCommon(node, common)) common.add(node);
  const inner = new Set(nodes.filter((node) => !common.has(node)).flatMap(operandsOf));
  return nodes.filter((node) => common.has(node) && isComputed(node) && inner.has(node));
}

/** Comparisons are printed where they are used: a branch reads better by its condition than by a number that stands for it. */
const isComputed = (node: Expression): boolean =>
  node.kind === 'apply' && node.operation !== 'Greater' && node.operation !== 'Equal';

function isCommon(node: Expression, common: ReadonlySet<Expression>): boolean {
  if (isLeaf(node)) return node.kind === 'scalar';
  return operandsOf(node).every((operand) => common.has(operand));
}

/** The code of expressions. `known` has names of those that are computed already. A node that is used twice is bound to a name. */
export function printed(
  roots: readonly Expression[],
  printer: Printer,
  known: ReadonlyMap<Expression, string> = new Map(),
): string[] {
  const uses = counted([...roots, ...nodesOf(roots).flatMap(operandsOf)]);
  const names = new Map(known);
  const print = (node: Expression): string => {
    const name = names.get(node);
    if (name !== undefined) return name;
    const code = codeOf(node, print, printer);
    if (operandsOf(node).length === 0 || (uses.get(node) ?? 0) < 2) return code;
    const bound = printer.bind(code);
    names.set(node, bound);
    return bound;
  };
  return roots.map(print);
}

function codeOf(node: Expression, print: (node: Expression) => string, { leaf, round }: Printer): string {
  switch (node.kind) {
    case 'number':
      return literal(node.value);
    case 'choose':
      return `(${print(node.when)} ? ${print(node.then)} : ${print(node.otherwise)})`;
    case 'apply': {
      const code = elementwiseCode(node.operation, 'float64');
      if (code === null || !('expression' in code)) throw new Error(`equations know no ${node.operation}`);
      const [x = '', y = ''] = node.operands.map(print);
      const expression = code.expression(x, y);
      return exactOperations.has(node.operation) ? `(${expression})` : round(expression);
    }
    default:
      return leaf(node);
  }
}
