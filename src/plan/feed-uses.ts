// What a program does with what it feeds to a placeholder, as far as that says which values make sense.
import { callsIn, type GraphCall, type GraphValue } from '../base/graph-call';
import { passesOn, takenBy, type TakenValues } from '../frameworks/tensorflow1/feeds';
import { argumentNamed, isVariableCall, meaningOfCall } from '../frameworks/tensorflow1/recorded';
import { staticShapeOf } from '../interpret/static-shape';

/** Values that make sense for a placeholder. */
export type FeedUse =
  /** Numbers of classes, or of rows of a table. */
  | { readonly kind: 'ids'; readonly below: number; readonly isLabel: boolean }
  /** Rows with a one at the class. */
  | { readonly kind: 'one-hot' }
  /** 0 or 1. */
  | { readonly kind: 'binary' }
  /** -1 or 1. */
  | { readonly kind: 'signs' }
  /** Lengths of sequences. */
  | { readonly kind: 'lengths' }
  /** The share of units that a dropout keeps. */
  | { readonly kind: 'share' }
  /** Numbers that a model is to come near. */
  | { readonly kind: 'target' }
  /** Anything else: what a model looks at. */
  | { readonly kind: 'features' };

/** Classes, or rows of a table, whose number is not known. */
const unknownTable = 10;

/** Reads uses out of recorded calls; `consumers` are looked up once. */
export class FeedUses {
  private readonly consumers = new Map<number, GraphCall[]>();

  constructor(private readonly calls: readonly GraphCall[]) {
    for (const call of calls)
      for (const id of new Set([...call.args, ...Object.values(call.kwargs)].flatMap(callsIn)))
        this.consumers.set(id, [...(this.consumers.get(id) ?? []), call]);
  }

  /** How the values of a placeholder are used; the use that says most about them where there are several. */
  of(placeholder: number): FeedUse {
    const found: FeedUse[] = [];
    const seen = new Set<number>();
    const open = [placeholder];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      for (const call of this.consumers.get(id) ?? []) {
        const use = this.useIn(call, id);
        if (use !== null) found.push(use);
        if (passesOn(call)) open.push(call.id);
      }
    }
    const order: readonly FeedUse['kind'][] = ['ids', 'one-hot', 'lengths', 'share', 'signs', 'binary', 'target'];
    for (const kind of order) {
      const use = found.find((other) => other.kind === kind);
      if (use !== undefined) return use;
    }
    return { kind: 'features' };
  }

  private useIn(call: GraphCall, id: number): FeedUse | null {
    for (const [parameter, values] of takenBy(call.name)) {
      const value = argumentNamed(call, parameter);
      if (value === null || !callsIn(value).includes(id)) continue;
      const use = this.useOf(values, call, id);
      if (use !== null) return use;
    }
    return this.arithmeticUse(call, id);
  }

  private useOf(values: TakenValues, call: GraphCall, id: number): FeedUse | null {
    switch (values) {
      case 'classes': {
        const below = this.lastLength(argumentNamed(call, 'logits') ?? argumentNamed(call, 'predictions'));
        return { kind: 'ids', below: below ?? unknownTable, isLabel: true };
      }
      case 'depth': {
        const depth = argumentNamed(call, 'depth');
        return { kind: 'ids', below: depth?.kind === 'int' ? depth.value : unknownTable, isLabel: true };
      }
      case 'rows': {
        const [rows] = staticShapeOf(argumentNamed(call, 'params') ?? undefined, this.calls) ?? [];
        return { kind: 'ids', below: rows ?? unknownTable, isLabel: false };
      }
      case 'row-of-classes':
        return this.isFed(id) ? { kind: 'one-hot' } : null;
      default:
        return { kind: values };
    }
  }

  /** Losses that a program writes out: `y * log(p)`, `1 - y * f`, `p - y`. */
  private arithmeticUse(call: GraphCall, id: number): FeedUse | null {
    const others = call.args.filter((value) => !(value.kind === 'call' && value.id === id));
    const [other] = others;
    if (call.name === 'multiply' && other?.kind === 'call') {
      const made = this.calls[other.id];
      if (/(?:^|\.)log$/.test(made?.name ?? '')) return this.width(id) > 1 ? { kind: 'one-hot' } : { kind: 'binary' };
      const isOfMargin = (this.consumers.get(call.id) ?? []).some(
        ({ name, args: [one] }) =>
          name === 'subtract' && (one?.kind === 'float' || one?.kind === 'int') && one.value === 1,
      );
      return isOfMargin ? { kind: 'signs' } : null;
    }
    if (call.name !== 'subtract' || other?.kind !== 'call') return null;
    return this.isPrediction(other.id) && this.isFed(id) ? { kind: 'target' } : null;
  }

  /** Whether a variable has a part in a value. */
  private isPrediction(id: number): boolean {
    const seen = new Set<number>();
    const open = [id];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const call = this.calls[at];
      if (call === undefined || seen.has(at)) continue;
      seen.add(at);
      if (isVariableCall(call) || call.name.includes('layers.')) return true;
      for (const next of [...call.args, ...Object.values(call.kwargs)].flatMap(callsIn)) open.push(next);
    }
    return false;
  }

  /** Whether a value is a placeholder, or only another form of one. */
  private isFed(id: number): boolean {
    const call = this.calls[id];
    if (call === undefined) return false;
    if (meaningOfCall(call, 'placeholder') !== null) return true;
    const [first] = call.args;
    return passesOn(call) && first?.kind === 'call' && this.isFed(first.id);
  }

  private width(id: number): number {
    return this.lastLength({ kind: 'call', id }) ?? 1;
  }

  private lastLength(value: GraphValue | null): number | null {
    return value === null ? null : (staticShapeOf(value, this.calls)?.at(-1) ?? null);
  }
}
