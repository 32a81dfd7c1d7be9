import type { GraphCall, GraphValue } from '../base/graph-call';

/** The optimizer’s call with another learning rate: as its keyword where it is one or nothing is passed by place, else in the first place. */
export function withRate(optimizer: GraphCall, rate: GraphValue): GraphCall {
  if ('learning_rate' in optimizer.kwargs || optimizer.args.length === 0)
    return { ...optimizer, kwargs: { ...optimizer.kwargs, learning_rate: rate } };
  return { ...optimizer, args: [rate, ...optimizer.args.slice(1)] };
}
