import { typeError, valueError } from './errors';
import { type Graph, Operation, Tensor } from './graph';
import type { Feeds, Fetch, Session } from './session';
import type { Value } from './value';
import { Variable } from './variable';

/** What `Session.run` takes: one fetch, its name, or lists and dicts of them, as deep as one likes. */
export type FetchStructure = Fetch | string | readonly FetchStructure[] | { readonly [key: string]: FetchStructure };

/** Values in the structure that was asked for; an operation gives null. */
export type Fetched = Value | null | readonly Fetched[] | { readonly [key: string]: Fetched };

const isFetch = (given: FetchStructure): given is Fetch =>
  given instanceof Tensor || given instanceof Operation || given instanceof Variable;

const isStructure = (given: unknown): given is object => typeof given === 'object' && given !== null;

/** `loss:0` is a tensor, `loss` an operation. */
function named(graph: Graph, name: string): Fetch {
  const found = name.includes(':') ? graph.findTensor(name) : graph.findOperation(name);
  if (found === null) throw valueError(`the fetch ${name} refers to nothing in the graph`);
  return found;
}

/** Runs a structure of fetches in one run, in which each tensor is evaluated once however often it is asked for. Exported for tests. */
export function runStructure(session: Session, structure: FetchStructure, feeds?: Feeds): Fetched {
  const places = new Map<Fetch, number>();
  const collect = (given: FetchStructure): void => {
    if (isFetch(given) || typeof given === 'string') {
      const fetch = typeof given === 'string' ? named(session.graph, given) : given;
      if (!places.has(fetch)) places.set(fetch, places.size);
    } else if (isStructure(given)) Object.values(given).forEach(collect);
    else throw typeError('a fetch must be a tensor, an operation, a name, or a list or dict of them');
  };
  collect(structure);
  const values = session.run([...places.keys()], feeds);
  const fill = (given: FetchStructure): Fetched => {
    if (isFetch(given) || typeof given === 'string') {
      const fetch = typeof given === 'string' ? named(session.graph, given) : given;
      return values[places.get(fetch) ?? -1] ?? null;
    }
    if (Array.isArray(given)) return (given as readonly FetchStructure[]).map(fill);
    return Object.fromEntries(Object.entries(given).map(([key, part]) => [key, fill(part)]));
  };
  return fill(structure);
}
