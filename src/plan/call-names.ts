import { argumentNamed, isStepCall, isVariableCall } from '../frameworks/tensorflow1/recorded';
import type { Interpretation } from '../interpret/interpret';

/** The names that the program's module gives to what calls returned; else what the call itself is named. */
export function namesOf({ recorder, names }: Interpretation): Map<number, string> {
  const found = new Map<number, string>();
  for (const call of recorder.calls) {
    const name = isVariableCall(call) ? argumentNamed(call, 'name') : (call.kwargs['name'] ?? null);
    if (name?.kind === 'string') found.set(call.id, call.scope === '' ? name.value : `${call.scope}/${name.value}`);
    else if (isStepCall(call)) found.set(call.id, 'global_step');
  }
  for (const [name, value] of names) {
    if (value.kind === 'tensor' && value.output === undefined) found.set(value.call, name);
  }
  return found;
}
