import { message } from '../base/message';
import type { SourceRange } from '../base/source-range';
import {
  callsOf,
  type Cause,
  type ExplainedProgram,
  type FindCauses,
  firstCall,
  found,
  likely,
  possible,
} from './explanation';

// Causes of warnings and errors that stand in how a program builds its graph.

const createsStep = /(?:^|\.)(?:create_global_step|get_or_create_global_step)$/;
const makesVariable = /(?:^|\.)(?:Variable|get_variable)$/;
const makesGraph = /\.Graph$/;
const resets = /(?:reset_default_graph|clear_session)$/;

/** Variables that the program makes by hand and calls steps. */
function ownSteps({
  index,
}: ExplainedProgram): readonly { readonly name: string; readonly range: SourceRange; readonly text: string }[] {
  return index.bindings.filter(
    ({ name, callee }) => callee !== null && makesVariable.test(callee) && /step/i.test(name.split('.').at(-1) ?? ''),
  );
}

/** A hook found no global step in the graph. */
export const stepForHook: FindCauses = (program, { details }) => {
  const hook = details['hook'] ?? 'StepCounterHook';
  const user = firstCall(program, new RegExp(`${hook}$|MonitoredTrainingSession$`));
  const create = message(
    'Call tf.train.get_or_create_global_step() before the session is made, and pass it to minimize.',
  );
  if (callsOf(program, createsStep).length > 0)
    return [
      ...graphs(program),
      possible(user, message('The session is made before the step, or for another graph.'), create),
    ];
  return [
    ...ownSteps(program).map(({ name, range }) =>
      found(
        range,
        message(
          '{0} is a variable of your own: {1} looks for one in the GLOBAL_STEP collection, or for one named global_step.',
          name,
          hook,
        ),
        message('Make it by tf.train.get_or_create_global_step().'),
      ),
    ),
    ...(user === null
      ? [possible(null, message('The graph has no global step, and {0} counts by one.', hook), create)]
      : [found(user, message('{0} counts by a global step, and this file makes none.', hook), create)]),
  ];
};

function graphs(program: ExplainedProgram): Cause[] {
  const causes = callsOf(program, makesGraph).map(({ range }) =>
    likely(
      range,
      message('A graph of its own is made here; whatever is made outside its with block belongs to the default graph.'),
      message('Make the step, the model and the session within one graph.'),
    ),
  );
  const reset = callsOf(program, resets).map(({ range, name }) =>
    likely(
      range,
      message('{0} throws away the graph: what was made before it belongs to none any more.', name),
      message('Call it first, or make everything again after it.'),
    ),
  );
  return [...causes, ...reset];
}

/** A tensor of one graph was used in another. */
export const otherGraph: FindCauses = (program) => {
  const estimator = firstCall(program, /\.(?:Estimator|TPUEstimator|train_and_evaluate)$/);
  const outside = program.index.calls.filter(({ callee }) => createsStep.test(callee));
  return [
    ...graphs(program),
    ...(estimator === null
      ? []
      : [
          likely(
            outside[0]?.range ?? estimator,
            message(
              'An Estimator builds model_fn in a graph of its own: a step, a rate or a tensor from outside it is another graph’s.',
            ),
            message('Make everything inside model_fn and input_fn; take the step by tf.train.get_global_step() there.'),
          ),
        ]),
    possible(
      null,
      message('Something was kept from an earlier graph: in a notebook, from a cell that was run before.'),
      message('Restart the kernel, or begin with tf.reset_default_graph().'),
    ),
  ];
};

