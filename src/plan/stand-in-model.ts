import type { GraphCall, GraphValue } from '../base/graph-call';

/** The loss (w - 1)^2 of one variable that starts at 0, as recorded calls. */
export class StandInModel {
  readonly calls: readonly GraphCall[];
  readonly initializer: GraphCall;
  readonly variable: GraphValue;
  readonly loss: GraphValue;

  constructor(taken: readonly GraphCall[], place: GraphCall) {
    const first = taken.reduce((most, { id }) => Math.max(most, id), 0) + 1;
    const call = (offset: number, name: string, args: readonly GraphValue[]): GraphCall => ({
      id: first + offset,
      name,
      args,
      kwargs: {},
      control: [],
      scope: '',
      range: place.range,
    });
    this.variable = { kind: 'call', id: first };
    this.loss = { kind: 'call', id: first + 2 };
    this.calls = [
      call(0, 'Variable', [{ kind: 'float', value: 0 }]),
      call(1, 'subtract', [this.variable, { kind: 'float', value: 1 }]),
      call(2, 'square', [{ kind: 'call', id: first + 1 }]),
    ];
    this.initializer = call(3, 'global_variables_initializer', []);
  }
}
