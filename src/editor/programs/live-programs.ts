import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import type { OpenOutlook } from '../../engine/engine';
import { CancelledError, type EngineThread } from '../engine/engine-thread';
import { mayTrainByClock, mayMakeScheduler } from '../../frameworks/clock-texts';
import type { CheckGap } from '../../present/check-gap';
import type { CheckedProgram, ProgramChecker } from './program-checker';
import type { Program } from './programs';
import { textsOf } from './targets';

/** A program's source says something else of its learning rates than before. */
export interface ProgramChange {
  /** The file's or the notebook's address, as a panel's target has it. */
  readonly uri: string;
  /** What the source says now; null where it could not be read. */
  readonly outlook: OpenOutlook | null;
}

interface Known {
  readonly stamp: string;
  readonly outlook: Promise<OpenOutlook | null>;
  /** Resolves when nothing more is learnt of this text. */
  readonly settled: Promise<void>;
  readonly abort: AbortController;
}

/** A program that takes longer has no numbers, and is not asked again before it is edited. */
const longestOutlookMs = 5000;
/** Text without any of this trains nothing and makes no schedule of the global step. */
const training = /_decay\b|piecewise_constant|schedules\b|minimize|apply_gradients|optimize_loss|create_train_op/;

/** Whether a part of a program, as a notebook's cell, may hold something that an outlook tells of. */
export function mayHoldOutlook(text: string): boolean {
  return training.test(text) || mayMakeScheduler(text);
}

/**
 * The outlook of programs: read when a surface asks, then again after each check of an edited text, for as long as the program is
 * open. The reading happens in the engine's second thread, and ends with the next edit.
 */
export class LivePrograms implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly known = new Map<string, Known>();
  private readonly read = new Map<string, OpenOutlook | null>();
  private readonly changes = this.owned.add(new Emitter<ProgramChange>());

  /** Tells of each program whose new text has been read. Panels listen, to redraw their curve and to offer another run. */
  readonly onDidChange = this.changes.event;

  constructor(
    checker: ProgramChecker,
    private readonly engine: EngineThread,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.owned.add(
      checker.onDidCheck(({ program }) => {
        // Only what some surface has asked for before: most open files are not looked at.
        if (this.known.has(program.key)) void this.outlook(program);
      }),
    );
    this.owned.add(
      vscode.workspace.onDidSaveTextDocument(({ languageId, uri }) => {
        // A program may import what was saved, or train with what it makes: it is read again with its next check.
        if (languageId !== 'python') return;
        for (const [key, known] of this.known) if (key !== uri.toString()) this.known.set(key, { ...known, stamp: '' });
      }),
    );
    this.owned.add(
      checker.onDidClose((key) => {
        this.known.get(key)?.abort.abort();
        this.known.delete(key);
        this.read.delete(key);
      }),
    );
  }

  /** What was read last of a program: of this text, or of the one before while the new one is being read; null before the first. */
  last({ key }: Program): OpenOutlook | null {
    return this.read.get(key) ?? null;
  }

  /** What a program's report leaves out, as far as it is known by now. */
  gapOf(checked: CheckedProgram): CheckGap {
    const { broken = null, unread = null } = this.last(checked.program) ?? {};
    return { incomplete: checked.report.incomplete ?? unread, broken };
  }

  /** Reads a program's text as it stands now; null where there is nothing to read, or it takes too long. Never rejects. */
  outlook(program: Program): Promise<OpenOutlook | null> {
    const { key, stamp } = program;
    const known = this.known.get(key);
    if (known?.stamp === stamp) return known.outlook;
    known?.abort.abort();
    const abort = new AbortController();
    const outlook = this.request(program, abort.signal).then((result) => {
      this.show(key, result, abort.signal);
      return result;
    });
    const settled = outlook.then((result) => (result?.isWhole === false ? this.complete(program, abort) : undefined));
    this.known.set(key, { stamp, outlook, settled, abort });
    return outlook;
  }

  /** Whether all that there is to say of a program's text as it stands now is read within a time. Never rejects. */
  async settlesWithin(program: Program, milliseconds: number): Promise<boolean> {
    void this.outlook(program);
    const settled = this.known.get(program.key)?.settled;
    if (settled === undefined) return false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, milliseconds, false);
    });
    const isSettled = await Promise.race([settled.then(() => true), late]);
    clearTimeout(timer);
    return isSettled;
  }

  private show(key: string, outlook: OpenOutlook | null, { aborted }: AbortSignal): void {
    if (aborted) return;
    this.read.set(key, outlook);
    this.changes.fire({ uri: key, outlook });
  }

  /** Reads a program again once it is known who imports it. Never rejects. */
  private async complete(program: Program, abort: AbortController): Promise<void> {
    const { key, stamp } = program;
    const { signal } = abort;
    try {
      const wanted = { deadlineMs: longestOutlookMs, signal };
      while (!(await this.engine.request('prepare', [textsOf(program).view], wanted)));
      const whole = await this.request(program, signal);
      if (signal.aborted) return;
      this.known.set(key, { stamp, outlook: Promise.resolve(whole), settled: Promise.resolve(), abort });
      this.show(key, whole, signal);
    } catch (error) {
      if (!(error instanceof CancelledError)) this.log.info(`${key}: its importers are not known`, error);
    }
  }

  dispose(): void {
    for (const { abort } of this.known.values()) abort.abort();
    this.owned.dispose();
  }

  private async request(program: Program, signal: AbortSignal): Promise<OpenOutlook | null> {
    const texts = textsOf(program);
    const isTraining = texts.parts.some(({ text }) => training.test(text));
    if (!isTraining && !mayTrainByClock(texts.parts.map(({ text }) => text).join('\n'))) return null;
    try {
      return await this.engine.request('outlook', [texts], { deadlineMs: longestOutlookMs, signal });
    } catch (error) {
      if (!(error instanceof CancelledError)) this.log.info(`${program.key}: no outlook`, error);
      return null;
    }
  }
}
