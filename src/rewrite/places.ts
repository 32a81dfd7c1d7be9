import { type Message, message } from '../base/message';
import type { SourceRange } from '../base/source-range';
import type { SourceText } from '../python/source-text';
import type { Argument, Call, Expression, Span } from '../python/syntax';
import type { FunctionDefinition, Module } from '../python/statements';
import { contains, visit } from '../python/visit';

/** A text of the program with its syntax: its own, or a module's that it imports. */
export interface RewrittenModule {
  readonly source: SourceText;
  readonly syntax: Module;
}

/** A stretch of a source and what is to stand there; `what` says it to the user, in the program's own words. */
export interface SourceEdit {
  readonly range: SourceRange;
  readonly text: string;
  readonly what: string;
}

/** Why something cannot be written into the source. */
export class CannotRewrite extends Error {
  override readonly name = 'CannotRewrite';

  constructor(readonly reason: Message) {
    super(reason.text);
  }
}

/** A place of the program's source. */
export interface Place<T extends Expression = Expression> {
  readonly module: RewrittenModule;
  readonly node: T;
}

/** The range of a node. */
export function rangeOf({ module, node }: { readonly module: RewrittenModule; readonly node: Span }): SourceRange {
  return module.source.range(node);
}

/** The text of a node. */
export function textOf({ module, node }: Place): string {
  return module.source.text.slice(node.start, node.end);
}

/** The call that stands at a range, as the interpreter recorded it. */
export function callAt(modules: readonly RewrittenModule[], range: SourceRange | null): Place<Call> {
  const module = modules.find(({ source }) => source.file === range?.file);
  if (module === undefined || range === null)
    throw new CannotRewrite(message('The call is made in a file that is not at hand.'));
  const found: Call[] = [];
  visit(module.syntax, (node) => {
    if (node.kind === 'Call') {
      const { cell, start, end } = module.source.range(node);
      if (cell === range.cell && start === range.start && end === range.end) found.push(node);
    }
    return true;
  });
  const [node] = found;
  if (node === undefined) throw new CannotRewrite(message('The call is not where it was: the program has changed.'));
  return { module, node };
}

/** An argument of a call by its name or its place; null where it is not given. A star may hold anything, so that there is no telling. */
export function argumentOf({ node }: Place<Call>, name: string, index: number): Argument | null {
  if (node.arguments.some(({ star }) => star !== ''))
    throw new CannotRewrite(message('The arguments are unpacked with a star: their values are written elsewhere.'));
  const positional = node.arguments.filter((argument) => argument.name === null);
  return node.arguments.find((argument) => argument.name === name) ?? positional[index] ?? null;
}

/** The functions around an offset, innermost first. */
export function functionsAround({ syntax }: RewrittenModule, offset: Span): FunctionDefinition[] {
  const found: FunctionDefinition[] = [];
  visit(syntax, (node) => {
    if (node.kind === 'FunctionDefinition' && contains(node.body, offset)) found.unshift(node);
    return contains(node, offset);
  });
  return found;
}

/** The last name of a called expression: `exponential_decay` of `tf.train.exponential_decay`. */
export function calleeName({ callee }: Call): string | null {
  if (callee.kind === 'Name') return callee.name;
  return callee.kind === 'Attribute' ? callee.name : null;
}
