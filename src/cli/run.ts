import { basename } from 'node:path';
import { say } from '../base/message';
import { cellNumber, type SourceRange } from '../base/source-range';
import { MemoryBudget, memoryLimits } from '../base/memory-limit';
import { alone, UnreadableModuleError, Workspace } from '../engine/workspace';
import { ProgramReader } from '../engine/program-reader';
import { hindranceOf } from '../engine/nothing-to-train';
import { filesByPath } from '../files/disk-files';
import { FileError } from '../files/decode-program';
import { trainingThread } from '../host/node/node-thread';
import { ThreadMemory } from '../host/node/thread-memory';
import { interpret } from '../interpret/interpret';
import { clockPlans } from '../plan/clocks/clock-plans';
import { pairOf, runsOf } from '../plan/counterpart';
import { readPlans } from '../plan/read-plans';
import { withReadersBeside } from '../plan/readers-beside';
import type { PlannedRun, TrainingPlan } from '../plan/training-plan';
import { withoutOwn } from '../plan/train-ops';
import { withIterations } from '../plan/with-iterations';
import { NotebookError } from '../python/notebook-file';
import type { PythonParser } from '../python/parser';
import type { SessionState } from '../protocol/training-messages';
import { TrainingSession } from '../training/session';
import { startTrainingThread } from '../training/worker-port';
import { checkpointLines } from './checkpoint-lines';
import { commandRoots, isTooWide, nameOfPath } from './command-roots';
import type { RunOptions } from './options';
import { isOver, RowPrinter } from './print-rows';
import { CommandError, commandError, problemOf, syntaxProblemOf } from './problem';
import { placeText } from './report/place';

/** Bytes that a reading may leave to be collected some time. */
const tidyFrom = 32 * 2 ** 20;

/** What the command needs of its surroundings. */
export interface RunHost {
  readonly parser: PythonParser;
  /** The training thread's file, as it is built. */
  readonly workerPath: string;
  /** Writes to standard output; false where nobody reads it any more. */
  readonly print: (text: string) => boolean;
  /** Writes a line to standard error. */
  readonly warn: (line: string) => void;
}

/** Lines about what was not understood in a program that trains nothing: the first are the causes of the others. */
const mostObstacles = 10;

/** `global-step run`. Returns the exit status: 0 trained to the end, 1 not, 2 there was nothing to train. */
export async function runTraining(options: RunOptions, host: RunHost): Promise<number> {
  const { print, warn } = host;
  const memory = new MemoryBudget(memoryLimits.reading, new ThreadMemory());
  const workspace = new Workspace(host.parser, filesByPath());
  const chosen = choose(plansOf(options.file, workspace, host, memory), options);
  const plan = adjusted(withoutOwn(chosen), options);
  // All that the reading made is garbage now but for what it recorded, and the training takes memory of its own.
  memory.tidy(tidyFrom);
  const tell = ({ what, why, standIn, range }: PlannedUnresolved): void => {
    const place = rangeText(range ?? plan.call);
    if (what.text === 'data') warn(`${place}: stand-in data: ${say(standIn)} (${say(why)})`);
    else warn(`${place}: ${say(what)} not understood: ${say(why)}; used instead: ${say(standIn)}`);
  };
  plan.unresolved.forEach(tell);
  const pair = pairOf(plan);
  const runs = options.compare ? runsOf(plan) : pair.slice(0, 1);
  // A table is read by a person; JSON holds the verdict itself, and csv rows alone. A second run that is not made is told with both.
  if (options.format === 'table' || (options.compare && runs.length < 2 && options.format === 'csv'))
    for (const line of verdictLines(pair, options)) warn(line);
  // As TensorFlow does, a training goes on with infinite numbers and with NaN.
  const request = { runs, pace: { stretchSeconds: 0 }, stopAtNonFinite: false };
  const startThread = startTrainingThread(trainingThread(host.workerPath));
  const session = new TrainingSession(plan.title, request, startThread);
  try {
    const isRead = await train(session, new RowPrinter(session, options.format, print));
    // The reader of the rows has closed its end, as `head` does.
    if (!isRead) return 0;
    for (const { location, ...unresolved } of session.snapshot.unresolved.slice(plan.unresolved.length))
      tell({ ...unresolved, range: location });
    for (const line of executionLines(session, runs)) warn(line);
    const status = report(session.snapshot.state, options.file, warn);
    // What is saved is told of the program as it stands: of another number of iterations it is not read.
    if (options.format === 'table' && options.steps === null && session.snapshot.state.kind === 'ended') {
      const from = { workspace, file: nameOfPath(options.file), memory };
      for (const line of await checkpointLines(plan, runs, from, startThread)) warn(line);
    }
    return status;
  } finally {
    session.dispose();
  }
}

