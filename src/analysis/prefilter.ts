/** A text without any of these names cannot hold a training call: it need not be parsed. */
const trainingCall = /\b(?:minimize|apply_gradients|optimize_loss|create_train_op)\b/;

/** Names that read or move a step: a module without any may be imported, but changes nothing that is known of steps. */
const stepWords =
  /minimize|apply_gradients|optimize_loss|create_train_op|step|Optimizer|optimizer|decay|piecewise_constant|MovingAverage|assign|Hook|learning_rate|reset_default_graph/;

/** Whether a text may hold something to report. It errs on the side of yes: comments and strings count. */
export function canMatter(text: string): boolean {
  return trainingCall.test(text);
}

/** Whether a module is worth following when another imports it. */
export function canConcernSteps(text: string): boolean {
  return stepWords.test(text);
}
