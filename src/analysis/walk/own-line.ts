import type { SourceRange } from '../../base/source-range';
import type { LineBreak } from '../../python/source-text';
import type { Frame } from '../values/frame';
import type { World } from './world';

/** Where a statement can be put on a line of its own, before the one that is being walked. */
export interface OwnLine {
  /** Equal in one call of one function, or in one module: what is bound here is seen there. */
  readonly scope: number;
  /** The block that it stands in, and whether that is the scope's own: what is bound in another block may not be bound at all. */
  readonly block: number;
  readonly isOutermost: boolean;
  /** The start of the statement that it comes before. */
  readonly at: SourceRange;
  readonly indent: string;
  readonly newline: LineBreak;
}

const noStatement = /(?:elif|else|except|finally|case)\b|@/y;

/** The line before a frame's statement; null where that does not begin a line by itself. */
export function ownLineBefore(world: World, frame: Frame): OwnLine | null {
  const { statement, suite, body } = frame;
  if (statement === null || suite === null) return null;
  const { source } = frame.module;
  const { start } = statement;
  const before = source.text.lastIndexOf('\n', start - 1);
  const indent = source.text.slice(before + 1, start);
  noStatement.lastIndex = start;
  if (!/^[ \t]*$/.test(indent) || noStatement.test(source.text)) return null;
  return {
    scope: world.contexts.idOf(frame),
    block: world.contexts.idOf(suite),
    isOutermost: suite === body,
    at: source.range({ start, end: start }),
    indent,
    newline: source.lineBreakBefore(start),
  };
}
