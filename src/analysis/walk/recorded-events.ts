import type { Dependency, Movement, Slip, Training } from '../facts/events';
import type { Call } from '../../python/syntax';
import type { Frame } from '../values/frame';
import { noTrace, type Variable } from '../values/values';
import type { World } from './world';

/** Where the operation of an assignment goes: to one name, to an attribute of an instance, or nowhere. */
export interface KeptOperation {
  readonly name: string | null;
  readonly isAttribute?: true;
  /** The call that makes it, and the name that this gives it in the graph; null where it gives none that is known. */
  readonly node: Call;
  readonly graphName: string | null;
  readonly frame: Frame;
}

/** What is known of a variable where it is made. */
type MadeVariable = Omit<Variable, 'id' | 'name' | 'escapes' | 'assigned' | 'isAnonymous' | 'mode' | 'loops'>;

/** The number of an event that has none yet. */
export const unnumbered = 0;

/**
 * What a walk has met of variables, movements, readings and training calls, each once under its key (`Contexts`), and what is wrong with
 * them.
 */
export class RecordedEvents {
  readonly variables = new Map<string, Variable>();
  readonly dependencies = new Map<string, Dependency>();
  readonly movements = new Map<string, Movement>();
  readonly trainings = new Map<string, Training>();
  /** Assignments whose operation is only bound to a name, or dropped. */
  readonly kept = new Map<Movement, KeptOperation>();
  /** What is wrong with the program, by the key of where it stands. */
  readonly slips = new Map<string, Slip>();
  /** The keys of those that a loop's passes find. */
  private readonly slipsOfLoops = new Map<object, Set<string>>();
  private nextId = 1;

  constructor(private readonly world: World) {}

  /** Records an event once, with a number of its own: walked again, the same object takes what is known now. */
  record<T extends { readonly id: number }>(events: Map<string, T>, key: string, fields: T): T {
    this.world.effects += 1;
    const known = events.get(key);
    Object.assign(fields, { id: known?.id ?? this.nextId++ });
    if (known !== undefined) return Object.assign(known, fields);
    events.set(key, fields);
    return fields;
  }

  /** Takes a reading back: the program says by itself what it gives. */
  dropReading(reading: Dependency): void {
    for (const [key, one] of this.dependencies) if (one === reading) this.dependencies.delete(key);
  }

  /** The variable that a node makes. A graph has one step of its own, wherever it is asked for. */
  variable(
    node: object,
    frame: Frame,
    { range, insertion, trainableRange, initial, type, trainable, tfName, isByName, graph, isGraphStep }: MadeVariable,
  ): Variable {
    const key = isGraphStep ? `graph:${graph}` : this.world.contexts.key(node, frame);
    const known = this.variables.get(key);
    if (known !== undefined) {
      this.world.repeats.noteVariable(known);
      return known;
    }
    this.world.effects += 1;
    const variable: Variable = {
      id: this.nextId++,
      range,
      insertion,
      trainableRange,
      initial,
      type,
      trainable,
      tfName,
      isByName,
      graph,
      isGraphStep,
      name: null,
      // One of several, of which each may be moved by itself.
      escapes: this.world.isMerging && !isGraphStep,
      assigned: noTrace,
      isAnonymous: false,
      mode: this.world.mode,
      loops: this.world.loops.around.map(({ node: loop }) => loop),
    };
    this.variables.set(key, variable);
    this.world.repeats.noteVariable(variable);
    return variable;
  }

  /** Records what changes a step: a training call, an assignment or a feed. */
  move(
    node: object,
    frame: Frame,
    {
      step,
      by,
      range,
      training = null,
      isIncrement = true,
    }: Pick<Movement, 'step' | 'by' | 'range'> & Partial<Pick<Movement, 'training' | 'isIncrement'>>,
  ): Movement {
    const { graph, mode, root } = this.world;
    const movement = this.record(this.movements, this.world.contexts.key(node, frame, by), {
      id: unnumbered,
      step,
      by,
      range,
      training,
      isIncrement,
      times: 1,
      loop: null,
      context: frame.context,
      graph,
      mode,
      root,
    });
    this.world.repeats.note(movement, this.world.conditions.count);
    return movement;
  }

  /** Notes something wrong at a node; `extra` tells apart what may be wrong there. */
  slip(node: object, frame: Frame, extra: string, slip: Slip): void {
    this.world.effects += 1;
    this.slips.set(this.world.contexts.key(node, frame, extra), slip);
  }

  /** Notes something wrong with what each pass of a loop does: a later pass of the walk, which knows more, finds it anew or not. */
  slipInLoop(loop: object, node: object, frame: Frame, slip: Slip): void {
    const key = this.world.contexts.key(node, frame, 'loop');
    this.slip(node, frame, 'loop', slip);
    const keys = this.slipsOfLoops.get(loop);
    if (keys === undefined) this.slipsOfLoops.set(loop, new Set([key]));
    else keys.add(key);
  }

  /** Forgets what a pass of a loop found wrong, before its next pass. */
  dropSlipsOf(loop: object): void {
    for (const slip of this.slipsOfLoops.get(loop) ?? []) this.slips.delete(slip);
  }
}
