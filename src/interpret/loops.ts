import { message } from '../base/message';
import type { Expression } from '../python/syntax';
import type { For, While } from '../python/statements';
import { logged } from './change-log';
import { iterate } from './iteration';
import { LimitError } from './limits';
import { LoopWatch } from './loop-watch';
import { trackedBy } from './tracked-values';
import { known } from './not-known';
import { givenPasses } from './reading';
import type { Scope } from './scope';
import { attempt, forgetChanges } from './speculation';
import { truthNow } from './tracked';
import { type EqualItems, int, tuple, unknown, type UnknownValue, type Value } from './values';
import { describe, rangeLength } from './read-value';
import { afterLoop, type CourseExecutor } from './formula-branches';
import { formulaOf } from './formula-values';
import type { TakenExit } from './record/run-log';
import { unknownCondition } from './unknown-condition';
import type { Evaluator } from './evaluator';
import { type Ending, normal } from './ending';

/** Turns after which a loop that is not known is taken to change nothing more. */
const mostTurnsToSettle = 8;

/** Turns of a loop that the run leaves, when it does not come to that. */
const mostTurnsWithExit = 100_000;

/** Passes that a loop makes in which the program trains, where only the run tells how many there are. */
const passesOfUnknownLoop = 100;

/** What loops need of the executor. */
interface LoopExecutor extends CourseExecutor {
  readonly evaluator: Evaluator;
  /** Says that the call that is being executed may return a value early. */
  readonly mayReturn: (value: Value) => void;
}

/**
 * Executes loops. Equal turns of a loop are counted instead of read, as far as its watch finds them equal. A loop whose passes are only
 * known during the run is passed once, or, where it trains, as often as stands for the run.
 */
export class Loops {
  constructor(private readonly executor: LoopExecutor) {}

  /** Executes `while`, up to an end that is known, a limit, or so many passes as stand for an end that is not. */
  whileLoop(node: While, scope: Scope): Ending {
    return this.entered(() => this.whileTurns(node, scope));
  }

  /** Reads a `for` loop, which clocks tell apart from others. */
  private enteredFor({ start, end }: For, isOverBatches: boolean, turns: () => Ending): Ending {
    const leaveLoop = this.executor.recorder.clocks.enterLoop(isOverBatches, { start, end });
    try {
      return this.entered(turns);
    } finally {
      leaveLoop();
    }
  }

  /** Reads a loop that the run may leave: what follows on it depends on that. */
  private entered(turns: () => Ending): Ending {
    const leaveLoop = this.executor.recorder.runLog.enterLoop();
    let ending = normal;
    let exits: readonly TakenExit[] = [];
    try {
      ending = turns();
    } finally {
      exits = leaveLoop();
    }
    return afterLoop(exits, ending, this.executor);
  }

  private whileTurns(node: While, scope: Scope): Ending {
    const watch = this.watch(node);
    this.executor.recorder.notes.entersWhile = true;
    let unknownPasses = 0;
    let turns = 0;
    let hasExit = false;
    try {
      for (;;) {
        this.executor.evaluator.tick(node);
        const value = this.executor.evaluator.condition(node.test, scope);
        const formula = formulaOf(value);
        const known = truthNow(value);
        const isLeft =
          known === null &&
          formula !== null &&
          this.executor.recorder.runLog.exitWhere({
            condition: { kind: 'operation', name: 'not', args: [formula] },
            span: node.test,
            held: new Map(),
            returned: null,
          });
        hasExit ||= isLeft;
        const truth = isLeft ? true : known;
        if (truth === false) break;
        if (truth === null && unknownPasses >= passesOfUnknownLoop) break;
        const pass = (): Ending => this.executor.suite(node.body, scope);
        const ending = truth === null ? this.passUnknown(pass, unknownCondition(value, node.test)) : pass();
        if (ending === null) break;
        if (truth === null) {
          if (unknownPasses === 0) this.executor.recorder.noteUnknownLoop(node.test);
          unknownPasses += 1;
        }
        if (ending.kind === 'return') return ending;
        if (ending.kind === 'break') return normal;
        turns += 1;
        const { recorder } = this.executor;
        const { waiting } = recorder.sessions;
        const isEndless = truth === true && watch.endTurn(Number.POSITIVE_INFINITY) === null;
        const isKnown = turns >= passesOfUnknownLoop && waiting.isEndless(node.test);
        if (isEndless || isKnown || (hasExit && turns >= mostTurnsWithExit)) {
          // Of a loop that is known to go on for ever so many turns have been read.
          this.endless(node, watch, hasExit, !isKnown);
          return normal;
        }
        if (!hasExit) waiting.afterTurns(turns, node, recorder);
      }
    } finally {
      watch.close();
    }
    return node.orElse === null ? normal : this.executor.suite(node.orElse, scope);
  }

  /** A loop that nothing ends that is known here. Throws a limit where the program does not even train in it. */
  private endless(node: While, watch: LoopWatch, hasExit: boolean, areToCome: boolean): void {
    const isLeft = hasExit || this.executor.recorder.runLog.hasExit;
    if (!watch.hasRun && !isLeft) throw new LimitError(message('this loop never ends'), node.test);
    if (areToCome) watch.countTo(isLeft ? mostTurnsWithExit : passesOfUnknownLoop);
    if (isLeft) return;
    const { start, end } = node.test;
    this.executor.recorder.notes.isEndless = true;
    this.executor.recorder.noteUnknownLoop({ start, end, why: message('this loop never ends') });
  }

  private watch(node: For | While): LoopWatch {
    const { watched, runLog } = this.executor.recorder;
    // What a program prints is read turn by turn.
    const attempts = runLog.output === null ? 0 : Number.POSITIVE_INFINITY;
    return new LoopWatch(watched, node.kind === 'For' ? node.iterable : node.test, attempts);
  }

