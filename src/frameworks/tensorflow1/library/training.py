# Session managers and hooks of TensorFlow 1.15's tf.train. Nothing is written to a disk.
import collections
import tensorflow as tf


def _initialized(session, init_op=None, local_init_op=None):
    session.run(init_op if init_op is not None and init_op != 0 else tf.global_variables_initializer())
    session.run(local_init_op if local_init_op is not None and local_init_op != 0 else tf.local_variables_initializer())
    return session


class Supervisor(object):
    USE_DEFAULT = 0

    def __init__(self, graph=None, ready_op=0, ready_for_local_init_op=0, is_chief=True, init_op=None, init_feed_dict=None,
                 local_init_op=None, logdir=None, summary_op=0, saver=0, global_step=0, save_summaries_secs=120, save_model_secs=600,
                 recovery_wait_secs=30, stop_grace_secs=120, checkpoint_basename='model.ckpt', session_manager=None, summary_writer=0,
                 init_fn=None, local_init_run_options=None):
        self._init_op = init_op
        self._local_init_op = local_init_op
        self._init_feed_dict = init_feed_dict
        self._init_fn = init_fn
        self.saver = tf.train.Saver() if isinstance(saver, int) else saver
        self.global_step = global_step
        self.coord = tf.train.Coordinator()
        self.is_chief = is_chief
        self._stopped = False
        self.summary_writer = tf.summary.FileWriter(logdir)
        self.session_manager = self.coord

    def _prepared(self):
        session = tf.Session()
        if self._init_feed_dict is None:
            _initialized(session, self._init_op, self._local_init_op)
        else:
            session.run(self._init_op, feed_dict=self._init_feed_dict)
        if self._init_fn is not None:
            self._init_fn(session)
        return session

    def managed_session(self, master='', config=None, start_standard_services=True, close_summary_writer=True):
        return self._prepared()

    def prepare_or_wait_for_session(self, master='', config=None, wait_for_checkpoint=False, max_wait_secs=7200,
                                    start_standard_services=True):
        return self._prepared()

    def should_stop(self):
        return self._stopped

    def request_stop(self, ex=None):
        self._stopped = True

    def stop(self, threads=None, close_summary_writer=True, ignore_live_threads=False):
        self._stopped = True

    def start_standard_services(self, sess):
        return []

    def start_queue_runners(self, sess, queue_runners=None):
        return []

    def summary_computed(self, sess, summary, global_step=None):
        return None

    def wait_for_stop(self):
        return None


class SessionRunHook(object):
    def begin(self):
        return None

    def after_create_session(self, session, coord):
        return None

    def before_run(self, run_context):
        return None

    def after_run(self, run_context, run_values):
        return None

    def end(self, session):
        return None


class StopAtStepHook(SessionRunHook):
    def __init__(self, num_steps=None, last_step=None):
        self.last_step = last_step if last_step is not None else num_steps


SessionRunArgs = collections.namedtuple('SessionRunArgs', ('fetches', 'feed_dict', 'options'), defaults=(None, None))
SessionRunValues = collections.namedtuple('SessionRunValues', ('results', 'options', 'run_metadata'))


_saved = []


class Saver(object):
    def __init__(self, var_list=None, reshape=False, sharded=False, max_to_keep=5, keep_checkpoint_every_n_hours=10000.0,
                 name=None, *args, **kwargs):
        with tf.name_scope(name, 'save'):
            self.last_checkpoints = []

    def save(self, sess, save_path, global_step=None, **kwargs):
        sess.save_checkpoint(save_path, global_step)
        if save_path in _saved:
            _saved.remove(save_path)
        _saved.append(save_path)
        return save_path

    def restore(self, sess, save_path):
        if save_path is not None:
            for path in reversed(_saved):
                if save_path == path or save_path.startswith(path + '-'):
                    sess.restore_checkpoint(path)
                    break

    def recover_last_checkpoints(self, checkpoint_paths):
        return None


class _CheckpointState(object):
    def __init__(self, path):
        self.model_checkpoint_path = path
        self.all_model_checkpoint_paths = [path]


def _folder(path):
    parts = path.split('/')
    return '/'.join(part for part in parts if part not in ('', '.'))


def latest_checkpoint(checkpoint_dir, latest_filename=None):
    for path in reversed(_saved):
        if _folder('/'.join(path.split('/')[:-1])) == _folder(checkpoint_dir):
            return path
    return None


def get_checkpoint_state(checkpoint_dir, latest_filename=None):
    path = latest_checkpoint(checkpoint_dir)
    return None if path is None else _CheckpointState(path)
