import { type Message, message } from '../base/message';
import { missingVarList, noAssignAdd, noGradients, unexpectedGlobalStep } from './causes-arguments';
import { illegalIncrement, noFinalLoss, stepNotFed } from './causes-consumers';
import { otherGraph, sameVariableName, severalSteps, stepExists, stepForHook, uninitializedStep } from './causes-graph';
import { notIncreased } from './causes-not-increased';
import {
  boundaryCount,
  boundaryDtype,
  lossIsNan,
  stepNotInCheckpoint,
  stepNotInteger,
  stepRequired,
  trainingSkipped,
} from './causes-schedule';
import { stepAsNumber, stepFed, stepOfOtherType } from './causes-of-step-values';
import { optimizerStepReplaced, schedulerBeforeOptimizer } from './causes-torch';
import { type ExplainedProgram, type Explanation, type FindCauses, inOrder } from './explanation';
import { type LogKind, recognize } from './kinds';

/** What a kind is called, what it means, and who knows its causes. */
interface Entry {
  readonly title: Message;
  readonly meaning: Message;
  readonly causes: FindCauses;
}

const entries: Readonly<Record<LogKind, Entry>> = {
  'step-not-increased': {
    title: message('The global step has not been increased'),
    meaning: message(
      'A hook read the global step after two runs of the session, and it was the same. Whatever reads it stands still too: the learning rate, the checkpoints’ numbers, the end of the training.',
    ),
    causes: notIncreased,
  },
  'scheduler-before-optimizer': {
    title: message('scheduler.step() before optimizer.step()'),
    meaning: message(
      'The scheduler was stepped before the optimizer had made an update. The first learning rate is skipped, and the schedule is one step ahead.',
    ),
    causes: schedulerBeforeOptimizer,
  },
  'optimizer-step-replaced': {
    title: message('optimizer.step() was replaced after the scheduler was made'),
    meaning: message(
      'The scheduler can no longer tell whether an update came before it. The schedule itself still works.',
    ),
    causes: optimizerStepReplaced,
  },
  'no-assign-add': {
    title: message('The step is no variable'),
    meaning: message('An optimizer adds 1 to the step in place, which only a variable can bear.'),
    causes: noAssignAdd,
  },
  'unexpected-global-step': {
    title: message('global_step is an unknown argument here'),
    meaning: message('The function that is called takes no global step: it is not one of TensorFlow 1’s.'),
    causes: unexpectedGlobalStep,
  },
  'missing-var-list': {
    title: message('var_list is missing'),
    meaning: message('Keras’s minimize takes the variables where TensorFlow 1’s takes the step.'),
    causes: missingVarList,
  },
  'no-gradients': {
    title: message('No variable has a gradient'),
    meaning: message('None of the variables to be trained has an influence on the loss that can be differentiated.'),
    causes: noGradients,
  },
  'step-for-hook': {
    title: message('A hook needs a global step'),
    meaning: message('The graph has no global step when the session is made.'),
    causes: stepForHook,
  },
  'same-variable-name': {
    title: message('Two variables of one name'),
    meaning: message('A Saver writes every variable under its name, so that no name may come twice.'),
    causes: sameVariableName,
  },
  'other-graph': {
    title: message('Tensors of different graphs'),
    meaning: message('An operation takes a tensor that was made in another graph.'),
    causes: otherGraph,
  },
  'several-steps': {
    title: message('More than one global step'),
    meaning: message('The collection GLOBAL_STEP holds several, so that tf.train.get_global_step() gives None.'),
    causes: severalSteps,
  },
  'step-exists': {
    title: message('The global step exists already'),
    meaning: message('A graph has one global step, and a second was to be made.'),
    causes: stepExists,
  },
  'step-required': {
    title: message('A schedule got None for its step'),
    meaning: message('A decay computes the rate from the step and cannot do without.'),
    causes: stepRequired,
  },
  'step-not-integer': {
    title: message('The global step is no integer scalar'),
    meaning: message('TensorFlow’s helpers and hooks take a scalar of an integer dtype for a step, and nothing else.'),
    causes: stepNotInteger,
  },
  'boundary-dtype': {
    title: message('Boundaries of another dtype than the step'),
    meaning: message('piecewise_constant compares the step with its boundaries and converts neither.'),
    causes: boundaryDtype,
  },
  'boundary-count': {
    title: message('Boundaries and values do not fit'),
    meaning: message('piecewise_constant has one value for each interval, and one interval more than boundaries.'),
    causes: boundaryCount,
  },
  'uninitialized-step': {
    title: message('The global step has no value yet'),
    meaning: message('A variable has a value once its initialiser has been run in this session.'),
    causes: uninitializedStep,
  },
  'training-skipped': {
    title: message('Nothing was trained: max_steps was reached before'),
    meaning: message('max_steps is absolute, and the checkpoint’s global step is there already.'),
    causes: trainingSkipped,
  },
  'step-not-in-checkpoint': {
    title: message('The checkpoint holds no such step'),
    meaning: message('A variable is restored by its name, and the checkpoint has none of this name.'),
    causes: stepNotInCheckpoint,
  },
  'loss-is-nan': {
    title: message('The loss is no longer a number'),
    meaning: message('An update made the loss infinite or undefined, and a hook ended the training.'),
    causes: lossIsNan,
  },
  'steps-per-second-zero': {
    title: message('The counter hook counts 0 steps a second'),
    meaning: message('The hook compares the global step with what it was some runs ago: it was the same.'),
    causes: notIncreased,
  },
  'slim-step-zero': {
    title: message('slim trains at step 0'),
    meaning: message(
      'slim prints the global step that it has read after each train op. In the first line it may still be 0; in later ones it has risen.',
    ),
    causes: notIncreased,
  },
  'no-final-loss': {
    title: message('No step was made: the final loss is None'),
    meaning: message('The Estimator ended before it had run the train op once.'),
    causes: noFinalLoss,
  },
  'illegal-increment': {
    title: message('This Estimator counts the step by itself'),
    meaning: message('It adds to the global step for each run of its loop, and refuses a model that does so, too.'),
    causes: illegalIncrement,
  },
  'step-not-fed': {
    title: message('The step is a placeholder that was not fed'),
    meaning: message(
      'What is computed in this run reads a placeholder, which has no value but the one that it is fed.',
    ),
    causes: stepNotFed,
  },
  'step-of-other-type': {
    title: message('An integer and a float in one operation'),
    meaning: message('A global step is an integer, and TensorFlow converts no operand to the dtype of the other.'),
    causes: stepOfOtherType,
  },
  'step-as-number': {
    title: message('A variable is no number'),
    meaning: message(
      'A variable has its value in a session: Python’s own functions need the number, which a run gives.',
    ),
    causes: stepAsNumber,
  },
  'step-fed': {
    title: message('The step cannot take the value it is fed'),
    meaning: message(
      'A run may replace a variable’s value by one that is fed: one number, and in a run that does not count.',
    ),
    causes: stepFed,
  },
};

/** Explains every warning of a pasted text that is known, for one program: its causes, those that the source shows first. */
export function explainLog(text: string, program: ExplainedProgram): Explanation[] {
  return recognize(text).map((recognized) => {
    const { title, meaning, causes } = entries[recognized.kind];
    const { kind, quote } = recognized;
    return { kind, quote, title, meaning, causes: inOrder(causes(program, recognized)) };
  });
}
