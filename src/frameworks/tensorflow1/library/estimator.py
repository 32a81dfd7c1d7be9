# tf.estimator: the loop that calls a model_fn once and runs its train op, after tensorflow_estimator/python/estimator of TensorFlow 1.15.
# An Estimator that trains again goes on in the session of the first time, as if from its checkpoint. Evaluating trains nothing.
import tensorflow as tf


class ModeKeys(object):
    TRAIN = 'train'
    EVAL = 'eval'
    PREDICT = 'infer'


class RunConfig(object):
    def __init__(self, model_dir=None, tf_random_seed=None, save_summary_steps=100, save_checkpoints_steps=None, save_checkpoints_secs=None,
                 session_config=None, keep_checkpoint_max=5, log_step_count_steps=100, train_distribute=None, **kwargs):
        self.model_dir = model_dir
        self.tf_random_seed = tf_random_seed
        self.save_checkpoints_steps = save_checkpoints_steps
        self.save_summary_steps = save_summary_steps
        self.session_config = session_config
        self.is_chief, self.num_worker_replicas, self.num_ps_replicas, self.task_id, self.task_type = True, 1, 0, 0, 'worker'

    def replace(self, **kwargs):
        made = RunConfig()
        for name, value in dict(self.__dict__, **kwargs).items():
            setattr(made, name, value)
        return made


class EstimatorSpec(object):
    def __init__(self, mode, predictions=None, loss=None, train_op=None, eval_metric_ops=None, export_outputs=None, training_chief_hooks=None,
                 training_hooks=None, scaffold=None, evaluation_hooks=None, prediction_hooks=None, host_call=None, **kwargs):
        self.mode = mode
        self.predictions = predictions
        self.loss = loss
        self.train_op = train_op
        self.training_hooks = list(training_hooks or []) + list(training_chief_hooks or [])


class TrainSpec(object):
    def __init__(self, input_fn, max_steps=None, hooks=None, saving_listeners=None):
        self.input_fn = input_fn
        self.max_steps = max_steps
        self.hooks = hooks


class EvalSpec(object):
    def __init__(self, input_fn, steps=100, name=None, hooks=None, exporters=None, start_delay_secs=120, throttle_secs=600):
        self.input_fn = input_fn
        self.steps = steps


class _RunContext(object):
    def __init__(self, session):
        self.session = session
        self.stop_requested = False

    def request_stop(self):
        self.stop_requested = True


def _called_with(function, given):
    names = getattr(function, '__parameters__', None)
    return {name: value for name, value in given.items() if names is None or name in names}


def _hooked(session, hooks, context, train_op, loss):
    asked = [hook.before_run(context) for hook in hooks]
    fetches = [args.fetches if args is not None else [] for args in asked]
    values = session.run([train_op, loss, fetches])
    for hook, results in zip(hooks, values[2]):
        hook.after_run(context, tf.train.SessionRunValues(results, None, None))


class Estimator(object):
    def __init__(self, model_fn, model_dir=None, config=None, params=None, warm_start_from=None, **kwargs):
        self._model_fn = model_fn
        self.model_dir = model_dir or 'model'
        self.config = config or RunConfig()
        self.params = params
        self._graph = None

    def _start(self, input_fn):
        self._graph = tf.Graph()
        with self._graph.as_default():
            tf.set_random_seed(self.config.tf_random_seed or 1)
            self._step = tf.train.get_or_create_global_step()
            batch = input_fn(**_called_with(input_fn, {'params': self.params, 'mode': ModeKeys.TRAIN, 'config': self.config}))
            self._iterator = None
            if hasattr(batch, 'make_initializable_iterator'):
                self._iterator = batch.make_initializable_iterator()
                batch = self._iterator.get_next()
            features, labels = batch if isinstance(batch, (list, tuple)) and len(batch) == 2 else (batch, None)
            given = {'labels': labels, 'mode': ModeKeys.TRAIN, 'params': self.params, 'config': self.config}
            self._spec = self._model_fn(features, **_called_with(self._model_fn, given))
            self._session = tf.Session(graph=self._graph)
            self._session.run(tf.global_variables_initializer())
            self._session.run(tf.local_variables_initializer())

    def train(self, input_fn, hooks=None, steps=None, max_steps=None, saving_listeners=None):
        if self._graph is None:
            self._start(input_fn)
        session, spec = self._session, self._spec
        with self._graph.as_default(), session:
            hooks = [hook for hook in list(hooks or []) + spec.training_hooks if isinstance(hook, tf.train.SessionRunHook)]
            limits = [hook.last_step for hook in hooks if isinstance(hook, tf.train.StopAtStepHook)]
            own = [hook for hook in hooks if not isinstance(hook, tf.train.StopAtStepHook)]
            if steps is not None:
                limits.append(session.run(self._step) + steps)
            if max_steps is not None:
                limits.append(max_steps)
            if self._iterator is not None:
                session.run(self._iterator.initializer)
            context = _RunContext(session)
            for hook in own:
                hook.begin()
                hook.after_create_session(session, None)
            try:
                while not limits or session.run(self._step) < min(limits):
                    if own:
                        _hooked(session, own, context, spec.train_op, spec.loss)
                        if context.stop_requested:
                            break
                    else:
                        session.run([spec.train_op, spec.loss])
            except tf.errors.OutOfRangeError:
                pass
            for hook in own:
                hook.end(session)
        return self

    def evaluate(self, input_fn, steps=None, hooks=None, checkpoint_path=None, name=None):
        return tf.estimator.evaluated()

    def predict(self, input_fn, predict_keys=None, hooks=None, checkpoint_path=None, yield_single_examples=True):
        return []

    def get_variable_value(self, name):
        return tf.estimator.variable_value()

    def get_variable_names(self):
        return []

    def latest_checkpoint(self):
        return None

    def export_savedmodel(self, *args, **kwargs):
        return None

    def export_saved_model(self, *args, **kwargs):
        return None


def train_and_evaluate(estimator, train_spec, eval_spec):
    estimator.train(train_spec.input_fn, hooks=train_spec.hooks, max_steps=train_spec.max_steps)
    return None, None


class inputs(object):
    @staticmethod
    def numpy_input_fn(x, y=None, batch_size=128, num_epochs=1, shuffle=None, queue_capacity=1000, num_threads=1):
        def input_fn():
            data = tf.data.Dataset.from_tensor_slices(x if y is None else (x, y))
            if shuffle:
                data = data.shuffle(queue_capacity)
            return data.repeat(num_epochs).batch(batch_size)
        return input_fn
