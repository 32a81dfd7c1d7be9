import { hookParameters } from '../../frameworks/tensorflow1/sessions';
import { type Arguments, mergeTraces, noTrace, type Trace, type Value } from '../values/values';
import { hasUnknownBase } from '../walk/release';
import type { World } from '../walk/world';
import { type Called, given } from './called';

/** What the hooks of a call add to each run. One that cannot be read, or has a base that cannot, may count steps itself. */
export function takeHooks(world: World, called: Called, args: Arguments): Trace {
  let fetches = noTrace;
  for (const name of hookParameters) {
    const hooks = given(called, name, args);
    const all = hooks === null ? [] : hooks.kind === 'list' ? hooks.items : [hooks];
    if (all.some(isUnknownHook)) world.meetUnknownConsumer();
    for (const hook of all) if (hook.kind === 'instance') fetches = mergeTraces(fetches, hook.fetches ?? noTrace);
  }
  return fetches;
}

function isUnknownHook(hook: Value): boolean {
  return hook.kind === 'instance' ? hasUnknownBase(hook) : hook.kind === 'unknown';
}
