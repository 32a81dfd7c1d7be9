import { message, type Message } from '../base/message';
import type { Span } from '../python/syntax';
import { notKnown } from './not-known';
import type { MersenneTwister } from './numpy/mersenne-twister';
import { type Arguments, type BuiltinValue, tolerant, type Value } from './values';
import { withoutFormula } from './formula-values';

/** Notes something that is not understood, with its place. */
export type Note = (why: Message, span: Span) => void;

/** How random numbers are drawn. */
export interface Drawing {
  readonly generator: MersenneTwister;
  /** Null where the numbers are not modelled. Throws NotKnown where something that they need is not known. */
  readonly call: ((given: Arguments) => Value | null) | null;
  /** Whether it chooses among what it is given: the order is known where what is in it is not. */
  readonly isChoice: boolean;
  readonly note: Note;
}

/** A function that draws random numbers. Where it cannot, those that follow are not the program's own either: that is noted. */
export function drawingFunction(name: string, { generator, call, isChoice, note }: Drawing): BuiltinValue {
  return {
    ...tolerant(
      name,
      isChoice ? [0] : [],
      (given) => call?.(given) ?? notKnown(message('{0} of these', name), given.span),
    ),
    lost: ({ span }, why) => {
      if (/\bseed$/.test(name))
        note(message('the seed of random numbers is not known: they are others than the program’s own'), span);
      else if (generator.isSeeded) note(lostNumbers, span);
      return withoutFormula(why);
    },
  };
}

/** Why random numbers are not those of the program. */
export const lostNumbers = message(
  'how many random numbers are drawn here is not known: those that follow are others than the program’s own',
);
