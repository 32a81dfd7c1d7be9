import { type StepPhase, stepPhases, type StepTrace } from '../../src/protocol/step-trace';
import type { RunState, StepAnswer } from '../store';
import { hasHappened, type StepPosition } from '../step/step-position';
import { isEmptyPhase, phaseWords } from '../step/phase-words';
import type { Schedule } from '../../src/schedules/schedule';
import { element, setAttribute } from '../ui/dom';
import { lookOf, runName } from '../ui/run-look';
import { text } from '../ui/text';
import { inOne } from '../ui/words';

/** What a step's words are made of beside the runs. */
export interface Answered {
  readonly answer: StepAnswer | null;
  readonly schedule: Schedule | null;
  readonly ownFile: string | null;
}

/** The phases in which nothing happened in any run; while there is no answer, those for which no program's wiring has a part. */
export function emptyPhases(runs: readonly RunState[], answer: StepAnswer | null): ReadonlySet<StepPhase> {
  const traces = runs.flatMap((run) => traceOf(answer, run) ?? []);
  if (traces.length > 0)
    return new Set(stepPhases.filter((phase) => traces.every((trace) => isEmptyPhase(phase, trace))));
  const kinds = new Set(runs.flatMap(({ view }) => view.wiring.nodes.map(({ kind }) => kind)));
  return new Set((['feed', 'average'] as const).filter((phase) => !kinds.has(phase)));
}

/** The list of a step's phases: its names, why each happens, and what happened in it, for both runs side by side. */
export class StepPhases {
  readonly root = element('ol', { class: 'phases' });
  private readonly items = new Map<StepPhase, { readonly item: HTMLElement; readonly facts: HTMLElement }>();

  constructor(private readonly choose: (phase: StepPhase) => void) {
    for (const phase of stepPhases) this.root.append(this.phaseItem(phase));
  }

  /** Marks the phase that is looked at, and shows what the answer says of each. */
  show(current: StepPhase, runs: readonly RunState[], answered: Answered): void {
    const empty = emptyPhases(runs, answered.answer);
    for (const phase of stepPhases) {
      this.showPhase(phase, current, runs, answered);
      const item = this.items.get(phase)?.item;
      if (item !== undefined) item.hidden = empty.has(phase);
    }
  }

  private phaseItem(phase: StepPhase): HTMLElement {
    const names = text.step.phases[phase];
    const button = element('button', { type: 'button', class: 'phase-name' }, names.name);
    button.addEventListener('click', () => {
      this.choose(phase);
    });
    const facts = element('div', { class: 'facts' });
    const item = element(
      'li',
      { class: 'phase', 'data-phase': phase },
      button,
      element('p', { class: 'phase-why' }, names.why),
      facts,
    );
    this.items.set(phase, { item, facts });
    return item;
  }

  /** Brings the phase that is looked at into sight. */
  reveal(current: StepPhase): void {
    this.items.get(current)?.item.scrollIntoView({ block: 'nearest' });
  }

  private showPhase(
    phase: StepPhase,
    current: StepPhase,
    runs: readonly RunState[],
    { answer, ...context }: Answered,
  ): void {
    const known = this.items.get(phase);
    if (known === undefined) return;
    const { item, facts } = known;
    const isCurrent = phase === current;
    item.classList.toggle('is-current', isCurrent);
    item.classList.toggle('is-ahead', !hasHappened(phase, current));
    setAttribute(item, 'aria-current', isCurrent ? 'step' : null);
    const lines = runs.map((run) => {
      const trace = traceOf(answer, run);
      return trace === null ? [] : phaseWords(phase, trace, { ...context, wiring: run.view.wiring });
    });
    const key = JSON.stringify(lines);
    if (facts.dataset['shown'] === key) return;
    facts.dataset['shown'] = key;
    const shared = runs.length > 1 ? sharedLines(lines) : 0;
    const [first = []] = lines;
    facts.replaceChildren(
      ...(shared > 0 ? [factOf('fact-both', '', first.slice(0, shared))] : []),
      ...runs.flatMap(({ view }, index) => {
        const own = (lines[index] ?? []).slice(shared);
        return own.length === 0 ? [] : [factOf(lookOf(view).className, `${runName(view)}: `, own)];
      }),
    );
  }
}

/** Lines that all runs begin with: they are said once. */
function sharedLines([first = [], ...others]: readonly (readonly string[])[]): number {
  const differing = first.findIndex((line, index) => others.some((lines) => lines[index] !== line));
  return differing < 0 ? first.length : differing;
}

function factOf(className: string, spoken: string, lines: readonly string[]): HTMLElement {
  return element(
    'div',
    { class: `fact ${className}` },
    ...(spoken === '' ? [] : [element('span', { class: 'visually-hidden' }, spoken)]),
    ...lines.map((line) => element('p', {}, line)),
  );
}

/** What a screen reader says of a phase, for all runs. */
export function announcement(
  position: StepPosition,
  runs: readonly RunState[],
  { answer, ...context }: Answered,
): string {
  const { iteration, phase } = position;
  const facts = runs.flatMap((run) => {
    const trace = traceOf(answer, run);
    return trace === null
      ? []
      : [`${runName(run.view)}: ${inOne(phaseWords(phase, trace, { ...context, wiring: run.view.wiring }))}`];
  });
  return text.step.announced(iteration, text.step.phases[phase].name, inOne(facts));
}

/** Says whether a step that was made again is the step that was recorded: their losses agree, but for the order of sums. */
export function agrees({ runId, iteration, lossValue }: StepTrace, runs: readonly RunState[]): boolean {
  const run = runs.find(({ view }) => view.id === runId);
  const column = run?.view.columns.indexOf('loss') ?? -1;
  if (run === undefined || lossValue === null || iteration > run.rows.count) return true;
  const recorded = run.rows.at(iteration - 1, column);
  // A compiled run may sum in another order than the kernels, by which a step is made again.
  const slack = 1e-4 * Math.max(Math.abs(recorded), Math.abs(lossValue), 1e-6);
  return Object.is(recorded, lossValue) || Math.abs(recorded - lossValue) <= slack;
}

/** The trace of a run in an answer; null where it has none. */
export function traceOf(answer: StepAnswer | null, { view }: RunState): StepTrace | null {
  return answer?.traces.find(({ runId }) => runId === view.id) ?? null;
}