/** A Saver was given a variable twice. */
export const sameVariableName: FindCauses = (program, { details }) => {
  const variable = details['variable'] ?? 'global_step';
  const added = program.index.calls.filter(
    ({ name, args }) => name === 'append' && args.some((text) => /step/i.test(text)),
  );
  const joined = program.index.bindings.filter(({ text }) => /\+\s*\[[^\]]*step[^\]]*\]/i.test(text));
  const advice = message('Leave it out of the list: tf.global_variables() and tf.train.Saver() hold it already.');
  const listed = [...added, ...joined];
  return [
    ...listed.map(({ range }) =>
      found(range, message('{0} is put into a list here that may hold it already.', variable), advice),
    ),
    ...callsOf(program, /\.Saver$/)
      .filter(({ args, keywords }) => listed.length === 0 && (args.length > 0 || 'var_list' in keywords))
      .map(({ range }) => likely(range, message('The var_list of this Saver names {0} twice.', variable), advice)),
    possible(
      null,
      message('Two variables got the name {0}: one in a scope that was entered twice with reuse.', variable),
      message('Print [v.name for v in tf.global_variables()] to see both.'),
    ),
  ];
};

/** The collection holds more than one step. */
export const severalSteps: FindCauses = (program) => {
  const places = [
    ...callsOf(program, createsStep),
    ...program.index.calls.filter(
      ({ name, args }) => name === 'add_to_collection' && /GLOBAL_STEP|global_step/.test(args[0] ?? ''),
    ),
  ];
  return [
    ...places.map(({ range, name }) =>
      found(
        range,
        message('{0} puts a step into the collection.', name),
        message('Keep one of these, and take the step by tf.train.get_or_create_global_step() elsewhere.'),
      ),
    ),
    possible(
      null,
      message('An imported meta graph brought a step of its own.'),
      message('Make no other before tf.train.import_meta_graph(…).'),
    ),
  ];
};

/** A step was made where there is one. */
export const stepExists: FindCauses = (program) => {
  const isEstimator = firstCall(program, /Estimator$|EstimatorSpec$/) !== null;
  const use = message('Use tf.train.get_or_create_global_step(): it makes one only where there is none.');
  const created = callsOf(program, /(?:^|\.)create_global_step$/);
  const byHand = ownSteps(program).filter(({ text }) => /global_step/.test(text));
  return [
    ...created.map(({ range }) =>
      found(
        range,
        isEstimator
          ? message('create_global_step fails where the Estimator has made the step already.')
          : message('create_global_step fails where the graph has a step already.'),
        use,
      ),
    ),
    ...byHand.map(({ range, name }) => likely(range, message('{0} is made by hand under the same name.', name), use)),
    possible(
      null,
      message('The graph was built twice in one process: in a notebook, by running a cell again.'),
      message('Begin with tf.reset_default_graph().'),
    ),
  ];
};

/** The step's variable had no value when it was read. */
export const uninitializedStep: FindCauses = (program, { details }) => {
  const initializer = callsOf(program, /(?:global_variables_initializer|initialize_all_variables)$/);
  const [first] = initializer;
  const made = [...ownSteps(program), ...callsOf(program, createsStep)];
  const late = first === undefined ? [] : made.filter(({ range }) => range.start > first.range.start);
  const local = ownSteps(program).filter(({ text }) => /LOCAL_VARIABLES/.test(text));
  const advice = message('Make the initialiser after the last variable, and run it before anything else.');
  return [
    ...late.map(({ range }) =>
      found(range, message('The step is made after the initialiser, which therefore does not know it.'), advice),
    ),
    ...local.map(({ range }) =>
      found(
        range,
        message('The step is a local variable: global_variables_initializer leaves it out.'),
        message('Run tf.local_variables_initializer() too, or leave its collections as they are.'),
      ),
    ),
    ...(first === undefined
      ? [
          likely(
            firstCall(program, /\.(?:Session|InteractiveSession)$/),
            message('No global_variables_initializer() stands in this file.'),
            advice,
          ),
        ]
      : []),
    possible(
      null,
      message('A Saver restored a checkpoint that does not hold {0}.', details['variable'] ?? 'global_step'),
      message('Run the initialiser first and restore after it.'),
    ),
  ];
};
