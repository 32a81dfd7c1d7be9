import { meaningOfCall } from '../../frameworks/tensorflow1/recorded';
import type { Value } from '../values';
import type { Recorder } from './recorder';

/** Optimizers are of no graph: where one is used in another graph than that in which the program made it, its call is made there, too. */
export class MovedOptimizers {
  /** By the graph and the call of the optimizer. */
  private readonly moved = new Map<string, number>();

  /** An argument as the graph in force has it. */
  inGraph(value: Value, { calls, graphs, context, places, unknownArguments, unknownPlaces }: Recorder): Value {
    const call = value.kind === 'tensor' ? calls[value.call] : undefined;
    const { graph, control, scope } = context;
    if (call === undefined || graphs[call.id] === graph || meaningOfCall(call, 'optimizer') === null) return value;
    const key = `${graph} ${call.id}`;
    const known = this.moved.get(key);
    if (known !== undefined) return { kind: 'tensor', call: known };
    const id = calls.length;
    this.moved.set(key, id);
    graphs.push(graph);
    calls.push({ ...call, id, control, scope });
    copyEntry(places, call.id, id);
    copyEntry(unknownArguments, call.id, id);
    copyEntry(unknownPlaces, call.id, id);
    return { kind: 'tensor', call: id };
  }
}

function copyEntry<Kept>(entries: Map<number, Kept>, from: number, to: number): void {
  const kept = entries.get(from);
  if (kept !== undefined) entries.set(to, kept);
}
