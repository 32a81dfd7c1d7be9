// Sessions, hooks, loops and savers: what runs a train op or reads a step beside it.
import type { ReaderRole } from '../../base/reader-role';
import { type LibrarySymbol, symbol } from '../symbol';

const session = (
  name: string,
  signature: string,
  isMonitored: boolean,
  aliases: readonly string[] = [],
): LibrarySymbol => symbol(name, signature, { kind: 'session', isMonitored, initializes: isMonitored }, aliases);

const hook = (
  name: string,
  signature: string | null,
  role: ReaderRole | null,
  { reads, every }: { readonly reads?: string; readonly every?: string } = {},
  aliases: readonly string[] = [],
): LibrarySymbol => {
  const parameters = { ...(reads === undefined ? {} : { reads }), ...(every === undefined ? {} : { every }) };
  return symbol(`train.${name}`, signature, { kind: 'hook', role, ...parameters }, aliases);
};

/** A method of a supervisor or a session manager that gives a session in which the variables have their initial values. */
const managed = (name: string): LibrarySymbol =>
  symbol(name, "self, master='', config=None, **", { kind: 'session', isMonitored: false, initializes: true });

/** Parameters by which sessions and specs are passed hooks. */
export const hookParameters: readonly string[] = [
  'hooks',
  'training_hooks',
  'training_chief_hooks',
  'chief_only_hooks',
];

/** A hook's methods, in the order in which a session calls them. */
export const hookMethods: readonly string[] = ['begin', 'after_create_session', 'before_run', 'after_run', 'end'];

export const sessions: readonly LibrarySymbol[] = [
  session('Session', "target='', graph=None, config=None", false, ['python_io.Session']),
  session('InteractiveSession', "target='', graph=None, config=None", false),
  session(
    'train.MonitoredTrainingSession',
    "master='', is_chief=True, checkpoint_dir=None, scaffold=None, hooks=None, chief_only_hooks=None, save_checkpoint_secs=None, save_summaries_steps=None, save_summaries_secs=None, config=None, stop_grace_period_secs=120, log_step_count_steps=100, max_wait_secs=7200, save_checkpoint_steps=None, summary_dir=None",
    true,
  ),
  session('train.MonitoredSession', 'session_creator=None, hooks=None, **', true),
  session('train.SingularMonitoredSession', 'hooks=None, scaffold=None, **', true),
  session('debug.LocalCLIDebugWrapperSession', 'sess, **', false, ['python.debug.LocalCLIDebugWrapperSession']),
  session('debug.TensorBoardDebugWrapperSession', 'sess, **', false, ['python.debug.TensorBoardDebugWrapperSession']),
  session('debug.DumpingDebugWrapperSession', 'sess, **', false, ['python.debug.DumpingDebugWrapperSession']),
  managed('Supervisor.managed_session'),
  managed('Supervisor.prepare_or_wait_for_session'),
  managed('SessionManager.prepare_session'),
  managed('SessionManager.wait_for_session'),
  managed('test.TestCase.session'),
];

export const readers: readonly LibrarySymbol[] = [
  symbol(
    'train.Supervisor',
    'graph=None, ready_op=0, ready_for_local_init_op=0, is_chief=True, init_op=0, init_feed_dict=None, local_init_op=0, logdir=None, summary_op=0, saver=0, global_step=0, save_summaries_secs=120, save_model_secs=600',
    { kind: 'reader', role: 'save', step: 'global_step', trains: null },
  ),
  hook('StopAtStepHook', 'num_steps=None, last_step=None', 'stop'),
  hook('GlobalStepWaiterHook', 'wait_until_step', 'stop'),
  hook(
    'CheckpointSaverHook',
    "checkpoint_dir, save_secs=None, save_steps=None, saver=None, checkpoint_basename='model.ckpt', scaffold=None, listeners=None",
    'checkpoint',
    { every: 'save_steps' },
  ),
  hook('StepCounterHook', 'every_n_steps=100, every_n_secs=None, output_dir=None, summary_writer=None', 'counter', {
    every: 'every_n_steps',
  }),
  hook(
    'SummarySaverHook',
    'save_steps=None, save_secs=None, output_dir=None, summary_writer=None, scaffold=None, summary_op=None',
    'summary-hook',
    { every: 'save_steps' },
  ),
  symbol('train.global_step', 'sess, global_step_tensor', {
    kind: 'reader',
    role: 'session',
    step: 'global_step_tensor',
    trains: null,
  }),
  symbol('Saver.save', 'self, sess, save_path, global_step=None, **', {
    kind: 'reader',
    role: 'save',
    step: 'global_step',
    trains: null,
  }),
  symbol('FileWriter.add_summary', 'self, summary, global_step=None', {
    kind: 'reader',
    role: 'summary',
    step: 'global_step',
    trains: null,
  }),
  ...[
    'estimator.EstimatorSpec',
    'estimator.tpu.TPUEstimatorSpec',
    'contrib.tpu.TPUEstimatorSpec',
    'tpu.TPUEstimatorSpec',
    'npu.NPUEstimatorSpec',
    'contrib.learn.ModelFnOps',
  ].map((name) =>
    symbol(name, 'mode, predictions=None, loss=None, train_op=None, **', {
      kind: 'reader',
      role: 'estimator',
      step: null,
      trains: 'train_op',
    }),
  ),
  symbol('contrib.slim.learning.train', 'train_op, logdir, **', {
    kind: 'reader',
    role: 'train-loop',
    step: 'global_step',
    trains: 'train_op',
  }),
  symbol('contrib.training.train', 'train_op, logdir, **', {
    kind: 'reader',
    role: 'train-loop',
    step: 'global_step',
    trains: 'train_op',
  }),
  hook('LoggingTensorHook', 'tensors, every_n_iter=None, every_n_secs=None, at_end=False, formatter=None', 'log', {
    reads: 'tensors',
  }),
  hook('NanTensorHook', 'loss_tensor, fail_on_nan_loss=True', null),
  hook('SessionRunHook', null, null, {}, ['estimator.SessionRunHook', 'session_run_hook.SessionRunHook']),
  symbol(
    'train.Saver',
    'var_list=None, reshape=False, sharded=False, max_to_keep=5, keep_checkpoint_every_n_hours=10000.0, name=None, restore_sequentially=False, saver_def=None, builder=None, defer_build=False, allow_empty=False, write_version=2, pad_step_number=False, save_relative_paths=False, filename=None',
    { kind: 'harmless' },
  ),
  symbol('train.assert_global_step', 'global_step_tensor', { kind: 'harmless' }, [
    'contrib.framework.assert_global_step',
  ]),
];
