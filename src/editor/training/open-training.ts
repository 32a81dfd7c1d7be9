import { message } from '../../base/message';
import { SpokenError } from '../../base/spoken-error';
import type { ProgramTexts } from '../../engine/engine';
import type { PlannedRun } from '../../plan/training-plan';
import type { OutputView } from '../../protocol/training-messages';
import type { TrainingTarget } from '../../panel/saved-panel';
import type { ProgramChanges, TrainedElsewhere } from '../../panel/panel-services';
import type { TrainingSource } from '../../panel/training-source';
import { type ReadOutput, readOutputs } from '../../training/read-outputs';
import { type AboutProgram, TrainingSession } from '../../training/session';
import type { StartThread } from '../../training/worker-port';
import type { EngineThread } from '../engine/engine-thread';
import type { SettingsReader } from '../host/settings-reader';
import { chooseTrainer } from './choose-trainer';
import { openProgram, placeOfTarget, textsOf } from '../programs/targets';

/** What a training needs of the editor. */
export interface TrainingServices {
  readonly engine: EngineThread;
  readonly settings: SettingsReader;
  readonly startThread: StartThread;
}

const longestReadingMs = 30_000;

/**
 * Reads the program that a panel shows and starts to train it; a module's call is trained by the program that imports it. Rejects with what
 * the user can do where there is nothing to train.
 */
export async function openTraining(
  target: TrainingTarget,
  changes: ProgramChanges,
  { engine, settings, startThread }: TrainingServices,
): Promise<TrainingSource | TrainedElsewhere> {
  const program = await openProgram(target);
  const texts = textsOf(program);
  const opened = await engine.request('training', [texts, { ...placeOfTarget(target), ...changes }], {
    deadlineMs: longestReadingMs,
  });
  if ('hindrance' in opened) {
    const elsewhere = await chooseTrainer(target, texts, engine);
    if (elsewhere !== null) return { elsewhere };
    const { message: why, range } = opened.hindrance ?? {
      message: message('No train op of this program is run.'),
      range: null,
    };
    throw new SpokenError(why, undefined, range);
  }
  const { title, runs, settings: written, trainOps, modules, read } = opened;
  const isLook = changes.countsStep !== undefined;
  const stretchSeconds = isLook ? 0 : settings.of(program.uri).stretchSeconds;
  const request = { runs, pace: { stretchSeconds }, stopAtNonFinite: true, talliesRows: !isLook };
  const own = texts.parts.map((part) => ({ file: program.key, cell: part.cell, text: part.text }));
  const about: AboutProgram = {
    sources: [...own, ...modules],
    read: [...own, ...read],
    playground: written === null ? null : { source: written, variation: changes.variation },
    trainOps,
    // Another library's own numbers are not computed: nothing is known of what is printed of them.
    ...(written !== null && { readOutputs: (signal) => printed(texts, runs, { engine, startThread }, signal) }),
  };
  const session = new TrainingSession(title, request, startThread, isLook ? {} : about);
  session.start();
  return session;
}

/** What the program prints in each of its runs. */
async function printed(
  texts: ProgramTexts,
  runs: readonly PlannedRun[],
  { engine, startThread }: Pick<TrainingServices, 'engine' | 'startThread'>,
  signal: AbortSignal,
): Promise<readonly OutputView[]> {
  const [written] = runs;
  if (written === undefined) return [];
  const wanted = { deadlineMs: longestReadingMs, signal };
  const variants = runs.map(({ variant }) => variant);
  const plans = await engine.request('outputPlans', [texts, written.plan, variants], wanted);
  const read: ReadOutput = (fetched, count) => engine.request('output', [texts, fetched, count], wanted);
  return readOutputs(plans, read, startThread, signal);
}
