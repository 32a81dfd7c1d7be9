import { message, type Message, say } from '../../base/message';
import type { Span } from '../../python/syntax';
import type { Speculations } from './speculations';

/** Something that could not be read, with its reason and place. */
export interface Obstacle {
  readonly why: Message;
  readonly span: Span;
}

/** What was not understood while the program was read. In a speculation nothing is noted. */
export class Notes {
  readonly obstacles: Obstacle[] = [];
  /** Loops in which the program trains, and whose number of passes is only known during the run. */
  readonly unknownLoops: Obstacle[] = [];
  /** What ends the program as it is written, or one of its statements, by an exception that nothing catches; in order. */
  readonly endings: Obstacle[] = [];
  /** Whether a loop in which the program trains is found never to end. */
  isEndless = false;
  /** Whether the program enters a `while` loop: its condition may ask for what the runs count. */
  entersWhile = false;
  private readonly noted = new Set<string>();

  constructor(private readonly speculations: Speculations) {}

  /** Notes something that was not understood, once a place. */
  note(why: Message, span: Span): void {
    if (this.speculations.isOn) return;
    const key = `${span.start} ${say(why)}`;
    if (this.noted.has(key) || this.noted.size >= mostNotes) return;
    this.noted.add(key);
    this.obstacles.push({ why, span });
  }

  /** Notes an exception that nothing catches. */
  noteEnding(why: Message, span: Span): void {
    if (!this.speculations.isOn) this.endings.push({ why, span });
  }

  /** Notes a loop in which the program trains and whose passes are not counted here, once a place. */
  noteUnknownLoop(loop: Span & { readonly why?: Message }): void {
    if (this.speculations.isOn) return;
    const span = { start: loop.start, end: loop.end };
    if (this.unknownLoops.some((known) => known.span.start === span.start)) return;
    this.unknownLoops.push({ why: loop.why ?? message('how often this loop runs is only known during the run'), span });
  }
}

/** Obstacles beyond these are not told one by one. */
const mostNotes = 1000;

/** Calls whose arguments are shown one by one. */
export const hasShownArguments = /_decay(?:_restarts)?$|piecewise|Optimizer$|Decay/;
