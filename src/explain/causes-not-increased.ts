import { literal } from '../base/literal';
import { message } from '../base/message';
import {
  callsOf,
  type Cause,
  type ExplainedProgram,
  type FindCauses,
  firstCall,
  found,
  fromFindings,
  likely,
  possible,
} from './explanation';

/** Rules whose findings are a step that stands still. */
const stuckRules = [
  'minimize-without-global-step',
  'other-global-step',
  'create-train-op-without-step',
  'anonymous-global-step',
  'variable-as-global-step',
  'global-step-is-a-number',
  'global-step-on-keras-optimizer',
];

const kerasUpdate = /keras.*optimizers.*\.(?:minimize|apply_gradients)$/;
/** Optimizers of well-known programs that take the step and do not add to it. */
const ignoresStep = /^(?:AdamWeightDecay|LAMB|Lamb|AdaBound|YF|YellowFin)\w*$/;
const trainOps = /\.(?:minimize|apply_gradients|create_train_op|optimize_loss)$/;

/** The step that a hook looked at twice was the same both times. */
export const notIncreased: FindCauses = (program) => [
  ...fromFindings(program, stuckRules, message('Take the quick fix on this line, or read the rule’s page.')),
  ...withoutStep(program),
  ...byKeras(program),
  ...byOwnOptimizer(program),
  ...byDesign(program),
  ...withinEvaluation(program),
  possible(
    null,
    message('The input delivered no batch, so that the train op never ran.'),
    message('See whether the log ends with a loss of None; then look at the input function, not at the step.'),
  ),
  possible(
    null,
    message('The run is slow or shared: the step had not been counted yet when the hook looked.'),
    message('Harmless where the value rises in later lines of the log.'),
  ),
];

/** Calls that no rule warns of, because nothing in the file needs a step: the session that logged this does. */
function withoutStep({ report }: ExplainedProgram): Cause[] {
  return report.calls
    .filter(({ globalStep, verdict }) => globalStep === null && verdict === 'hint')
    .map(({ call, range }) =>
      likely(
        range,
        message('{0} is passed no global step, and the session that logged this counts by one.', call),
        message('Pass global_step=tf.train.get_global_step() to it.'),
      ),
    );
}

function byKeras(program: ExplainedProgram): Cause[] {
  const updates = callsOf(program, kerasUpdate).map(({ name, range }) =>
    found(
      range,
      message('{0} of a Keras optimizer counts the optimizer’s own iterations, never the graph’s global step.', name),
      message('Use a tf.train optimizer, or run tf.train.get_global_step().assign_add(1) after the train op.'),
    ),
  );
  const estimator = firstCall(program, /model_to_estimator$/);
  if (estimator === null) return updates;
  const cause = likely(
    estimator,
    message('In early versions an estimator of a Keras model counts Keras’s iterations, not the global step.'),
    message('Compile the model with a tf.train optimizer, or use a later TensorFlow.'),
  );
  return [...updates, cause];
}

function byOwnOptimizer({ report, index }: ExplainedProgram): Cause[] {
  const own = new Set(
    index.classes.filter(({ bases }) => bases.some((base) => /Optimizer$/.test(base))).map(({ name }) => name),
  );
  return report.calls
    .filter(({ optimizer }) => optimizer !== null && (own.has(optimizer) || ignoresStep.test(optimizer)))
    .map(({ optimizer, range }) =>
      likely(
        range,
        message(
          '{0} is no optimizer of TensorFlow’s: its apply_gradients may take the step and not add to it.',
          optimizer ?? '',
        ),
        message('If it does not, add 1 yourself, once, after the update: global_step.assign_add(1).'),
      ),
    );
}

/** Where TensorFlow itself holds the step back. */
function byDesign(program: ExplainedProgram): Cause[] {
  const scaling = firstCall(program, /LossScale\w*$|mixed_precision\w*$/);
  const replicas = firstCall(program, /SyncReplicasOptimizer$/);
  const branch = firstCall(program, /\.cond$/);
  const updates = program.index.calls.find(({ args, keywords }) =>
    [...args, ...Object.values(keywords)].some((text) => text.includes('UPDATE_OPS')),
  );
  const accumulated = program.index.bindings.find(({ name }) => /accum\w*(?:_step|_grad|_op|ulat)/i.test(name));
  return [
    ...(scaling === null
      ? []
      : [
          likely(
            scaling,
            message('Loss scaling skips an update, and its count, when a gradient overflows.'),
            message('Now and then is as designed. If it goes on, the loss itself is no finite number.'),
          ),
        ]),
    ...(replicas === null
      ? []
      : [
          likely(
            replicas,
            message(
              'With SyncReplicasOptimizer the chief counts once for all workers: another worker’s runs move nothing.',
            ),
            message('Harmless where the value rises in later lines of the log.'),
          ),
        ]),
    ...(branch === null || updates === undefined
      ? []
      : [
          likely(
            branch,
            message(
              'An update op made inside tf.cond is dead where its branch is not taken, and the train op with it.',
            ),
            message('Make the layers that add to UPDATE_OPS outside tf.cond.'),
          ),
        ]),
    ...(accumulated === undefined
      ? []
      : [
          possible(
            accumulated.range,
            message('Gradients are accumulated over several runs, and the step rises only when they are applied.'),
            message('Harmless where the value rises every few runs.'),
          ),
        ]),
  ];
}

/** Runs of the session that do not train: the hook compares after each of them. */
function withinEvaluation(program: ExplainedProgram): Cause[] {
  if (firstCall(program, /(?:MonitoredTrainingSession|SingularMonitoredSession|MonitoredSession)$/) === null) return [];
  const ops = program.index.bindings.filter(({ callee }) => callee !== null && trainOps.test(callee));
  if (ops.length === 0) return [];
  const names = ops.map(({ name }) => name);
  const idle = program.index.calls.filter(
    ({ name, args }) => name === 'run' && args.length > 0 && !names.some((op) => mentions(args[0] ?? '', op)),
  );
  return idle
    .slice(0, 3)
    .map(({ range, args }) =>
      likely(
        range,
        message('This run does not train, and the hook compares the step after it too: {0}.', args[0] ?? ''),
        message('Evaluate in a session of its own, or with session.run_step_fn, which no hook sees.'),
      ),
    );
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w.])${literal(name)}(?!\\w)`).test(text);
}
