import type { GraphValue } from '../base/graph-call';
import type { CallGraph } from './call-graph';

/** A recorded value as a reader would write it: numbers as Python has them, calls by the name they are bound to, else their own. */
export function valueText(value: GraphValue, graph: CallGraph, names: ReadonlyMap<number, string>): string {
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'unknown':
      return value.why;
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'float':
      return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
    case 'int':
      return String(value.value);
    case 'string':
      return JSON.stringify(value.value);
    case 'dtype':
      return `tf.${value.value}`;
    case 'array':
      return `array of shape (${value.value.shape.join(', ')})`;
    case 'list':
      return `[${value.items.map((item) => valueText(item, graph, names)).join(', ')}]`;
    case 'dict':
      return `{${value.entries.map(([key, held]) => `${valueText(key, graph, names)}: ${valueText(held, graph, names)}`).join(', ')}}`;
    case 'call':
      return names.get(value.id) ?? `${graph.callOf(value)?.name ?? 'an operation'}(…)`;
  }
}
