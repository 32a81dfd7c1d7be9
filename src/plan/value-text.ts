import { joined, message, type Message, verbatim } from '../base/message';
import type { GraphValue } from '../base/graph-call';
import { floatText } from '../interpret/text/float-text';
import type { CallGraph } from './call-graph';

/** A recorded value as a reader would write it: numbers as Python has them, calls by the name they are bound to, else their own. */
export function valueText(value: GraphValue, graph: CallGraph, names: ReadonlyMap<number, string>): Message {
  switch (value.kind) {
    case 'none':
      return verbatim('None');
    case 'unknown':
      return value.why;
    case 'formula':
      return message('a value that is only known during the run');
    case 'bool':
      return verbatim(value.value ? 'True' : 'False');
    case 'float':
      return verbatim(floatText(value.value));
    case 'int':
      return verbatim(String(value.value));
    case 'string':
      return verbatim(JSON.stringify(value.value));
    case 'dtype':
      return verbatim(`tf.${value.value}`);
    case 'array':
      return message('array of shape ({0})', value.value.shape.join(', '));
    case 'list':
      return message(
        '[{0}]',
        joined(
          value.items.map((item) => valueText(item, graph, names)),
          '{0}, {1}',
        ),
      );
    case 'dict':
      return message(
        '{{0}}',
        joined(
          value.entries.map(([key, held]) =>
            message('{0}: {1}{#entry}', valueText(key, graph, names), valueText(held, graph, names)),
          ),
          '{0}, {1}',
        ),
      );
    case 'call': {
      const known = names.get(value.id);
      if (known !== undefined) return verbatim(known);
      return message('{0}(…)', graph.callOf(value)?.name ?? message('an operation'));
    }
  }
}
