import { tensorflow1 } from '../../frameworks/tensorflow1/catalogue';
import { lastPart } from '../../base/last-part';
import type { Value } from '../values/values';

/** What `isinstance` gives, where that is certain: for optimizers, and for what is none. */
export function isInstance(value: Value, of: Value): boolean | null {
  if (of.kind === 'list') {
    const all = of.items.map((one) => isInstance(value, one));
    if (all.includes(true)) return true;
    return of.isOpen || all.includes(null) ? null : false;
  }
  if (value.kind === 'union') {
    const [first = null, ...others] = value.options.map((option) => isInstance(option, of));
    return others.every((other) => other === first) ? first : null;
  }
  if (of.kind !== 'tensorflow') return null;
  if (value.kind === 'none' || value.kind === 'number' || value.kind === 'string') return false;
  if (value.kind !== 'keras-optimizer' && (value.kind !== 'optimizer' || value.instance !== null)) return null;
  const found = tensorflow1.findKind(of.path, 'optimizer');
  if (found === null) return null;
  if (found.meaning.isKeras !== (value.kind === 'keras-optimizer')) return false;
  const name = lastPart(found.name);
  return name === 'Optimizer' || name === value.name ? true : null;
}
