// Whether a text may have something to do with a training's clock: asked of every file before anything of it is read.

/** What a library is called that has a clock here: a text without any has none. */
const libraries = /\b(?:torch|transformers|timm|lightning|pytorch_lightning|accelerate|diffusers)\b/;
/** The module of PyTorch's schedulers, and the functions of Transformers: diffusion's schedulers of noise have neither. */
const makers =
  /\blr_scheduler\b|\btimm\.scheduler\b|\bconfigure_optimizers\b|\bget_(?:\w+_)?schedule(?:r|_with_warmup(?:_lr_rate)?)?\b/;

/** The module of Paddle's schedulers. */
const lrModule = /\boptimizer(?:\.|\s+import\s+)lr\b/;

/** Whether a text may make a scheduler of a library's. */
export function mayHoldScheduler(text: string): boolean {
  if (text.includes('paddle') && lrModule.test(text)) return true;
  return text.includes('schedule') && makers.test(text) && libraries.test(text);
}

/** Whether a text may update a transformation's state, which it passes on by itself: optax', or Flax' that holds one. */
export function mayUpdateTransforms(text: string): boolean {
  return (text.includes('optax') || text.includes('flax')) && /\.\s*(?:update|apply_gradients)\b/.test(text);
}

/** Whether a text may train by the clock of one of these libraries, so that it is read as a program. */
export function mayTrainByClock(text: string): boolean {
  return mayHoldScheduler(text) || mayUpdateTransforms(text) || updatesAtOnce(text);
}

/** What a program has that builds a graph and runs it. */
const graphs = /\b(?:\w*Session|placeholder|disable_eager_execution|disable_v2_behavior|Estimator|global_step)\b/;

/** What of Keras changes a learning rate: a schedule, or a callback. */
const moves = /\bschedules\b|\bLearningRateScheduler\b/;

/** Whether a program trains with a learning rate that Keras changes, and makes each update at once. */
export function updatesAtOnce(text: string): boolean {
  return text.includes('keras') && moves.test(text) && updates.test(text) && !graphs.test(text);
}

/** What only Keras 3 and the releases just before it have, which refuse or ignore an optimizer's `decay`. */
const newKeras =
  /\bkeras\.(?:ops|distribution|saving)\b|\bfrom\s+keras\s+import\s+[^\n#]*\b(?:ops|distribution|saving)\b|\bkeras_core\b|KERAS_BACKEND["']\]?\s*[=,]\s*["'](?:jax|torch)|\boptimizers\.legacy\b|[\w})]\.keras["']/;

/** Whether a text gives an optimizer of a Keras that has none the old `decay`. */
export function mayIgnoreDecay(text: string): boolean {
  return text.includes('decay') && /\bdecay\s*=/.test(text) && text.includes('keras') && newKeras.test(text);
}

/** Whether a text may have anything to do with a clock of these libraries. */
export function mayConcernClocks(text: string): boolean {
  return mayHoldScheduler(text) || mayHoldKerasSchedule(text) || mayUpdateTransforms(text) || mayIgnoreDecay(text);
}

/** Whether a text may make a schedule of Keras that an optimizer counts by its updates. */
export function mayHoldKerasSchedule(text: string): boolean {
  return text.includes('keras') && /\bschedules\b|\bexperimental\b/.test(text) && updates.test(text);
}

/** What makes an update of each batch. */
const updates = /\.(?:fit|fit_generator|train_on_batch|apply_gradients)\s*\(/;

/** Whether a part of such a text may make one: a class is called by its name alone. */
export function mayMakeScheduler(text: string): boolean {
  return /LR\b|schedul|\boptax\b|\blr\.[A-Z]|Decay\b/i.test(text);
}

/** Whether a part of a text may step something. */
export function mayStep(text: string): boolean {
  return text.includes('step');
}

/** Whether a module may step what another one makes, or make what another one steps. */
export function mayStepClock(text: string): boolean {
  return /\.\s*step(?:_update)?\s*\(/.test(text) || text.includes('lr_scheduler') || mayHoldScheduler(text);
}
