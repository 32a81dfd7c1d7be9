import type { LibrarySymbol } from '../../frameworks/symbol';
import type { Arguments, Value } from '../values/values';
import { placeOf } from '../../frameworks/signature';
import { argument } from '../walk/arguments';

/** What the walk needs of a symbol. */
export type Called = Pick<LibrarySymbol, 'name' | 'meaning' | 'signature'>;

/** The argument of a parameter, and its expression; null where it is not given. */
export function given({ signature }: Called, name: string, args: Arguments): Value | null {
  const place = signature === null ? -1 : placeOf(signature, name);
  return place < 0 ? (args.named.get(name) ?? null) : argument(args, place, name);
}
