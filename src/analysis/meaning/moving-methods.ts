import type { MeaningOf } from '../../frameworks/symbol';
import { methodNamed } from '../../frameworks/tensorflow1/catalogue';

/** How a method of that name changes its variable; null where it changes none. */
export function movesOf(name: string): MeaningOf<'operation'>['moves'] {
  const meaning = methodNamed(name)?.meaning;
  return meaning?.kind === 'operation' ? meaning.moves : null;
}
