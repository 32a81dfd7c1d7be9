import { message } from '../../base/message';
import { type Helper, taking } from './helper';
import { anything, type Arguments, type ContextValue, none, type Value } from '../values';
import type { Recorder } from '../record/recorder';
import { asNumber, itemsOf } from '../read-value';
import { holdsUnknown } from '../not-known';

// Sessions, monitored sessions with their hooks, and graphs as context managers.

export const openSession: Helper = taking(
  anything,
  ({ recorder }, { positional, named, more }) => {
    const graph = named.get('graph') ?? positional[1] ?? more;
    if (graph?.kind === 'unknown') recorder.note(message('the graph of a session: {0}', graph.why), graph.span);
    return session(recorder, null, graph?.kind === 'context' ? (graph.id ?? null) : null);
  },
  true,
);

/** A session runs in the graph that it was opened for; `with` makes it the default one. */
function session(recorder: Recorder, lastStep: number | null, graph: number | null): ContextValue {
  const id = recorder.sessions.open();
  const own = graph ?? recorder.context.graph;
  const attributes = new Map<string, Value>([['graph', graphContext(recorder, own)]]);
  const enter = (): (() => void) => {
    const leaveSession = recorder.sessions.enter(id);
    if (own === recorder.context.graph) return leaveSession;
    const leaveGraph = recorder.context.enterGraph(own);
    return () => {
      leaveGraph();
      leaveSession();
    };
  };
  return { kind: 'context', what: 'session', id, lastStep, attributes, enter };
}

/** The place of the hooks among the arguments of a monitored session. */
const hooksAt = { MonitoredTrainingSession: 4, SingularMonitoredSession: 0, MonitoredSession: 1 } as const;

export const monitoredSession = (name: keyof typeof hooksAt): Helper =>
  taking(
    anything,
    ({ recorder }, given) => {
      const hooks = given.named.get('hooks') ?? given.positional[hooksAt[name]] ?? given.more ?? none;
      const opened = session(recorder, lastStepOf(hooks, recorder), null);
      // A monitored session initializes the variables itself.
      const initializer = recorder.record('global_variables_initializer', [], new Map(), { start: 0, end: 0 });
      recorder.run(opened.id ?? 0, [initializer], [], { start: 0, end: 0 });
      return { ...opened, endsWithData: true };
    },
    true,
  );

/** A session of a Supervisor or a SessionManager: its variables have their initial values, by the op that it is given or by all. */
export function managedSession(recorder: Recorder, { named, positional, span }: Arguments): ContextValue {
  const opened = session(recorder, null, null);
  const given = named.get('init_op') ?? positional[1];
  const initializer =
    given?.kind === 'tensor' ? given : recorder.record('global_variables_initializer', [], new Map(), span);
  recorder.run(opened.id ?? 0, [initializer], [], span);
  return opened;
}

/** Where a StopAtStepHook stops; null where none of the hooks is one. Hooks that are not known are noted. */
function lastStepOf(hooks: Value, recorder: Recorder): number | null {
  const steps = (itemsOf(hooks) ?? []).map((hook) =>
    hook.kind === 'instance' ? (hook.attributes.get('last_step') ?? none) : hook,
  );
  const missing = holdsUnknown([hooks, ...steps]);
  if (missing !== null) recorder.note(message('where hooks stop a session: {0}', missing.why), missing.span);
  const known = steps.map(asNumber).filter((step) => step !== null);
  return known.length === 0 ? null : Math.min(...known);
}

export function graphContext(recorder: Recorder, id: number): ContextValue {
  return { kind: 'context', what: 'graph', id, enter: () => recorder.context.enterGraph(id) };
}
