import { type Message, message, type MessagePart } from '../base/message';
import { placeText, type SourceRange } from '../base/source-range';
import { rateText } from '../base/number-text';
import type { NamedPlace, StepMover, StepReader } from './step-case';

/** A name of the program's; else where it is made, or `the step` where that is not known either. */
export function nameText(named: NamedPlace | null): MessagePart {
  if (named === null) return message('the step');
  const { name, range } = named;
  return name ?? (range === null ? message('the step') : message('the variable made on line {0}', range.line));
}

/** A call with its place, as a text that stands at `from` names it: `assign_add() on line 7`. */
export function callText({ name, range }: NamedPlace & { readonly name: string }, from: SourceRange | null): Message {
  return range === null ? message('{0}()', name) : message('{0}() {1}', name, placed(range, from));
}

/** What a reader is: TensorFlow's name, or words for what the program itself computes. */
export function kindText({ kind, role }: Pick<StepReader, 'kind' | 'role'>): MessagePart {
  if (role === 'arithmetic') return message('the learning rate');
  if (role === 'loss') return message('the loss');
  return role === 'argument' && kind === 'the optimizer' ? message('the optimizer') : kind;
}

/** A reader with its place: `exponential_decay on line 7`. */
export function readerText(
  { kind, role, range }: Pick<StepReader, 'kind' | 'role' | 'range'>,
  from: SourceRange | null,
): MessagePart {
  const reader = kindText({ kind, role });
  return range === null ? reader : message('{0} {1}', reader, placed(range, from));
}

/** What a mover adds in an iteration: `assign_add() on line 7 adds 1`. */
export function moverText(mover: StepMover, from: SourceRange | null): Message {
  const { adds, perIteration } = mover;
  const call = callText(mover, from);
  return adds === null ? message('{0} sets it', call) : message('{0} adds {1}', call, rateText(adds * perIteration));
}

/** Where nothing says from where it is read, a notebook's cell is named. */
function placed(range: SourceRange, from: SourceRange | null): Message {
  return placeText(range, from ?? { ...range, cell: null });
}
