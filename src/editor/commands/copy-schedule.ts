import * as vscode from 'vscode';
import { message } from '../../base/message';
import { escapeLabel } from '../../base/escape/label';
import type { SourceRange } from '../../base/source-range';
import type { WrittenSchedule } from '../../plan/read-schedules';
import { isOptimizerName, type OptimizerSettings } from '../../port/optimizer';
import { type CopyRequest, PortError, type PortTarget, portTargets } from '../../port/port-request';
import { portSchedule } from '../../port/port-schedule';
import type { PlaygroundView, Variation } from '../../protocol/playground';
import type { EngineThread } from '../engine/engine-thread';
import { editorLanguage, localized } from '../host/localize';
import { readingFailure } from '../engine/failure-text';
import { notify } from '../host/notify';
import { openProgram, targetAt, textsOf } from '../programs/targets';

// The command that copies a schedule as code of another framework.

const longestReadMs = 10_000;

/** Puts the schedule under the cursor into the clipboard, as code of another framework. */
export async function copyScheduleOf(engine: EngineThread, log: vscode.LogOutputChannel): Promise<void> {
  try {
    await copySchedule(engine);
  } catch (error) {
    if (!(error instanceof PortError)) log.warn('the schedule could not be copied', error);
    void notify('error', localized(readingFailure(error, message('The program'))));
  }
}

async function copySchedule(engine: EngineThread): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const target = editor === undefined ? null : targetAt(editor);
  if (target === null)
    throw new PortError(message('Put the cursor on a learning rate decay in a Python file, then run this again.'));
  const program = await openProgram(target);
  const schedules = await engine.request('schedules', [textsOf(program)], { deadlineMs: longestReadMs });
  const written = await choose(schedules, target);
  if (written === null) return;
  const { schedule, why, name } = written;
  if (schedule === null)
    throw new PortError(message('{0} cannot be copied: {1}.', name, why ?? message('it is not known')));
  const chosen = await chooseTarget();
  if (chosen === null) return;
  await copyCode(name, chosen, { schedule, optimizer: optimizerOf(written), steps: written.steps });
}

/** The schedule of a playground as code of a framework. */
export async function copyVariation(
  target: PortTarget,
  { source }: PlaygroundView,
  variation: Variation,
): Promise<void> {
  const schedule = variation.schedule ?? source.schedule;
  if (schedule === null)
    throw new PortError(message('This program’s rate is none that can be copied. Choose a schedule first.'));
  const optimizer = variation.optimizer ?? source.optimizer;
  const steps = Math.round(source.lastStep - source.firstStep);
  await copyCode(schedule.kind, target, { schedule, optimizer, steps });
}

async function copyCode(name: string, target: PortTarget, request: CopyRequest): Promise<void> {
  const code = portSchedule(target, request, editorLanguage);
  await vscode.env.clipboard.writeText(code);
  const open = localized(message('Open'));
  const said = localized(message('{0} is in the clipboard as {1} code.', name, names()[target].label));
  // Nobody waits for an answer that may never come.
  void notify('information', said, open).then((answer) => (answer === open ? openCode(code) : undefined));
}

async function openCode(code: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'python', content: code });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
}

/** The schedule at the cursor; the only one, wherever the cursor is; else the one that is picked. */
async function choose(
  schedules: readonly WrittenSchedule[],
  { line, cell }: Pick<SourceRange, 'line' | 'cell'>,
): Promise<WrittenSchedule | null> {
  const here = schedules.filter(({ range }) => range.cell === cell && range.line <= line && line <= range.endLine);
  const innermost = here.reduce<WrittenSchedule | null>(
    (best, one) => (best === null || one.range.start > best.range.start ? one : best),
    null,
  );
  if (innermost !== null) return innermost;
  const [only] = schedules;
  if (only === undefined) throw new PortError(message('This program has no learning rate schedule to copy.'));
  if (schedules.length === 1) return only;
  const items = schedules.map((written) => ({
    label: escapeLabel(written.name),
    description: localized(message('line {0}', written.range.line)),
    written,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: localized(message('Which schedule is to be copied?')),
  });
  return picked?.written ?? null;
}

function optimizerOf({ optimizer }: WrittenSchedule): OptimizerSettings | null {
  if (optimizer === null || !isOptimizerName(optimizer.name)) return null;
  return { name: optimizer.name, settings: optimizer.settings };
}

/** What each framework is called. */
function names(): Readonly<Record<PortTarget, { readonly label: string; readonly description: string }>> {
  return {
    tf1: { label: 'TensorFlow 1', description: 'tf.train' },
    'compat.v1': { label: 'TensorFlow 2, compat.v1', description: 'tf.compat.v1.train' },
    keras: { label: 'Keras', description: 'tf.keras.optimizers.schedules' },
    pytorch: { label: 'PyTorch', description: 'torch.optim.lr_scheduler' },
    paddle: { label: 'Paddle', description: 'paddle.optimizer.lr' },
    optax: { label: 'optax', description: 'optax.schedules' },
  };
}

async function chooseTarget(): Promise<PortTarget | null> {
  const items = portTargets.map((target) => ({ ...names()[target], target }));
  const title = localized(message('Copy the learning rate schedule as…'));
  return (await vscode.window.showQuickPick(items, { title }))?.target ?? null;
}