/** Something that a plan or its training did not understand, and where. */
interface PlannedUnresolved extends Pick<TrainingPlan['unresolved'][number], 'what' | 'why' | 'standIn'> {
  readonly range: Pick<SourceRange, 'file' | 'line' | 'cell'> | null;
}

function rangeText({ file, line, cell }: Pick<SourceRange, 'file' | 'line' | 'cell'>): string {
  return placeText(file, { line, cell });
}

function plansOf(file: string, workspace: Workspace, { warn }: RunHost, memory: MemoryBudget): TrainingPlan[] {
  workspace.begin({ roots: commandRoots([file]), unsaved: [] });
  const { recorder, limit, plans, hindrance } = inWords(file, () => {
    const program = workspace.programOf(nameOfPath(file));
    const broken = syntaxProblemOf(program);
    if (broken?.kind === 'syntax') throw commandError(file, broken);
    const interpretation = interpret(program.syntax, program.source, workspace.importer({ isStrict: true }), memory);
    const { calls, findings } = workspace.check(program, alone).report;
    const title = basename(file);
    const plans = [
      ...withReadersBeside(readPlans(title, interpretation), calls),
      ...clockPlans(interpretation, { title, findings, overrides: {} }),
    ];
    return { ...interpretation, plans, hindrance: hindranceOf(program, interpretation, plans) };
  });
  if (plans.length === 0 && limit !== null)
    throw new CommandError(`${rangeText(recorder.source.range(limit.span))}: reading ends here: ${limit.message}`);
  // Where nothing is trained, what the program raised is why.
  if (plans.length === 0)
    for (const { why, span } of recorder.obstacles.slice(0, mostObstacles))
      warn(`${rangeText(recorder.source.range(span))}: ${say(why)}`);
  const isLone = hindrance !== null && !commandRoots([file]).some(isTooWide);
  const trainers = isLone ? new ProgramReader(workspace, null).trainersOf(nameOfPath(file)) : [];
  if (trainers.length > 0) {
    const train = trainers.length > 1 ? 'train' : 'trains';
    throw new CommandError(
      `${file}: this file does not train by itself: run ${trainers.join(' or ')}, which ${train} with it.`,
    );
  }
  if (hindrance !== null) {
    const place = hindrance.range === null ? file : rangeText(hindrance.range);
    const what = plans.length === 0 ? 'no TensorFlow 1 train op is made when this file runs. ' : '';
    throw new CommandError(`${place}: ${what}${say(hindrance.message)}`);
  }
  return plans;
}

/** Reads a program. Python ends where it imports what it cannot read, and so does the command. */
function inWords<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableModuleError) throw commandError(error.file, problemOf(error.cause));
    throw error instanceof FileError || error instanceof NotebookError ? commandError(file, problemOf(error)) : error;
  }
}

/**
 * The plan of the call at the given line, or the file's only one. Of a call that makes several train ops, `nth` is chosen, or else the
 * first that the program runs.
 */
