import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { interpret } from '../interpret/interpret';
import { pairOf } from '../plan/counterpart';
import { readPlans } from '../plan/read-plans';
import type { PlannedRun, TrainingPlan } from '../plan/training-plan';
import { withIterations } from '../plan/with-iterations';
import type { PythonParser } from '../python/parser';
import type { SessionState } from '../protocol/training-messages';
import { TrainingSession } from '../training/session';
import { startWorker } from '../training/worker-port';
import { workerPath } from './bundled-files';
import { reasonOf } from './find-files';
import type { RunOptions } from './options';
import { programFile } from '../engine/program-file';
import { programModules } from './program-modules';
import { csvLines, jsonLines, type ReportedRun, tableLines } from './report/run-report';

/** What the command needs of its surroundings. */
export interface RunHost {
  readonly parser: PythonParser;
  /** Writes to standard output. */
  readonly print: (text: string) => void;
  /** Writes a line to standard error. */
  readonly warn: (line: string) => void;
}

/** Lines written at a time. */
const linesAtATime = 4096;

/** `global-step run`. Returns the exit status: 0 trained to the end, 1 not, 2 there was nothing to train. */
export async function runTraining(options: RunOptions, { parser, print, warn }: RunHost): Promise<number> {
  const plan = adjusted(choose(readProgram(options.file, parser), options), options);
  for (const { what, why, standIn, range } of plan.unresolved) {
    warn(`${options.file}:${range?.line ?? plan.call.line}: ${what} not understood: ${why}; used instead: ${standIn}`);
  }
  const runs = options.compare ? pairOf(plan) : pairOf(plan).slice(0, 1);
  const { session, state } = await train(plan.title, runs);
  try {
    for (const { what, why, standIn, location } of session.snapshot.unresolved.slice(plan.unresolved.length)) {
      warn(
        `${options.file}:${location?.line ?? plan.call.line}: ${what} not understood: ${why}; used instead: ${standIn}`,
      );
    }
    const lines = linesOf(
      session.snapshot.runs.map(({ id, absent }) => ({ id, absent, rows: session.rows(id) })),
      options,
    );
    writeLines(lines, print);
    for (const line of executionLines(session, runs)) warn(line);
    return report(state, warn);
  } finally {
    session.dispose();
  }
}

function readProgram(file: string, parser: PythonParser): TrainingPlan[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file}: ${reasonOf(error)}`);
  }
  const { source } = programFile(file, text);
  const interpretation = interpret(parser.parse(source.text), source, programModules(file, parser));
  const plans = readPlans(basename(file), interpretation);
  const { limit, recorder } = interpretation;
  if (plans.length === 0 && limit !== null)
    throw new Error(`${file}:${recorder.source.range(limit.span).line}: reading ends here: ${limit.message}`);
  return plans;
}

/** The plan of the call at the given line, or the file's only one. A call that is made again and again is chosen by its first time. */
function choose(plans: readonly TrainingPlan[], { file, line, cell }: RunOptions): TrainingPlan {
  const found = plans.filter(
    ({ call }) => (line === null || call.line === line) && (cell === null || call.cell === cell),
  );
  const [plan] = found.filter(({ iterations, unresolved }) => iterations > 0 && !isGuess(unresolved)).concat(found);
  const places = [...new Set(plans.map(({ call }) => placeOf(call)))];
  if (plan === undefined) {
    throw new Error(
      plans.length === 0
        ? `${file}: no TensorFlow 1 train op is made when this file runs`
        : `${file}: no train op is made ${wanted(line, cell)}; there are calls on lines ${places.join(', ')}`,
    );
  }
  const others = new Set(found.map(({ call }) => placeOf(call)));
  if (others.size > 1 && line === null)
    throw new Error(`${file} makes several train ops; choose one by --line: ${places.join(', ')}`);
  return plan;
}

function isGuess(unresolved: TrainingPlan['unresolved']): boolean {
  return unresolved.some(({ what }) => what === 'iterations');
}

function placeOf({ line, cell }: TrainingPlan['call']): string {
  return cell === null ? String(line) : `${line} of cell ${cell}`;
}

function wanted(line: number | null, cell: number | null): string {
  const ofCell = cell === null ? '' : ` of cell ${cell}`;
  return line === null ? `in cell ${cell ?? 0}` : `on line ${line}${ofCell}`;
}

function adjusted(plan: TrainingPlan, { steps, seed }: RunOptions): TrainingPlan {
  const seeded = seed === null ? plan : { ...plan, seed };
  return steps === null ? seeded : withIterations(seeded, steps);
}

/** Trains to the end in the same thread as the panel's, at full speed. */
function train(
  title: string,
  runs: readonly PlannedRun[],
): Promise<{ readonly session: TrainingSession; readonly state: SessionState }> {
  const request = { runs, pace: { stretchSeconds: 0 }, stopAtNonFinite: true };
  const session = new TrainingSession(title, request, startWorker(workerPath));
  return new Promise((resolve) => {
    session.onDidChange(() => {
      const { state } = session.snapshot;
      if (state.kind === 'ended' || state.kind === 'failed') resolve({ session, state });
    });
    session.start();
  });
}

function linesOf(runs: readonly ReportedRun[], { format }: RunOptions): Generator<string> {
  switch (format) {
    case 'csv':
      return csvLines(runs);
    case 'json':
      return jsonLines(runs);
    case 'table':
      return tableLines(runs);
  }
}

function writeLines(lines: Generator<string>, print: (text: string) => void): void {
  let pending: string[] = [];
  for (const line of lines) {
    pending.push(line);
    if (pending.length < linesAtATime) continue;
    print(`${pending.join('\n')}\n`);
    pending = [];
  }
  if (pending.length > 0) print(`${pending.join('\n')}\n`);
}

/** Which runs were not compiled, and why; and where one left the finite numbers while another went on. */
function executionLines(session: TrainingSession, runs: readonly PlannedRun[]): string[] {
  const { state } = session.snapshot;
  const isToldByState = state.kind === 'ended' && state.reason === 'non-finite';
  return runs.flatMap(({ id }) => {
    const [execution, nonFinite] = [session.execution(id), session.firstNonFinite(id)];
    return [
      ...(execution?.kind === 'kernels'
        ? [`global-step: ${id} was trained on TensorFlow.js's kernels, not compiled: ${execution.reason}`]
        : []),
      ...(nonFinite === null || isToldByState
        ? []
        : [`global-step: ${id}: ${nonFinite.message} at iteration ${nonFinite.iteration}`]),
    ];
  });
}

function report(state: SessionState, warn: (line: string) => void): number {
  if (state.kind === 'ended' && state.reason === 'completed') return 0;
  const message = state.kind === 'ended' || state.kind === 'failed' ? state.message : null;
  warn(`global-step: ${message ?? state.kind}`);
  return 1;
}
