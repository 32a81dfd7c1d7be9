import { message } from '../base/message';
import { callsOf, type Cause, type FindCauses, found, likely, possible } from './explanation';

// Causes that lie with who runs the train op: an Estimator that ran none, one that counts by itself, a run that feeds no step.

const datasets =
  /(?:from_tensor_slices|TFRecordDataset|TextLineDataset|numpy_input_fn|pandas_input_fn|\.from_generator)$/;

/** An Estimator ended without a loss: it has run no step. */
export const noFinalLoss: FindCauses = (program) => [
  ...program.index.calls
    .filter(({ keywords }) => 'max_steps' in keywords)
    .map(({ range, keywords }) =>
      likely(
        range,
        message('The checkpoint in model_dir may have reached max_steps={0} before.', keywords['max_steps'] ?? ''),
        message('Raise it above the checkpoint’s step, pass steps= for so many more, or use a fresh model_dir.'),
      ),
    ),
  ...callsOf(program, datasets).map(({ range }) =>
    likely(
      range,
      message(
        'What is read here may have given no batch: no file, or fewer examples than one batch where the rest is dropped.',
      ),
      message('Count its batches by themselves, before the Estimator gets them.'),
    ),
  ),
  possible(
    null,
    message('The input function delivered no batch, so that the train op never ran and the step stayed where it was.'),
    message('Look at the input function, not at the step.'),
  ),
];

/** An Estimator that counts by itself found an operation that counts, too. */
export const illegalIncrement: FindCauses = (program) => [
  ...program.report.calls
    .filter(({ globalStep }) => globalStep !== null)
    .map(({ call, globalStep, range }) =>
      found(
        range,
        message('{0} is passed {1}, and this Estimator counts the step by itself.', call, globalStep ?? ''),
        message('Leave the argument out in this model_fn.'),
      ),
    ),
  ...callsOf(program, /(?:^|\.)assign_add$/).map(({ range }) =>
    likely(
      range,
      message('This operation adds to a variable: of the step, the Estimator allows none.'),
      message('Leave it out, where it is the step that it adds to.'),
    ),
  ),
  possible(
    null,
    message('IPUEstimator refuses a graph with any operation that adds to a variable named global_step.'),
    message('Pass no global_step to minimize or apply_gradients in its model_fn.'),
  ),
];

/** A placeholder stands for the step, and a run feeds it no value. */
export const stepNotFed: FindCauses = (program, { details }) => [
  ...program.index.bindings
    .filter(({ name, callee }) => /step/i.test(name) && /(?:^|\.)placeholder$/.test(callee ?? ''))
    .map(({ name, range }): Cause =>
      found(
        range,
        message('{0} is a placeholder: it has a value only in runs that feed it.', name),
        message('Feed it in each run that computes what reads it, or make it by tf.train.get_or_create_global_step().'),
      ),
    ),
  possible(
    null,
    message(
      'A run computes something that reads {0}, and its feed_dict has no value for it.',
      details['placeholder'] ?? '',
    ),
    message('Summaries and hooks run operations of their own: what they compute has to be fed as well.'),
  ),
];
