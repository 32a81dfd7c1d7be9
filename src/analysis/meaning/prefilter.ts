/** Most texts have none of these at all, and this pattern tells it three times as quickly as the next. */
const names = /\b(?:minimize|apply_gradients|optimize_loss|create_train_op)\b/;

/**
 * A text without any of these cannot hold a training call: a method of that name, called or passed on; one of the two functions; or
 * the name in quotes, for `getattr`. SciPy's function `minimize` is none.
 */
const trainingCall =
  /\.\s*(?:\\\s*)?(?:minimize|apply_gradients)\b|\b(?:optimize_loss|create_train_op)\b|["'](?:minimize|apply_gradients)["']/;
/**
 * What such a text also has, if the call is TensorFlow's: its name, which is no address of a page, or a star that may bring it. A module that is passed an optimizer
 * and has neither was not found among the labelled programs; walked from the program that imports it, it is read all the same.
 */
const library = /\b(?:tf|Tf|TF)|[tT]ensorflow(?!\.org)|import\s*\*/;

/** Names that read or move a step: a module without any may be imported, but changes nothing that is known of steps. */
const stepWords =
  /minimize|apply_gradients|optimize_loss|create_train_op|step|Optimizer|optimizer|decay|piecewise_constant|MovingAverage|assign|Hook|learning_rate|reset_default_graph|\{\s*\w+(?:\.\w+)+\s*:/;

/** Whether a text may hold something to report. It errs on the side of yes: comments and strings count. */
export function canMatter(text: string): boolean {
  return mayTrain(text) && library.test(text);
}

/** Whether a part of such a text may hold a training call. */
export function mayTrain(text: string): boolean {
  if (!names.test(text) || !trainingCall.test(text)) return false;
  return library.test(text) || trainingCall.test(withoutSciPy(text));
}

/** An `import` of SciPy, or of a module of it: what it binds. */
const sciPy = /^[ \t]*(?:from[ \t]+(?:jax\.)?scipy[\w.]*[ \t]+)?import[ \t]+([^\n#]+)/gm;
const boundBySciPy = /^\s*(?:(?:jax\.)?(scipy)[\w.]*|(optimize))(?:\s+as\s+(\w+))?\s*$/;
/** A dotted name. */
const dotted = /(?<![\w.)\]])([A-Za-z_]\w*)(?:\s*\.\s*\w+)+/g;

/** A text without the functions that it takes out of SciPy: `scipy.optimize.minimize(…)` is no optimizer's method. */
function withoutSciPy(text: string): string {
  const modules = new Set<string>();
  for (const [statement, list = ''] of text.matchAll(sciPy))
    for (const part of statement.includes('scipy') ? list.split(',') : []) {
      const [, root, module, alias] = boundBySciPy.exec(part) ?? [];
      const bound = alias ?? root ?? module;
      if (bound !== undefined) modules.add(bound);
    }
  if (modules.size === 0) return text;
  return text.replace(dotted, (name, root: string) => (modules.has(root) && names.test(name) ? '' : name));
}

/** Whether a module is worth following when another imports it. */
export function canConcernSteps(text: string): boolean {
  return stepWords.test(text);
}

/** What a text has that makes a TensorFlow 1 optimizer, or hands any optimizer a step. */
const optimizerWords =
  /Optimizer|global_step|optimize_loss|create_train_op|(?:minimize|apply_gradients)\s*\([^=]{0,300}[sS]tep/;

/** Words that only programs for TensorFlow 1 have. */
const graphWords =
  /\b(?:tf|tfv1|tf1|tf_v1|tensorflow)\.(?:placeholder|Session|InteractiveSession|variable_scope|get_variable|train\.\w*Optimizer|train\.(?:\w+_decay|piecewise_constant)|train\.(?:Saver|Supervisor|get_or_create_global_step|get_global_step|Scaffold)|trainable_variables|global_variables|local_variables|get_collection|add_to_collection|get_default_graph|assign|assign_add|ConfigProto|app\.run|flags|compat\.v1|contrib|layers|logging|gfile|truncated_normal|random_normal|to_float|to_int32|log|initialize_all_variables|global_variables_initializer|nn\.dynamic_rnn|nn\.rnn_cell|estimator\.EstimatorSpec)\b|tensorflow\.compat\.v1|\btf_compat\.v1|\btensorflow\.python\.training\b|\btrain_op\b|\.compute_gradients\b/;

/** Whether a text builds graphs, as only programs for TensorFlow 1 do. */
export function buildsGraphs(text: string): boolean {
  return graphWords.test(text);
}

/**
 * Whether a text that may hold a training call may hold one of TensorFlow 1. One that trains with what another module has made, and has no
 * word of TensorFlow 1 of its own, is told by its imports alone.
 */
export function canBeTensorFlow1(text: string): boolean {
  return optimizerWords.test(text) || buildsGraphs(text);
}

/** Words of those who train in TensorFlow 2's way: what is called is done, and `apply_gradients` is a Keras optimizer's. */
const tapes = /\bGradientTape\b|\btf\.function\b/;

/** Whether a text trains without building a graph, or lets TensorFlow trace its functions. */
export function trainsEagerly(text: string): boolean {
  return tapes.test(text);
}
