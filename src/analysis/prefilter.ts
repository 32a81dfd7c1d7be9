/** A text without any of these names cannot hold a training call: it need not be parsed. */
const trainingCall = /\b(?:minimize|apply_gradients|optimize_loss|create_train_op)\b/;

/** Whether a text may hold something to report. It errs on the side of yes: comments and strings count. */
export function canMatter(text: string): boolean {
  return trainingCall.test(text);
}