function choose(plans: readonly TrainingPlan[], { file, line, cell, nth }: RunOptions): TrainingPlan {
  const found = plans.filter(
    ({ call }) => (line === null || call.line === line) && (cell === null || call.cell === cell),
  );
  const run = found.filter(({ iterations, unresolved }) => iterations > 0 && !isGuess(unresolved));
  const plan = nth === null ? (run[0] ?? found[0]) : found[nth - 1];
  const places = [...new Set(plans.map(({ call }) => placeOf(call)))];
  if (plan === undefined) {
    throw new CommandError(
      found.length > 0
        ? `${file}: --nth ${nth ?? 1} is none of the train ops made ${wanted(line, cell)}: there are ${found.length}`
        : `${file}: no train op is made ${wanted(line, cell)}; there are calls on lines ${places.join(', ')}`,
    );
  }
  const others = new Set(found.map(({ call }) => placeOf(call)));
  if (others.size > 1 && line === null)
    throw new CommandError(`${file} makes several train ops; choose one by --line: ${places.join(', ')}`);
  return plan;
}

function isGuess(unresolved: TrainingPlan['unresolved']): boolean {
  return unresolved.some(({ what }) => what.text === 'iterations');
}

function placeOf({ line, cell }: TrainingPlan['call']): string {
  return cell === null ? String(line) : `${line} --cell ${cell}`;
}

function wanted(line: number | null, cell: number | null): string {
  const inCell = cell === null ? '' : `in cell ${cellNumber(cell)}`;
  if (line === null) return inCell === '' ? 'in the file' : inCell;
  return `${inCell} on line ${line}`.trimStart();
}

function adjusted(plan: TrainingPlan, { steps, seed }: RunOptions): TrainingPlan {
  const seeded = seed === null ? plan : { ...plan, seed };
  return steps === null ? seeded : withIterations(seeded, steps);
}

/** Trains to the end in the same thread as the panel's, at full speed; false where nobody reads the rows any more. */
function train(session: TrainingSession, rows: RowPrinter): Promise<boolean> {
  return new Promise((resolve) => {
    session.onDidChange(() => {
      const isRead = rows.advance();
      if (isOver(session) || !isRead) resolve(isRead);
    });
    session.start();
  });
}

/** What the program's case is, and what the second run changes. Where nothing reads a step, only who asked for a second run hears of it. */
function verdictLines([written, other]: ReturnType<typeof pairOf>, { compare }: RunOptions): string[] {
  const { plan, verdict } = written;
  if (written.case.kind === 'no-reader')
    return compare ? [`${rangeText(plan.call)}: ${say(verdict.sentence)} There is no second run to compare with.`] : [];
  return [
    `${rangeText(plan.call)}: ${say(verdict.sentence)}`,
    ...verdict.details.map((detail) => `  ${say(detail)}`),
    ...(compare ? [`  ${other.label}`] : []),
  ];
}

/** Which runs were not compiled, and why; and where one left the finite numbers while another went on. */
function executionLines(session: TrainingSession, runs: readonly PlannedRun[]): string[] {
  const { state } = session.snapshot;
  const isToldByState = state.kind === 'ended' && state.reason === 'non-finite';
  return runs.flatMap(({ id }) => {
    const [execution, nonFinite] = [session.execution(id), session.firstNonFinite(id)];
    return [
      ...(execution?.kind === 'kernels'
        ? [`global-step: ${id} was trained on TensorFlow.js's kernels, not compiled: ${say(execution.reason)}`]
        : []),
      ...(nonFinite === null || isToldByState
        ? []
        : [`global-step: ${id}: ${say(nonFinite.message)} at iteration ${nonFinite.iteration}`]),
    ];
  });
}

function report(state: SessionState, file: string, warn: (line: string) => void): number {
  if (state.kind === 'ended' && state.reason === 'completed') return 0;
  const message = state.kind === 'ended' || state.kind === 'failed' ? state.message : null;
  const location = state.kind === 'failed' ? state.location : null;
  const place = location !== null ? `${rangeText(location)}: ` : state.kind === 'failed' ? `${file}: ` : '';
  warn(`global-step: ${place}${message === null ? state.kind : say(message)}`);
  return 1;
}
