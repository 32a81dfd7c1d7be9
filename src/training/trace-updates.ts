import type { NamedTensor, TracedFormula, TracedUpdate } from '../protocol/step-trace';
import {
  type ElementBefore,
  explainedUpdate,
  isExplainedBy,
  type UpdateInputs,
  updateInputs,
} from '../tf1/explained-update';
import type { Operation, Tensor } from '../tf1/graph';
import { sumRows } from '../tf1/ops/training';
import type { Session } from '../tf1/session';
import { at, type Value } from '../tf1/value';
import { heardOf, type StepWatch } from './trace-watch';
import { previewOf, scalarOf } from './trace-values';

/** Most variables whose gradients and updates a trace tells of. */
const mostVariables = 8;

/** An update that the run makes, what stood in its variable and slots before, and what was fetched beside it. */
interface Watched {
  readonly operation: Operation;
  readonly inputs: UpdateInputs;
  /** Whether its equations are told with an element's numbers: then its slots are read, too. */
  readonly isExplained: boolean;
  readonly before: readonly (Value | null)[];
  /** Scalars that are variables, as Adam's powers, which advance in the run itself: what stood in them before. */
  readonly kept: ReadonlyMap<Tensor, Value | null>;
  heard: ReadonlyMap<Tensor, Value | null>;
}

/** Watches the optimizer's updates in the one session run that trains. */
export class UpdatesWatch implements StepWatch<TracedUpdate> {
  private watched: readonly Watched[] = [];

  constructor(private readonly nameOf: (variable: Tensor) => string) {}

  fetchesBeside(executed: readonly Operation[], session: Session): readonly Tensor[] {
    const updates = executed.flatMap((operation) => {
      const inputs = updateInputs(operation);
      return inputs === null ? [] : [{ operation, inputs }];
    });
    this.watched = updates.slice(0, mostVariables).map(({ operation, inputs }, index) => {
      const { variable, slots, scalars } = inputs;
      // Slots of one variable are enough to be looked at.
      const isExplained = index === 0 || (slots.length === 0 && variable.shape?.length === 0);
      const before = session.run([variable, ...(isExplained ? slots : [])]);
      const kept = new Map(
        isExplained ? scalars.filter(isVariable).map((scalar) => [scalar, session.run([scalar])[0] ?? null]) : [],
      );
      return { operation, inputs, isExplained, before, kept, heard: new Map() };
    });
    return this.watched.flatMap(fetchesOf);
  }

  hear(values: (Value | null)[]): void {
    for (const watched of this.watched) watched.heard = heardOf(fetchesOf(watched), values);
  }

  /** The gradients, by their variables. */
  gradients(): readonly NamedTensor[] {
    return this.watched.map(({ inputs: { variable, gradient }, heard }) => ({
      name: this.nameOf(variable),
      tensor: previewOf(heard.get(gradient) ?? null),
    }));
  }

  /** What became of the variables. */
  made(session: Session): readonly TracedUpdate[] {
    return this.watched.map((watched) => {
      const { operation, inputs, isExplained, before } = watched;
      const after = session.run([inputs.variable, ...(isExplained ? inputs.slots : [])]);
      return {
        variable: this.nameOf(inputs.variable),
        operation: operation.type,
        before: previewOf(before[0] ?? null),
        after: previewOf(after[0] ?? null),
        formula: isExplained ? this.formulaOf(watched, after) : null,
      };
    });
  }

  /** Null also where the equations do not come to what there is: something in the run wrote what they are given. */
  private formulaOf({ inputs, before, kept, heard }: Watched, after: readonly (Value | null)[]): TracedFormula | null {
    const { update, variable, scalars, gradient, rows } = inputs;
    const found = elementOf(heard.get(gradient) ?? null, rows === null ? null : (heard.get(rows) ?? null));
    const shape = before[0]?.shape;
    if (found === null || shape === undefined) return null;
    const numberOf = (value: Value | null | undefined): number => (value ? at(value.data, found.place) : Number.NaN);
    const numbers: ElementBefore = {
      variable: numberOf(before[0]),
      gradient: found.gradient,
      slots: before.slice(1).map(numberOf),
      scalars: scalars.map((scalar) => scalarOf(kept.get(scalar) ?? heard.get(scalar) ?? null)),
    };
    const name = this.nameOf(variable);
    const [result = Number.NaN, ...slots] = after.map(numberOf);
    if (!isExplainedBy(update, variable.dtype, numbers, [result, ...slots])) return null;
    const equations = explainedUpdate(update, variable.dtype, { name, before: numbers, after: slots });
    return {
      element: placeIn(shape, found.place),
      equations: equations.map(({ slot, ...written }, index) => ({
        ...written,
        slot,
        result: slot === null ? result : (slots[index] ?? Number.NaN),
      })),
    };
  }
}

function fetchesOf({ inputs: { gradient, rows, scalars }, isExplained, kept }: Watched): readonly Tensor[] {
  if (!isExplained) return [gradient];
  return [gradient, ...(rows === null ? [] : [rows]), ...scalars.filter((scalar) => !kept.has(scalar))];
}

const isVariable = ({ op }: Tensor): boolean => op.type === 'VariableV2';

/** The first element that has a gradient other than 0, as most of a picture's edge has not; the very first where none has. */
function elementOf(
  gradient: Value | null,
  rows: Value | null,
): { readonly place: number; readonly gradient: number } | null {
  if (gradient === null || gradient.data.length === 0) return null;
  if (rows === null) {
    const place = Math.max(
      0,
      gradient.data.findIndex((value) => value !== 0),
    );
    return { place, gradient: at(gradient.data, place) };
  }
  const found = [...sumRows(gradient, rows)].map(([row, sums]) => {
    const column = Math.max(
      0,
      sums.findIndex((value) => value !== 0),
    );
    return { place: row * sums.length + column, gradient: at(sums, column) };
  });
  return found.find((one) => one.gradient !== 0) ?? found[0] ?? null;
}

/** Where an element stands in each dimension. */
function placeIn(shape: readonly number[], place: number): readonly number[] {
  let rest = place;
  return shape
    .toReversed()
    .map((length) => {
      const index = rest % length;
      rest = Math.floor(rest / length);
      return index;
    })
    .toReversed();
}