  /** Executes `for`, item by item. */
  forLoop(node: For, scope: Scope): Ending {
    const iterable = this.executor.evaluator.evaluate(node.iterable, scope);
    if (iterable.kind === 'range') {
      const { start, step } = iterable;
      return this.enteredFor(node, false, () =>
        this.countedLoop(node, scope, rangeLength(iterable), (turn, watch) =>
          tracked(watch, int(start + turn * step), step),
        ),
      );
    }
    const equal = iterable.kind === 'instance' ? iterable.equalItems?.() : undefined;
    if (equal !== undefined)
      return this.enteredFor(node, true, () =>
        this.countedLoop(node, scope, equal.count, (turn, watch) => itemAt(equal, turn, watch)),
      );
    return this.enteredFor(node, iterable.kind === 'unknown' && !counts(node.iterable), () => {
      const iteration = iterate(iterable);
      return iteration === null
        ? this.unknownLoop(node, iterable, scope)
        : this.itemLoop(node, iteration.items(), scope);
    });
  }

  private itemLoop(node: For, iterated: Iterable<Value>, scope: Scope): Ending {
    const items = iterated[Symbol.iterator]();
    for (;;) {
      const step = known(() => items.next());
      if ('kind' in step) return this.unknownLoop(node, step, scope);
      if (step.done === true) break;
      this.executor.evaluator.tick(node);
      this.executor.evaluator.assign(node.target, step.value, scope);
      const ending = this.executor.suite(node.body, scope);
      if (ending.kind === 'return') return ending;
      if (ending.kind === 'break') return normal;
    }
    return node.orElse === null ? normal : this.executor.suite(node.orElse, scope);
  }

  /** Equal turns of a counted loop are not read one by one. */
  private countedLoop(
    node: For,
    scope: Scope,
    length: number,
    item: (turn: number, watch: LoopWatch) => Value,
  ): Ending {
    const watch = this.watch(node);
    try {
      for (let turn = 0; turn < length;) {
        this.executor.evaluator.tick(node);
        this.executor.evaluator.assign(node.target, item(turn, watch), scope);
        const ending = this.executor.suite(node.body, scope);
        if (ending.kind === 'return') return ending;
        if (ending.kind === 'break') return normal;
        turn += 1;
        turn += watch.endTurn(length - turn) ?? 0;
      }
    } finally {
      watch.close();
    }
    return node.orElse === null ? normal : this.executor.suite(node.orElse, scope);
  }

  /** A loop over something unknown is passed once, to see what it does; where it trains, as often as a stand-in does. */
  private unknownLoop(node: For, iterable: Value, scope: Scope): Ending {
    const isCounted = isRange(node.iterable);
    const why: UnknownValue =
      iterable.kind === 'unknown'
        ? unknown(iterable.why, iterable.span)
        : unknown(message('a loop over {0}', describe(iterable)), node.iterable);
    const item: UnknownValue = iterable.kind === 'unknown' && iterable.holds ? { ...why, holds: iterable.holds } : why;
    const passes = givenPasses() ?? passesOfUnknownLoop;
    this.executor.recorder.clocks.standInPasses = passes;
    for (let turn = 0; turn < passes; turn++) {
      this.executor.evaluator.tick(node);
      const ending = this.passUnknown((trains) => {
        this.executor.evaluator.assign(node.target, isCounted && trains ? int(turn) : item, scope);
        return this.executor.suite(node.body, scope);
      }, why);
      if (ending === null) break;
      if (turn === 0) this.executor.recorder.noteUnknownLoop({ ...why.span, why: why.why });
      if (ending.kind === 'return') return ending;
      if (ending.kind === 'break') break;
    }
    return normal;
  }

  /**
   * One turn of a loop of which nobody knows how often it turns. Null where it does not train: then it turns no more here, and what its
   * turns change of what was there before them is not known. In a turn that trains, `pass` may count.
   */
  private passUnknown(pass: (trains: boolean) => Ending, why: UnknownValue): Ending | null {
    const { recorder } = this.executor;
    recorder.runLog.output?.lose(why.why, why.span);
    const [calls, runs] = [recorder.calls.length, recorder.runLog.count];
    const { log, result } = logged(() => pass(true));
    if (recorder.runLog.count !== runs) return result;
    if (result.kind === 'return') this.executor.mayReturn(result.value);
    if (recorder.calls.length > calls)
      recorder.note(message('what this loop builds is built once: {0}', why.why), why.span);
    // A next turn begins with what this one leaves, and may change more of it.
    forgetChanges(log, why, recorder);
    for (let turn = 0; turn < mostTurnsToSettle; turn++) {
      const again = attempt(recorder, () => pass(false));
      if (!forgetChanges(again.log, why, recorder)) break;
    }
    return null;
  }
}

/** A number that moves with a loop, as one that its watch follows while it watches. */
function tracked(watch: LoopWatch, number: Value, slope: number): Value {
  return watch.attempt >= 0 ? trackedBy(watch, number, slope) : number;
}

function itemAt({ item, from }: EqualItems, turn: number, watch: LoopWatch): Value {
  return from === null ? item : tuple([tracked(watch, int(from + turn), 1), item]);
}

/** Whether an expression calls `range`, or a function of that kind. */
function isRange(node: Expression): boolean {
  return node.kind === 'Call' && node.callee.kind === 'Name' && /range$/.test(node.callee.name);
}

/** Whether a loop over an expression counts, also where something is around its range: it goes over no batches. */
function counts(node: Expression): boolean {
  if (isRange(node)) return true;
  const [first] = node.kind === 'Call' ? node.arguments : [];
  return first !== undefined && counts(first.value);
}
