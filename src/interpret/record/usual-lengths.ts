import { message } from '../../base/message';
import { symbolOfCall } from '../../frameworks/tensorflow1/recorded';
import { placeOf } from '../../frameworks/signature';
import { usualLength } from '../stand-in/usual-length';
import { int, list, tuple, type Value } from '../values';
import type { StandIns } from './stand-ins';

/** Parameters of TensorFlow's functions that are a length, or several: of a shape, of a layer's units, of a row with a one. */
const lengths = ['shape', 'dims', 'output_shape', 'depth', 'units', 'num_outputs', 'num_units', 'filters'] as const;
/** Those that are a list: a whole one that is not known has no usual length. */
const shapes: ReadonlySet<string> = new Set(['shape', 'dims', 'output_shape']);

/** What a call is given. */
interface Given {
  readonly args: readonly Value[];
  readonly kwargs: ReadonlyMap<string, Value>;
}

/**
 * What a call is given, with a usual length in the place of each that is not known: as many columns as a table has that nobody sees, as many
 * classes as its labels are of. The same everywhere, so that what has the same unknown length fits together.
 */
export function withUsualLengths(name: string, given: Given, standIns: StandIns): Given {
  const signature = symbolOfCall({ name })?.signature ?? null;
  if (signature === null) return given;
  const args = [...given.args];
  const kwargs = new Map(given.kwargs);
  for (const parameter of lengths) {
    const place = placeOf(signature, parameter);
    if (place < 0) continue;
    const named = kwargs.get(parameter);
    const value = named ?? args[place];
    const known = value === undefined ? undefined : filled(value, !shapes.has(parameter), standIns);
    if (known === value || known === undefined) continue;
    if (named === undefined) args[place] = known;
    else kwargs.set(parameter, known);
  }
  return { args, kwargs };
}

function filled(value: Value, isLength: boolean, standIns: StandIns): Value {
  if (value.kind === 'list' || value.kind === 'tuple') {
    const items = value.items.map((item) => filled(item, true, standIns));
    if (items.every((item, at) => item === value.items[at])) return value;
    return value.kind === 'list' ? list(items) : tuple(items);
  }
  if (value.kind !== 'unknown' || !isLength) return value;
  standIns.length ??= { why: value.why, standIn: message('a length of {0}', usualLength), span: value.span };
  standIns.note({ ...standIns.length, why: value.why, span: value.span });
  return int(usualLength);
}
