import { CheckpointSaverHook } from '../../src/tf1/hooks/checkpoint-saver-hook';
import type { SessionRunHook } from '../../src/tf1/hooks/session-run-hook';
import { StepCounterHook } from '../../src/tf1/hooks/step-counter-hook';
import { StopAtStepHook } from '../../src/tf1/hooks/stop-at-step-hook';
import { SummarySaverHook } from '../../src/tf1/hooks/summary-saver-hook';
import { globalStep } from '../../src/tf1/global-step';
import { monitoredTrainingSession } from '../../src/tf1/monitored-session';
import { Saver } from '../../src/tf1/saver';
import { Session } from '../../src/tf1/session';
import type { Variable } from '../../src/tf1/variable';
import { array, dtype, float, numberOf as fetched, TensorFlow } from '../unit/tf1/support/tensorflow';
import type { Finding, VectorCase } from './findings';
import { checkRaised } from './raised';
import { StepProgram } from './step-programs';

/** A kind of mistake: what the setup says, and what raises. */
interface Mistake {
  readonly says: RegExp;
  make(setup: string): unknown;
}

/** What stands in the place of the step in `minimize(loss, …)`. */
function spoiltStep(program: StepProgram, text: string): unknown {
  const { tf } = program;
  if (/^-?\d+$/.test(text)) return Number(text);
  if (/^-?\d*\.\d+$/.test(text)) return float(Number(text));
  if (/^['"]/.test(text)) return text.slice(1, -1);
  if (/constant/.test(text)) return tf.tensor('constant', [0]);
  if (/placeholder/.test(text)) return tf.tensor('placeholder', [dtype('int64')], { shape: [] });
  if (/\+ ?0|step \+/.test(text)) return tf.tensor('add', [program.step(), 0]);
  if (/^\[|list/.test(text)) return [program.w, program.step()];
  if (/vector|1-d|shape \[/i.test(text)) return tf.variable(array([0, 0], 'int32'), { trainable: false });
  if (/another graph|other graph/.test(text)) return new StepProgram().step();
  return program.step();
}

/** A variable or tensor for the assertion, of the dtype and shape that the words name. */
function stepLike(tf: TensorFlow, text: string, name?: string): unknown {
  if (/\blist\b|^\[/.test(text)) return [1, 2];
  const literal = /\((-?\d+)\)|^(-?\d+)$/.exec(text);
  if (literal !== null) return Number(literal[1] ?? literal[2]);
  const type = /bool|float64|float32|float|string|int64|int32/.exec(text)?.[0] ?? 'int64';
  const known = type === 'float' ? 'float32' : (type as 'int64');
  const length = /shape \[(\d+)\]/.exec(text)?.[1] ?? (/vector/.test(text) ? '2' : undefined);
  if (known === ('string' as typeof known))
    return tf.tensor('placeholder', [dtype('string')], { shape: [], ...(name !== undefined && { name }) });
  const zero = length === undefined ? 0 : Array.from({ length: Number(length) }, () => 0);
  return tf.variable(array(zero, known), { trainable: false, ...(name !== undefined && { name }) });
}

function hookOf(setup: string, program: StepProgram): SessionRunHook {
  if (setup.includes('StepCounterHook')) return new StepCounterHook();
  if (setup.includes('CheckpointSaverHook'))
    return new CheckpointSaverHook({ checkpointDir: 'folder', cadence: { everySteps: 1 } });
  if (setup.includes('SummarySaverHook')) return new SummarySaverHook({ everySteps: 1 }, program.loss);
  return new StopAtStepHook(null, 10);
}

const mistakes: readonly Mistake[] = [
  {
    says: /^minimize\(loss, (?!var_list)(.+)\)/,
    make: (setup) => {
      const program = new StepProgram();
      const text = /^minimize\(loss, (?:global_step=)?(.+)\)/.exec(setup)?.[1] ?? '';
      const train = program.minimize(program.descent(), spoiltStep(program, text));
      return program.inSession((session) => session.run([train]));
    },
  },
  {
    says: /no trainable variables|empty var_list|var_list=\[\]/,
    make: (setup) => {
      const program = new StepProgram();
      if (setup.includes('var_list')) return program.minimize(program.descent(), null, { var_list: [] });
      const { tf } = new StepProgram();
      const plain = new TensorFlow();
      const fixed = plain.variable(float(1), { trainable: false });
      const optimizer = plain.call('train.GradientDescentOptimizer', [float(0.1)]);
      return tf === plain ? null : plain.call('Optimizer.minimize', [optimizer, plain.tensor('square', [fixed])]);
    },
  },
  {
    says: /apply_gradients\(\[\s*\]\)/,
    make: () => {
      const program = new StepProgram();
      return program.tf.call('Optimizer.apply_gradients', [program.descent(), []]);
    },
  },
  {
    says: /apply_gradients\(\[\(None/,
    make: () => {
      const program = new StepProgram();
      return program.tf.call('Optimizer.apply_gradients', [program.descent(), [[null, program.w]]]);
    },
  },
  {
    says: /does not depend|loss without variables|every gradient|all gradients|unconnected|disconnected/,
    make: () => {
      const program = new StepProgram();
      const constant = program.tf.tensor('constant', [float(1)]);
      return program.tf.call('Optimizer.minimize', [program.descent(), constant]);
    },
  },
  {
    says: /int(?:eger|32|64)? loss/,
    make: () => {
      const program = new StepProgram();
      const loss = program.tf.tensor('cast', [program.loss, dtype('int32')]);
      return program.tf.call('Optimizer.minimize', [program.descent(), loss]);
    },
  },
  {
    says: /gate_gradients/,
    make: () => {
      const program = new StepProgram();
      return program.minimize(program.descent(), null, { gate_gradients: 7 });
    },
  },
  {
    says: /create_global_step\(\) twice|create_global_step.*(?:already|again)/,
    make: () => {
      const tf = new TensorFlow();
      tf.call('train.create_global_step');
      return tf.call('train.create_global_step');
    },
  },
  {
    says: /two (?:entries|steps|tensors).*collection|collection.*two/,
    make: () => {
      const tf = new TensorFlow();
      for (const name of ['a', 'b'])
        tf.call('add_to_collection', ['global_step', tf.variable(0, { trainable: false, name })]);
      tf.call('train.get_or_create_global_step');
      return tf.call('train.get_or_create_global_step');
    },
  },
  {
    says: /named global_step|called global_step/,
    make: (setup) => {
      const tf = new TensorFlow();
      stepLike(tf, setup, 'global_step');
      return tf.call(`train.${/(\w+_global_step)\(\)/.exec(setup)?.[1] ?? 'get_global_step'}`);
    },
  },
  {
    says: /assert_global_step\(/,
    make: (setup) => {
      const tf = new TensorFlow();
      const text = /assert_global_step\((.*)\)/.exec(setup)?.[1] ?? '';
      return tf.call('train.assert_global_step', [stepLike(tf, text)]);
    },
  },
  {
    says: /SyncReplicasOptimizer/,
    make: () => {
      const program = new StepProgram();
      const optimizer = program.tf.call('train.SyncReplicasOptimizer', [program.descent(), 2]);
      return program.minimize(optimizer);
    },
  },
  {
    says: /StopAtStepHook\((?:\)|(?:num_steps=)?\d+, ?(?:last_step=)?\d+)/,
    make: (setup) => {
      const [steps, last] = [...setup.matchAll(/\d+/g)].map(([number]) => Number(number));
      return new StopAtStepHook(steps ?? null, last ?? null);
    },
  },
  { says: /Hook.*without|Hook.*no (?:global )?step/, make: beginWithoutStep },
  {
    says: /MonitoredTrainingSession/,
    make: () => monitoredTrainingSession(new StepProgram().tf.graph, { checkpointDir: 'folder' }),
  },
  {
    says: /before initiali[sz]ation|uninitiali[sz]ed/,
    make: () => {
      const program = new StepProgram();
      return globalStep(new Session(program.tf.graph), program.step());
    },
  },
  {
    says: /two variables.*same name|same name.*Saver|Saver.*same name/,
    make: () => {
      const program = new StepProgram();
      return new Saver(program.tf.graph, { varList: [program.w, program.w] });
    },
  },
  {
    says: /schedule.*(?:another|other|different) graph|(?:another|other|different) graph.*schedule/,
    make: foreignSchedule,
  },
  {
    says: /(?:another|other|different) graph/,
    make: () => {
      const program = new StepProgram();
      const train = program.minimize(program.descent(), new StepProgram().step());
      return program.inSession((session) => session.run([train]));
    },
  },
  {
    says: /AdagradDAOptimizer.*without/,
    make: () => new TensorFlow().call('train.AdagradDAOptimizer', [float(0.1)]),
  },
  { says: /^(?:tf\.(?:\w+\.)*)?(\w+Optimizer)\((.*)\)/, make: constructOptimizer },
  { says: /optimize_loss/, make: optimizeLoss },
];

function beginWithoutStep(setup: string): void {
  const program = new StepProgram();
  hookOf(setup, program).begin?.(program.tf.graph);
}

function foreignSchedule(): number {
  const program = new StepProgram();
  const step = new StepProgram().step();
  const rate = program.tf.tensor('train.exponential_decay', [float(0.1), step, 10, float(0.5)]);
  return fetched(program.tf.session(), rate);
}

/** The constructor as the setup writes it. */
function constructOptimizer(setup: string): unknown {
  const tf = new TensorFlow();
  const [, name = '', text = ''] = /(\w+Optimizer)\((.*)\)/.exec(setup) ?? [];
  const positional: unknown[] = [];
  const named: Record<string, unknown> = {};
  for (const part of text.split(',').map((piece) => piece.trim())) {
    const [key = '', given] = part.split('=');
    const literal = (given ?? key).trim();
    if (literal === '') continue;
    const parsed: unknown = /^['"]/.test(literal)
      ? literal.slice(1, -1)
      : literal === 'True' || literal === 'False'
        ? literal === 'True'
        : Number.isNaN(Number(literal))
          ? tf.variable(0, { trainable: false })
          : float(Number(literal));
    if (given === undefined) positional.push(parsed);
    else named[key] = parsed;
  }
  const isStated = positional.length > 0 || 'learning_rate' in named || name === 'AdamOptimizer';
  if (!isStated) named['learning_rate'] = float(0.1);
  if (name === 'AdagradDAOptimizer' && positional.length < 2 && !('global_step' in named))
    named['global_step'] = tf.variable(0, { trainable: false }) satisfies Variable;
  if (name === 'MomentumOptimizer' && positional.length < 2) named['momentum'] ??= float(0.9);
  return tf.call(`train.${name}`, positional, named);
}

function optimizeLoss(setup: string): unknown {
  const program = new StepProgram();
  const rate: unknown = /integer|int learning_rate|learning_rate=1\b/.test(setup)
    ? 1
    : /negative/.test(setup)
      ? float(-1)
      : float(0.1);
  const hasStep = !/without|no (?:global )?step|None/.test(setup);
  return program.tf.call('contrib.layers.optimize_loss', [program.loss, hasStep ? program.step() : null, rate, 'SGD'], {
    ...(setup.includes('decay') && { learning_rate_decay_fn: true }),
  });
}

/** Makes the mistake that a setup describes, and holds the error it raises against the case. */
export function checkStepError(given: VectorCase): Finding[] {
  const setup = given['setup'] as string;
  const mistake = mistakes.find(({ says }) => says.test(setup));
  return checkRaised(given, mistake === undefined ? null : () => mistake.make(setup));
}
