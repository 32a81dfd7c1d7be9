import type { SourceModule } from '../analysis/walk/program';
import type { Comment } from './suppress';

/** A module's comments, in order, with their places in the file or in the notebook's cell. */
export function commentsIn({ source, syntax }: SourceModule): Comment[] {
  return syntax.comments.map((span) => {
    const lineStart = source.text.lastIndexOf('\n', span.start - 1) + 1;
    return {
      range: source.range(span),
      text: source.slice(span),
      isAlone: source.text.slice(lineStart, span.start).trim() === '',
    };
  });
}
