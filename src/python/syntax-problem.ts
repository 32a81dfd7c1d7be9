import { type Message, message } from '../base/message';
import { readOutline } from './outline';
import type { SourceText } from './source-text';
import type { Span } from './syntax';
import type { Module } from './statements';

/** The first place at which a text is no Python, of version 2 or 3, and why, in CPython's words. */
export interface SyntaxProblem {
  readonly message: Message;
  readonly span: Span;
  /** Whether it may be Python, but nests deeper or is longer than is read. */
  readonly isUnread: boolean;
}

/**
 * What CPython's parser would say of a text that was parsed. It errs on the side of null: what only the compiler finds (`return` outside
 * of a function) is not looked for, and what one version of Python takes is taken.
 */
export function syntaxProblem(module: Module, source: SourceText): SyntaxProblem | null {
  const { text } = source;
  const isNotebook = source.parts.some(({ cell }) => cell !== null);
  const { starts, ends } = readOutline(text);
  const lineOf = (offset: number): string => {
    const index = starts.findLastIndex((start) => start <= offset);
    return index < 0 ? '' : text.slice(starts[index], ends[index]);
  };
  const faults = module.errors.filter(({ start, isUnread }) => {
    const line = lineOf(start);
    return isUnread || (!isPython2(line, text.slice(start)) && !(isNotebook && isAutomagic(line)));
  });
  const broken = faults.find(({ isUnread }) => !isUnread);
  // IPython takes a cell's own indentation away.
  const indented = isNotebook ? null : indentationProblem(source);
  const [unread] = faults;
  if (broken === undefined && indented === null && unread !== undefined)
    return { message: message('the code here nests deeper, or is longer, than is read'), span: unread, isUnread: true };
  if (broken === undefined || (indented !== null && indented.span.start < broken.start)) return indented;
  return { message: message('invalid syntax'), span: broken, isUnread: false };
}

/** Statements of Python 2, or with names that became keywords, which the grammar does not have. */
function isPython2(line: string, rest: string): boolean {
  return (
    /(?:^|[;:])\s*exec\b/.test(line) ||
    /\basync\b(?!\s+(?:def|for|with)\b)/.test(line) ||
    /\.\s*(?:True|False|None|print|exec)\b/.test(line) ||
    /^\\\r?\n[ \t]*\r?\n/.test(rest)
  );
}

/** `pip install x` in a cell: two words beside each other, which IPython takes for a magic without its `%`. */
function isAutomagic(line: string): boolean {
  return /^\s*[a-z_]+[ \t]+[-\w./~]/.test(line);
}

/** The first line whose indentation does not fit, by Python's tokenizer; a tab goes to the next multiple of eight. */
function indentationProblem({ text }: SourceText): SyntaxProblem | null {
  const { starts, ends, indents } = readOutline(text);
  const open = [0];
  let opensBlock = false;
  for (const [line, start] of starts.entries()) {
    const end = ends[line] ?? start;
    const indent = columnsOf(text.slice(start, end)) ?? indents[line] ?? 0;
    const isDeeper = indent > (open.at(-1) ?? 0);
    if (isDeeper !== opensBlock)
      return {
        message: opensBlock ? message('expected an indented block') : message('unexpected indent'),
        span: { start, end },
        isUnread: false,
      };
    if (isDeeper) open.push(indent);
    while ((open.at(-1) ?? 0) > indent) open.pop();
    if (open.at(-1) !== indent)
      return {
        message: message('unindent does not match any outer indentation level'),
        span: { start, end },
        isUnread: false,
      };
    opensBlock = text[end - 1] === ':';
  }
  const last = starts.at(-1) ?? 0;
  return opensBlock
    ? { message: message('expected an indented block'), span: { start: last, end: text.length }, isUnread: false }
    : null;
}

/** Columns of a line's indentation, where it has tabs. */
function columnsOf(line: string): number | null {
  const [space = ''] = /^[ \t\f]*/.exec(line) ?? [];
  if (!space.includes('\t')) return null;
  let columns = 0;
  for (const character of space) {
    if (character === '\t') columns = (Math.floor(columns / 8) + 1) * 8;
    else if (character === ' ') columns += 1;
    else columns = 0;
  }
  return columns;
}
