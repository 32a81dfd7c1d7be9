import type { Recorder } from '../record/recorder';
import {
  anything,
  bool,
  builtin,
  int,
  type ModuleValue,
  none,
  nothing,
  recording,
  tolerant,
  type Value,
} from '../values';
import { moduleOf } from './module-of';

/** `horovod.tensorflow` and its like, for a program that is started by itself: it is the only worker, and what is reduced over all is its own. */
export function oneWorker(name: string, recorder: Recorder): ModuleValue {
  const count = (value: number): Value => builtin(name, () => int(value));
  const own = (parameter: string): Value =>
    recording(name, ({ positional, named, more }) => positional[0] ?? named.get(parameter) ?? more ?? none);
  return moduleOf(`${name}.tensorflow`, {
    init: tolerant('init', anything, () => none),
    shutdown: builtin('shutdown', () => none),
    size: count(1),
    local_size: count(1),
    rank: count(0),
    local_rank: count(0),
    mpi_threads_supported: builtin('mpi_threads_supported', () => bool(false)),
    DistributedOptimizer: own('optimizer'),
    allreduce: own('tensor'),
    allgather: own('tensor'),
    broadcast: own('tensor'),
    push_pull: own('tensor'),
    broadcast_global_variables: tolerant('broadcast_global_variables', anything, ({ span }) =>
      recorder.record('no_op', [], new Map(), span),
    ),
    BroadcastGlobalVariablesHook: tolerant('BroadcastGlobalVariablesHook', anything, () => nothing),
    Compression: nothing,
  });
}
