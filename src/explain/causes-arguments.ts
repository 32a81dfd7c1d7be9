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
import type { SourceBinding } from './source-index';

// Causes of warnings that stand in the arguments of a training call.

const makesVariable =
  /(?:^|\.)(?:Variable|get_variable|(?:get_|create_|get_or_create_)?global_step|placeholder_with_default)$/;
const kerasUpdate = /keras.*optimizers.*\.(?:minimize|apply_gradients)$/;
const kerasSchedule = /schedules\.\w+Decay\w*$/;

/** Something that is no variable was passed as the step. */
export const noAssignAdd: FindCauses = (program, { details }) => {
  const type = details['type'] ?? 'object';
  const passed = program.report.calls.flatMap(({ call, globalStep, range }): Cause[] => {
    if (globalStep === null) return [];
    const isName = /^[\w.]+$/.test(globalStep) && !/^\d/.test(globalStep);
    if (!isName && !/\)$/.test(globalStep))
      return [
        found(
          range,
          message('{0} is passed {1}: something computed, which cannot be added to in place.', call, globalStep),
          message('Pass the variable itself, as tf.train.get_or_create_global_step() gives it.'),
        ),
      ];
    return boundOtherwise(program, globalStep).map((binding) =>
      found(
        binding.range,
        message(
          '{0} is bound to {1} here, which is no variable; {2} is passed it as the step.',
          globalStep,
          binding.text,
          call,
        ),
        message('Give that value another name, and pass the variable.'),
      ),
    );
  });
  return [
    ...fromFindings(program, ['global-step-is-a-number'], message('Pass the variable itself.')),
    ...passed,
    possible(
      null,
      message(
        'What is passed as global_step is a {0}, not a variable: a fetched value, a placeholder, a constant or step + 0.',
        type,
      ),
      message('Pass what tf.train.get_or_create_global_step() returns, and keep that name for nothing else.'),
    ),
  ];
};

/** Bindings of a name to something that is no variable, where it has one of its own too or not. */
function boundOtherwise({ index }: ExplainedProgram, name: string): SourceBinding[] {
  return index.bindings.filter(
    (binding) =>
      binding.name === name &&
      (binding.callee === null ? binding.isArithmetic : !makesVariable.test(binding.callee)) &&
      binding.text !== 'None',
  );
}

/** A call was passed `global_step=` that knows no such argument. */
export const unexpectedGlobalStep: FindCauses = (program, { details }) => {
  const callee = details['callee']?.split('.').at(-1);
  const passed = program.index.calls.filter(({ keywords }) => 'global_step' in keywords);
  const causes = passed.flatMap((call): Cause[] => {
    if (kerasUpdate.test(call.callee))
      return [
        found(
          call.range,
          message('{0} is a Keras optimizer’s here: it takes no global step and counts its own iterations.', call.name),
          message(
            'Leave the argument out and read optimizer.iterations, or use the tf.compat.v1.train optimizer of that name.',
          ),
        ),
      ];
    if (kerasSchedule.test(call.callee))
      return [
        found(
          call.range,
          message('{0} takes no step: the optimizer calls the schedule with its own iterations.', call.name),
          message('Leave global_step out, and pass the schedule to the optimizer as its learning rate.'),
        ),
      ];
    if (callee !== undefined && call.name !== callee && call.name !== details['callee']) return [];
    if (/(?:^|\.)tensorflow\.(?:compat\.v1\.)?train\.\w+/.test(call.callee)) return [];
    return [
      likely(
        call.range,
        message('{0} is passed global_step here; where it comes from, the file does not show.', call.name),
        message('See which class it belongs to: only tf.train’s optimizers and decays take a global step.'),
      ),
    ];
  });
  const told = fromFindings(program, ['global-step-on-keras-optimizer'], message('Leave the argument out.'));
  return [
    ...told,
    // What a rule has said of a line is not said again.
    ...causes.filter(({ range }) => !told.some((cause) => cause.range?.line === range?.line)),
    possible(
      null,
      message('A name is imported from TensorFlow 2 or Keras where the program was written for TensorFlow 1.'),
      message('Import tensorflow.compat.v1 as tf, and make the optimizer by tf.train.'),
    ),
  ];
};

/** A Keras optimizer was called in TensorFlow 1's way. */
export const missingVarList: FindCauses = (program) => {
  const keras = callsOf(program, /keras.*optimizers.*\.minimize$/).map(({ range }) =>
    found(
      range,
      message('minimize of a Keras optimizer needs the variables after the loss.'),
      message('Pass var_list=model.trainable_variables, or use the tf.compat.v1.train optimizer of that name.'),
    ),
  );
  const others = callsOf(program, /\.minimize$/).filter(
    ({ args, callee }) => args.length === 1 && !/keras|tensorflow\.(?:compat\.v1\.)?train/.test(callee),
  );
  return [
    ...fromFindings(program, ['global-step-on-keras-optimizer'], message('Pass the variables as var_list.')),
    ...keras,
    ...others.map(({ range }) =>
      likely(
        range,
        message('minimize is called with the loss alone; where its optimizer comes from, the file does not show.'),
        message('See whether it is Keras’s: that one needs var_list.'),
      ),
    ),
    possible(
      null,
      message('A name is imported from TensorFlow 2 or Keras where the program was written for TensorFlow 1.'),
      message('Import tensorflow.compat.v1 as tf, and make the optimizer by tf.train.'),
    ),
  ];
};

/** No variable has a gradient. */
export const noGradients: FindCauses = (program) => {
  const secondIsVariables = callsOf(program, /(?:keras.*optimizers.*\.minimize|\.compute_gradients)$/).filter(
    ({ args }) => args.length > 1 && /step/i.test(args[1] ?? ''),
  );
  const flat = firstCall(program, /\.(?:argmax|argmin|round|floor|ceil|sign|to_int32|to_int64|stop_gradient|py_func)$/);
  return [
    ...secondIsVariables.map(({ name, range, args }) =>
      found(
        range,
        message(
          'The second argument of {0} is the list of variables: {1} is taken for the only one.',
          name,
          args[1] ?? '',
        ),
        message('Pass the step by its name to apply_gradients, or to minimize of a tf.train optimizer.'),
      ),
    ),
    ...(flat === null
      ? []
      : [
          likely(
            flat,
            message('This operation has no gradient: if the loss is computed through it, nothing can be trained.'),
            message('Compute the loss from the logits or probabilities themselves.'),
          ),
        ]),
    possible(
      null,
      message('The loss is not computed from any variable that may be trained.'),
      message('See whether the variables have trainable=False, or var_list names others.'),
    ),
  ];
};
