import { type Message, message } from '../base/message';
import { settingOf } from '../port/optimizer';
import { optimizerArguments } from '../frameworks/tensorflow1/optimizers';
import type { ProgramSettings, Variation } from '../protocol/playground';
import { isSameSchedule } from '../schedules/fields';
import { programSettings } from '../plan/program-settings';
import type { TrainingPlan } from '../plan/training-plan';
import { type FindModule } from './find-origin';
import { CannotRewrite, type RewrittenModule, type SourceEdit } from './places';
import { rewriteVariation } from './rewrite-variation';

/** What came of the wish to write a variation into a program: edits that were proven, or why there are none. */
export type RewriteResult =
  | { readonly kind: 'edits'; readonly edits: readonly SourceEdit[] }
  | { readonly kind: 'refused'; readonly reason: Message };

/** What is needed to change a program. */
export interface ChangeRequest {
  readonly plan: TrainingPlan;
  readonly variation: Variation;
  readonly modules: readonly RewrittenModule[];
  readonly findModule: FindModule;
  /** Reads the same plan out of the program with these edits made; null where there is none any more. */
  readonly readAgain: (edits: readonly SourceEdit[]) => TrainingPlan | null;
}

/**
 * Finds the edits that make a program's source say what a variation does, and proves them: the edited program is read again, and it must
 * say exactly that, and nothing else than before.
 */
export function changeProgram({ plan, variation, modules, findModule, readAgain }: ChangeRequest): RewriteResult {
  const settings = programSettings(plan);
  try {
    const edits = joined(rewriteVariation({ plan, settings, modules, findModule }, variation));
    const again = readAgain(edits);
    if (again === null) return refused(message('With this edit the program would make no train op any more.'));
    const found = programSettings(again);
    const other = disagreement(settings, variation, found);
    if (other !== null)
      return {
        kind: 'refused',
        reason: message('Changed there, {0} would not become what it is here: change it by hand.', other),
      };
    if (again.iterations !== plan.iterations)
      return refused(message('The value decides the number of iterations too: change it by hand.'));
    return { kind: 'edits', edits };
  } catch (error) {
    if (error instanceof CannotRewrite) return { kind: 'refused', reason: error.reason };
    throw error;
  }
}

function refused(reason: Message): RewriteResult {
  return { kind: 'refused', reason };
}

/** The same edit once: two arguments may come from one place, which then must want the same. */
function joined(edits: readonly SourceEdit[]): SourceEdit[] {
  const places = new Map<string, SourceEdit>();
  for (const edit of edits) {
    const { file, cell, start, end } = edit.range;
    const key = `${file}:${cell ?? ''}:${start}:${end}`;
    const known = places.get(key);
    if (known === undefined) places.set(key, edit);
    else if (start === end) places.set(key, { ...known, text: known.text + edit.text });
    else if (known.text !== edit.text)
      throw new CannotRewrite(message('Two arguments that differ now come from one place: change it by hand.'));
  }
  return [...places.values()];
}

/** The name of what the edited program says otherwise than it should; null where nothing. */
function disagreement(before: ProgramSettings, wanted: Variation, found: ProgramSettings): string | null {
  const schedule = wanted.schedule ?? before.schedule;
  if (schedule !== null && (found.schedule === null || !isSameSchedule(schedule, found.schedule)))
    return 'learning_rate';
  const optimizer = wanted.optimizer ?? before.optimizer;
  if (optimizer !== null) {
    const read = found.optimizer;
    if (read?.name !== optimizer.name) return optimizer.name;
    const other = Object.keys(optimizerArguments[read.name]).find(
      (name) => settingOf(read, name) !== settingOf(optimizer, name),
    );
    if (other !== undefined) return other;
  }
  return (wanted.seed ?? before.seed) === found.seed ? null : 'seed';
}
