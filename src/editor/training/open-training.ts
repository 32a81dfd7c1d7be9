import { message } from '../../base/message';
import { SpokenError } from '../../base/spoken-error';
import { runsOf } from '../../plan/counterpart';
import { programSettings } from '../../plan/program-settings';
import type { TrainingPlan } from '../../plan/training-plan';
import { vary } from '../../plan/vary';
import type { TrainingTarget } from '../../panel/saved-panel';
import type { ProgramChanges } from '../../panel/panel-services';
import type { TrainingSource } from '../../panel/training-source';
import { type ReadOutput, readOutputs } from '../../training/read-outputs';
import { TrainingSession } from '../../training/session';
import type { StartThread } from '../../training/worker-port';
import type { EngineThread } from '../engine/engine-thread';
import type { SettingsReader } from '../host/settings-reader';
import { openProgram, textsOf } from '../programs/targets';

/** What a training needs of the editor. */
export interface TrainingServices {
  readonly engine: EngineThread;
  readonly settings: SettingsReader;
  readonly startThread: StartThread;
}

const longestReadingMs = 30_000;

/** Reads the program that a panel shows and starts to train it. Rejects with what the user can do where there is nothing to train. */
export async function openTraining(
  target: TrainingTarget,
  { overrides, variation }: ProgramChanges,
  { engine, settings, startThread }: TrainingServices,
): Promise<TrainingSource> {
  const program = await openProgram(target);
  const plans = await engine.request('plans', [textsOf(program), overrides], {
    deadlineMs: longestReadingMs,
  });
  const plan = nearest(plans, target);
  if (plan?.isNeverRun !== undefined || plan === null) {
    const hindrance = await engine.request('hindrance', [textsOf(program)], { deadlineMs: longestReadingMs });
    const { message: why, range } = hindrance ?? {
      message: message('No train op of this program is run.'),
      range: null,
    };
    throw new SpokenError(why, undefined, range);
  }
  const varied = vary(plan, variation);
  const request = {
    runs: runsOf(varied),
    pace: { stretchSeconds: settings.of(program.uri).stretchSeconds },
    stopAtNonFinite: true,
    talliesRows: true,
  };
  const texts = textsOf(program);
  const sources = texts.parts.map(({ cell, text }) => ({ file: program.key, cell, text }));
  const isOfTensorFlow = plan.clock === undefined;
  const playground = isOfTensorFlow ? { source: programSettings(plan), variation } : null;
  const read: ReadOutput = (fetched, count) =>
    engine.request('output', [texts, fetched, count], { deadlineMs: longestReadingMs });
  const session = new TrainingSession(plan.title, request, startThread, {
    sources,
    playground,
    // Another library's own numbers are not computed: nothing is known of what is printed of them.
    ...(isOfTensorFlow && {
      readOutputs: (signal) => readOutputs(varied, read, startThread, { runs: request.runs, signal }),
    }),
  });
  session.start();
  return session;
}

/** What has a call that stands nearest to a target, in its own cell if there is one: the text may have moved since. */
export function nearest<Called extends Pick<TrainingPlan, 'call'>>(
  plans: readonly Called[],
  { line, cell }: Pick<TrainingTarget, 'line' | 'cell'>,
): Called | null {
  const cells = 1_000_000;
  const distance = ({ call }: Called): number =>
    Math.abs((call.cell ?? 0) - (cell ?? 0)) * cells + Math.abs(call.line - line);
  return plans.reduce<Called | null>(
    (best, plan) => (best === null || distance(plan) < distance(best) ? plan : best),
    null,
  );
}
