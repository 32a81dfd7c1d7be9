import { message } from '../base/message';
import { callsOf, type FindCauses, firstCall, found, fromFindings, likely, possible } from './explanation';
import type { SourceCall } from './source-index';

// Causes of warnings that stand in a learning rate schedule.

const schedules = /\.(?:\w+_decay|cosine_decay_restarts|piecewise_constant)$/;
const piecewise = /\.piecewise_constant(?:_decay)?$/;

function stepOf({ name, args, keywords }: SourceCall): string | null {
  return name.startsWith('piecewise')
    ? (keywords['x'] ?? args[0] ?? null)
    : (keywords['global_step'] ?? args[1] ?? null);
}

/** A schedule got None for its step. */
export const stepRequired: FindCauses = (program) => {
  const create = message('Take tf.train.get_or_create_global_step(), before the schedule is made.');
  const isMade = firstCall(program, /(?:create_global_step|get_or_create_global_step)$/) !== null;
  const none = callsOf(program, schedules).flatMap((call) => {
    const text = stepOf(call);
    if (text === null || text === 'None')
      return [found(call.range, message('{0} is passed no step.', call.name), create)];
    const binding = program.index.bindings.findLast(({ name }) => name === text);
    const isNone = binding?.text === 'None';
    const isGot = /get_global_step\(/.test(text) || /(?:^|\.)get_global_step$/.test(binding?.callee ?? '');
    if (!isNone && !(isGot && !isMade)) return [];
    const what = message(
      '{0} reads {1}, which is None: this file makes no global step that could be got.',
      call.name,
      text,
    );
    return [found(call.range, what, create)];
  });
  const [first] = callsOf(program, schedules);
  return [
    ...none,
    possible(
      first?.range ?? null,
      message('tf.train.get_global_step() gives None as long as the graph has no step.'),
      create,
    ),
  ];
};

/** The step is no integer scalar. */
export const stepNotInteger: FindCauses = (program) => {
  const advice = message(
    'Make it tf.Variable(0, trainable=False, name="global_step"), or by tf.train.get_or_create_global_step().',
  );
  const steps = program.index.bindings.filter(
    ({ name, callee }) => /step/i.test(name) && /(?:Variable|get_variable|placeholder|constant)$/.test(callee ?? ''),
  );
  return [
    ...fromFindings(program, ['variable-as-global-step', 'trainable-global-step'], advice),
    ...steps.flatMap(({ range, name, text }) => {
      if (/\(\s*-?\d+\.\d*|float(?:16|32|64)/.test(text))
        return [found(range, message('{0} is made of a floating-point number.', name), advice)];
      return /\(\s*\[/.test(text)
        ? [found(range, message('{0} is made of a list, so it is no scalar.', name), advice)]
        : [];
    }),
    possible(
      null,
      message('Another variable is named global_step, and it is the one that was found.'),
      message('Give it another name.'),
    ),
  ];
};

/** Boundaries and step differ in dtype. */
export const boundaryDtype: FindCauses = (program) =>
  callsOf(program, piecewise).map((call) =>
    likely(
      call.range,
      message(
        'The boundaries have to be of the dtype of {0}: whole numbers for a step, and no NumPy int64 for an int32.',
        stepOf(call) ?? 'x',
      ),
      message('Write the boundaries as Python ints: [int(b) for b in boundaries].'),
    ),
  );

/** The lists of a piecewise schedule do not fit. */
export const boundaryCount: FindCauses = (program) =>
  callsOf(program, piecewise).map(({ range }) =>
    likely(
      range,
      message('There has to be one value more than boundaries: one before the first, one after each.'),
      message('Count both lists.'),
    ),
  );

/** An Estimator had nothing left to do. */
export const trainingSkipped: FindCauses = (program) => [
  ...program.index.calls
    .filter(({ keywords }) => 'max_steps' in keywords)
    .map(({ range, keywords }) =>
      found(
        range,
        message(
          'max_steps={0} is where the step has to arrive in all, not how many steps are made now.',
          keywords['max_steps'] ?? '',
        ),
        message('Raise it above the checkpoint’s step, pass steps= for so many more, or use a fresh model_dir.'),
      ),
    ),
  possible(
    null,
    message('The checkpoint in model_dir is from an earlier, finished training, or from the model that is fine-tuned.'),
    message('Warm-start from it without its step, in a fresh model_dir.'),
  ),
];

/** A checkpoint lacks the step. */
export const stepNotInCheckpoint: FindCauses = (program, { details }) => [
  ...callsOf(program, /\.Saver$/).map(({ range }) =>
    likely(
      range,
      message('This Saver asks the checkpoint for {0}.', details['variable'] ?? 'global_step'),
      message(
        'Restore with tf.train.Saver([v for v in tf.global_variables() if v is not global_step]), and initialise the step.',
      ),
    ),
  ),
  possible(
    null,
    message(
      'The checkpoint was written without a step, or under another name: inside a variable scope it is scope/global_step.',
    ),
    message('tf.train.list_variables(path) shows what it holds.'),
  ),
];

/** The loss is no finite number any more. */
export const lossIsNan: FindCauses = (program) => [
  ...fromFindings(program, ['growing-decay'], message('See the rule’s page: the rate grows where it should fall.')),
  ...fromFindings(
    program,
    ['minimize-without-global-step', 'other-global-step'],
    message('The rate never falls; take the quick fix on this line.'),
  ),
  ...callsOf(program, /\.log$/).map(({ range }) =>
    likely(
      range,
      message('The logarithm of 0 is infinite.'),
      message('Use the cross-entropy that takes logits, or clip what goes in.'),
    ),
  ),
  possible(
    null,
    message('The learning rate is too large for this loss.'),
    message(
      'Visualize Global Step shows the rate and the loss step by step, and where the first value that is not finite came.',
    ),
  ),
];
