/** Most texts have none of these at all, and this pattern tells it three times as quickly as the next. */
const names = /\b(?:minimize|apply_gradients|optimize_loss|create_train_op)\b/;

/**
 * A text without any of these cannot hold a training call: a method of that name, called or handed on; one of the two functions; or
 * the name in quotes, for `getattr`. SciPy's function `minimize` is none.
 */
const trainingCall =
  /\.\s*(?:\\\s*)?(?:minimize|apply_gradients)\b|\b(?:optimize_loss|create_train_op)\b|["'](?:minimize|apply_gradients)["']/;
/**
 * What such a text also has, if the call is TensorFlow's: its name, or a star that may bring it. A module that is handed an optimizer
 * and has neither was not found among the labelled programs; walked from the program that imports it, it is read all the same.
 */
const library = /\btf|tensorflow|import\s*\*/i;

/** Names that read or move a step: a module without any may be imported, but changes nothing that is known of steps. */
const stepWords =
  /minimize|apply_gradients|optimize_loss|create_train_op|step|Optimizer|optimizer|decay|piecewise_constant|MovingAverage|assign|Hook|learning_rate|reset_default_graph/;

/** Whether a text may hold something to report. It errs on the side of yes: comments and strings count. */
export function canMatter(text: string): boolean {
  return mayTrain(text) && library.test(text);
}

/** Whether a part of such a text may hold a training call. */
export function mayTrain(text: string): boolean {
  return names.test(text) && trainingCall.test(text);
}

/** Whether a module is worth following when another imports it. */
export function canConcernSteps(text: string): boolean {
  return stepWords.test(text);
}
