import type { Frame } from '../values/frame';
import type { Changes } from '../values/names';
import type { World } from './world';

/** Alternatives of which each stands in what is left when those before it are not taken. Whatever follows the last one is one as well. */
export class Choice {
  private readonly left: Changes[] = [];
  isOpen = false;

  constructor(
    private readonly world: World,
    private readonly frame: Frame,
  ) {}

  /** Walks an alternative; what is walked after it is walked where it is not taken. */
  add(way: () => void): void {
    const { frame, world, left } = this;
    if (!this.isOpen) world.conditions.count += 1;
    const rest = this.isOpen ? frame.names.changes() : null;
    const changes = walkWay(frame, way);
    if (!frame.isOver) left.push(rest === null || rest.size === 0 ? changes : new Map([...rest, ...changes]));
    if (!this.isOpen) frame.names.branch();
    this.isOpen = true;
    frame.isOver = false;
  }

  end(): void {
    const { frame, world, left } = this;
    if (!this.isOpen) return;
    const rest = frame.names.leave();
    if (!frame.isOver) left.push(rest);
    world.conditions.count -= 1;
    leaveAny(frame, left, rest);
  }
}

/** Walks alternatives, each from the same names; what is left afterwards is any of what they leave. */
export function branches(world: World, frame: Frame, ways: readonly (() => void)[]): void {
  const left: Changes[] = [];
  let last: Changes | null = null;
  world.conditions.count += 1;
  for (const way of ways) {
    last = walkWay(frame, way);
    if (!frame.isOver) left.push(last);
  }
  world.conditions.count -= 1;
  leaveAny(frame, left, last);
}

/** What is left of alternatives: any of those that come to their end, or what the last one leaves where none does. */
function leaveAny(frame: Frame, left: readonly Changes[], last: Changes | null): void {
  frame.isOver = left.length === 0;
  if (left.length > 0) frame.names.takeAny(left);
  else if (last !== null) frame.names.take(last);
}

/** Walks a way to its end, or to where it leaves. */
function walkWay(frame: Frame, way: () => void): Changes {
  frame.names.branch();
  frame.isOver = false;
  way();
  return frame.names.leave();
}
