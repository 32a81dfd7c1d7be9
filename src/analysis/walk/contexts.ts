import type { SourceRange } from '../../base/source-range';
import type { Span } from '../../python/syntax';
import type { Frame } from '../values/frame';
import type { World } from './world';

/** Contexts so far, of all walks: a module that several share has one in its frames. */
let contextCount = 0;

/** Numbers for what a walk comes to: for nodes, for the contexts in which functions are called, and the keys of events in them. */
export class Contexts {
  private readonly ids = new Map<object, number>();
  private readonly contexts = new Map<object, Map<number, number>>();
  /** The call that began a context, and the context that it stands in. */
  private readonly callers = new Map<number, { readonly call: SourceRange; readonly context: number }>();

  constructor(private readonly world: World) {}

  /** A number for a node that stays the same however often the node is walked. */
  idOf(node: object): number {
    let id = this.ids.get(node);
    if (id === undefined) {
      id = this.ids.size + 1;
      this.ids.set(node, id);
    }
    return id;
  }

  /** Names something that a node makes in a context; `extra` tells apart what one node makes there. */
  key(node: object, { context }: Frame, extra: string | number = ''): string {
    return `${this.idOf(node)}:${context}:${this.world.mode === 'entry' ? 'e' : 'c'}:${extra}`;
  }

  /** The context of a function that is called at a node. */
  contextAt(node: Span, frame: Frame): number {
    let contexts = this.contexts.get(node);
    if (contexts === undefined) this.contexts.set(node, (contexts = new Map<number, number>()));
    const key = frame.context * 2 + (this.world.mode === 'entry' ? 1 : 0);
    let context = contexts.get(key);
    if (context === undefined) {
      contexts.set(key, (context = this.newContext()));
      const call = frame.module.source.range(node);
      this.callers.set(context, { call, context: frame.context });
    }
    return context;
  }

  /** The calls that lead to a context, the outermost first. */
  callsTo(context: number): SourceRange[] {
    const calls: SourceRange[] = [];
    for (let at = this.callers.get(context); at !== undefined; at = this.callers.get(at.context)) calls.push(at.call);
    return calls.reverse();
  }

  newContext(): number {
    contextCount += 1;
    return contextCount;
  }

  /** The graph that is made at a node. */
  graphAt(node: Span, frame: Frame): number {
    this.world.effects += 1;
    return this.contextAt(node, frame);
  }
}
