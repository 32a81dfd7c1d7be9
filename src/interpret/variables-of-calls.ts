import type { GraphCall, GraphValue } from '../base/graph-call';
import { isStepCall, isVariableCall, movesOf } from '../frameworks/tensorflow1/recorded';
import { spend } from './reading';

/** The variables that recorded calls make or refer to. Null where a call does neither. */
export class VariablesOfCalls {
  private step: number | null = null;

  constructor(private readonly calls: readonly GraphCall[]) {}

  /** The variable that a value is: its reading or a change of it, and none of its other outputs. */
  of(value: GraphValue | null | undefined): number | null {
    return value?.kind === 'call' && value.output === undefined ? this.ofCall(value.id) : null;
  }

  /** The variable that a call makes or refers to: the graph's own step is one, however it is asked for. */
  ofCall(id: number): number | null {
    const call = this.calls[id];
    if (call === undefined) return null;
    if (isStepCall(call)) return this.firstStep() ?? id;
    if (isVariableCall(call)) return id;
    const target = movesOf(call) !== null ? (call.args[0] ?? call.kwargs['ref']) : undefined;
    return target?.kind === 'call' ? this.ofCall(target.id) : null;
  }

  private firstStep(): number | null {
    if (this.step === null) {
      spend(this.calls.length);
      this.step = this.calls.find(isStepCall)?.id ?? null;
    }
    return this.step;
  }
}
