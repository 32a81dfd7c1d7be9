// What a run feeds, as it is recorded: values that the reading knows, and what the run itself fetched before.
import { message, type MessagePart } from '../../base/message';
import { type GraphCall, holdsUnknown } from '../../base/graph-call';
import { mostWhole } from '../../base/formula';
import type { Span } from '../../python/syntax';
import { unknownIn } from '../recorded-value';
import type { Value } from '../values';
import type { FormulaOfPart, GraphValues } from './graph-values';
import type { ObservedSlots } from './observed-slots';
import type { RecordedFeed } from './recorded-steps';

type Feed = readonly [placeholder: Value, value: Value];

/** Records what runs feed. */
export class FedFeeds {
  constructor(
    private readonly calls: readonly GraphCall[],
    private readonly values: GraphValues,
    private readonly slots: ObservedSlots,
  ) {}

  /** The feeds of a run at a place; what it feeds again of what was fetched is only followed where the run `isKept`. */
  recorded(feeds: readonly Feed[], span: Span, isKept: boolean): RecordedFeed[] {
    const formulaOf: FormulaOfPart = (part) => (isKept ? this.fedAgain(part) : null);
    return feeds.map(([placeholder, given]) => {
      const value = this.values.toFeed(given, formulaOf, {
        what: (shape) => message('an array of shape {0} that is fed to {1}', shape, this.nameOf(placeholder)),
        span,
      });
      const missing = holdsUnknown(value) ? unknownIn(given, span) : null;
      return { placeholder: this.values.toGraph(placeholder), value, missing };
    });
  }

  /** Whether a run can be fed what is only known during it: in this reading, if it keeps that. */
  readonly fedAgain: FormulaOfPart = ({ formula }) =>
    formula !== undefined && this.slots.wants(formula) ? this.slots.backwards(formula, mostWhole) : null;

  /** What a placeholder is called: by its own name, else by where it is made. */
  private nameOf(placeholder: Value): MessagePart {
    const call = placeholder.kind === 'tensor' ? this.calls[placeholder.call] : undefined;
    const name = call?.kwargs['name'];
    if (name?.kind === 'string') return name.value;
    return call?.range ? message('the placeholder of line {0}', call.range.line) : message('a placeholder');
  }
}
