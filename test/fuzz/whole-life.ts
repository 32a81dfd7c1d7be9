import { interpret, type Workspace } from '../../src/interpret/interpret';
import { readOutlook } from '../../src/plan/outlook';
import { pairOf } from '../../src/plan/counterpart';
import { programSettings } from '../../src/plan/program-settings';
import { readPlans } from '../../src/plan/read-plans';
import type { PythonParser } from '../../src/python/parser';
import { SourceText } from '../../src/python/source-text';
import { decodeHostMessage } from '../../src/protocol/decode';
import { unchanged } from '../../src/protocol/playground';
import { csvLines, jsonLines, reportedColumns, tableLines } from '../../src/cli/report/run-report';
import { TrainingSession } from '../../src/training/session';
import { startTraining } from '../../src/training/start-training';
import type { StartThread } from '../../src/training/worker-port';
import { checkSource } from '../helpers/check-text';
import type { NamedProgram } from './inherited-names';

/** The training thread's work in this thread; what crosses over is copied as a message is, and comes later. */
const inThisThread: StartThread = (listener) => {
  const obey = startTraining({
    now: () => 0,
    schedule: (callback) => {
      setImmediate(callback);
    },
    send: (event) => {
      const received = structuredClone(event);
      setImmediate(() => {
        listener.onEvent(received);
      });
    },
  });
  return {
    send: (command) => {
      const received = structuredClone(command);
      setImmediate(() => {
        obey(received);
      });
    },
    dispose: () => undefined,
  };
};

/**
 * All that becomes of a program: the check's report, what is recorded of it, its outlook, its plans, the training with its rows as the
 * reports print them, the message that a page gets. As JSON, for two programs to be compared. What is only read is not trained.
 */
export async function wholeLife(
  parser: PythonParser,
  { text, files }: NamedProgram,
  isOnlyRead = false,
): Promise<string> {
  const source = new SourceText('train.py', text);
  const workspace: Workspace = {
    parse: (module) => parser.parse(module),
    load: (path) =>
      Object.hasOwn(files, `${path}.py`) ? new SourceText(`${path}.py`, files[`${path}.py`] ?? '') : null,
  };
  const report = checkSource(parser, source, files);
  const interpretation = interpret(parser.parse(text), source, workspace);
  const { recorder, limit } = interpretation;
  const plans = readPlans('train.py', interpretation);
  const outlook = readOutlook('train.py', interpretation);
  const trainings = await Promise.all(plans.slice(0, isOnlyRead ? 0 : 1).map((plan) => trained(plan)));
  return JSON.stringify({
    report,
    calls: recorder.calls,
    obstacles: recorder.obstacles,
    limit,
    plans,
    outlook,
    trainings,
  });
}

async function trained(plan: ReturnType<typeof readPlans>[number]): Promise<unknown> {
  const playground = { source: programSettings(plan), variation: unchanged };
  const request = { runs: pairOf(plan), pace: { stretchSeconds: 0 }, stopAtNonFinite: true };
  const session = new TrainingSession('train.py', request, inThisThread, { playground });
  await new Promise<void>((resolve) => {
    session.onDidChange(() => {
      if (session.snapshot.state.kind === 'ended' || session.snapshot.state.kind === 'failed') resolve();
    });
    session.start();
  });
  const { snapshot } = session;
  const runs = snapshot.runs.map((view) => ({
    id: view.id,
    absent: view.absent,
    columns: reportedColumns(view),
    rows: session.rows(view.id),
    isOver: () => true,
  }));
  const printed = [...csvLines(runs), ...jsonLines(runs, null), ...tableLines(runs)];
  const message = structuredClone({ type: 'snapshot-taken', snapshot });
  const page = decodeHostMessage(message);
  if (page.type === 'malformed-message') throw new Error(page.problem);
  const trace = await session.trace(1);
  session.dispose();
  return { snapshot, printed, page, trace };
}
