import { CheckpointList, Saver } from '../../src/tf1/saver';
import { StopAtStepHook } from '../../src/tf1/hooks/stop-at-step-hook';
import { monitoredTrainingSession } from '../../src/tf1/monitored-session';
import type { Optimizer } from '../../src/tf1/optimizers/optimizer';
import type { RecordedOptimizer } from '../../src/tf1/optimizers/recorded-optimizer';
import { dynamicLossScale, LossScaleOptimizer } from '../../src/tf1/optimizers/loss-scale-optimizer';
import { trainableVariables } from '../../src/tf1/variable';
import { dtype, float, numberOf as fetched, numbersOf as fetchedAll, value } from '../unit/tf1/support/tensorflow';
import { compareNumbers, type Finding, toleranceOf, type VectorCase } from './findings';
import { StepProgram } from './step-programs';
import { checkSummaryRows } from './summary-rows';

/** What a program showed, by the names that the tables use. */
type Observations = Readonly<Record<string, unknown>>;

/** A kind of table: what its words say, and the program that they describe. `iterations` is what the case's rows ask for. */
interface Scenario {
  readonly says: RegExp;
  run(setup: string, iterations: number): Observations;
}

const counts = (after: number[]): Observations => ({
  global_step_after_each_iteration: after,
  global_step: after.at(-1),
});

const scenarios: readonly Scenario[] = [
  {
    says: /two optimizers|tf\.group of two minimize/,
    run: (setup, iterations) => {
      const program = new StepProgram();
      const step = program.step();
      const isBoth = /both (?:are )?(?:given|passed|fed|get)|given the same|share/.test(setup);
      const isOne = !isBoth && /\b(?:only|one|first)\b/.test(setup);
      const isNone = /neither|none of them|not (?:passed|given) to either/.test(setup);
      const trains = [0, 1].map((index) =>
        program.minimize(program.descent(), isNone || (isOne && index === 1) ? null : step),
      );
      const isGrouped = setup.includes('group');
      const runs = isGrouped ? [[program.tf.operation('group', trains)]] : trains.map((train) => [train]);
      return counts(program.countAfterEach(iterations, step, runs));
    },
  },
  {
    says: /manual assign_add|assign_add(?:\(step, 1\))? (?:after|grouped)/,
    run: (setup, iterations) => {
      const program = new StepProgram();
      const step = program.step();
      const isPassed = !/not passed/.test(setup);
      const train = program.minimize(program.descent(), isPassed ? step : null);
      const increment = program.increment(step, setup.includes('after') ? [train] : []);
      return counts(program.countAfterEach(iterations, step, [[program.tf.operation('group', [train, increment])]]));
    },
  },
  {
    says: /one (?:adam )?(?:optimizer )?instance|shared adam|adam.*(?:instance|shared)/i,
    run: (_setup, iterations) => {
      const program = new StepProgram();
      const { tf } = program;
      const other = tf.variable(float(1), { name: 'v' });
      const step = program.step();
      const adam = tf.call('train.AdamOptimizer', []) as RecordedOptimizer;
      const lossOfOther = tf.tensor('square', [other]);
      const first = program.minimize(adam, step, { var_list: [program.w] });
      const second = tf.operation('Optimizer.minimize', [adam, lossOfOther], { global_step: step, var_list: [other] });
      return program.inSession((session) => {
        const powers = adam.powersIn(tf.graph);
        const [power1, power2] = [powers.get('beta1'), powers.get('beta2')];
        if (power1 === undefined || power2 === undefined) return {};
        const rows = Array.from({ length: iterations }, () => {
          session.run([first]);
          session.run([second]);
          return [fetched(session, power1), fetched(session, power2), fetched(session, step)];
        });
        const exponents = rows.map(([power = 1]) => Math.round(Math.log(power) / Math.log(0.9)));
        return {
          beta1_power_after_each_iteration: rows.map(([power]) => power),
          beta2_power_after_each_iteration: rows.map(([, power]) => power),
          beta1_power: rows.at(-1)?.[0],
          beta2_power: rows.at(-1)?.[1],
          beta_power_exponents: exponents,
          exponent_at_first_op: exponents.map((exponent) => exponent - 2),
          ...counts(rows.map((row) => row[2] ?? Number.NaN)),
        };
      });
    },
  },
  {
    says: /loss.?scale/i,
    run: (setup, iterations) => {
      const program = new StepProgram();
      const { tf } = program;
      const step = program.step();
      const factor = tf.tensor('placeholder', [dtype('float32')], { shape: [] });
      const loss = tf.tensor('multiply', [program.loss, factor]);
      const scale = /fixed|static/.test(setup) ? 128 : dynamicLossScale;
      const optimizer = new LossScaleOptimizer(program.descent() as Optimizer, scale);
      const train = optimizer.minimize(loss, { globalStep: step });
      return program.inSession((session) => {
        // The second and third gradients are not finite.
        const after = Array.from({ length: iterations }, (_, index) => {
          session.run([train], new Map([[factor, value(index === 1 || index === 2 ? Number.POSITIVE_INFINITY : 1)]]));
          return fetched(session, step);
        });
        return counts(after);
      });
    },
  },
  {
    says: /schedule reads one variable/,
    run: (setup) => {
      const program = new StepProgram();
      const [read, passed] = [program.step(), program.step()];
      const rate = program.tf.tensor('train.exponential_decay', [float(0.1), read, 10, float(2)]);
      const train = program.minimize(program.descent(rate), passed);
      return program.inSession((session) => {
        for (let run = 0; run < numberIn(setup, 5); run++) session.run([train]);
        return {
          passed_step: fetched(session, passed),
          schedule_step: fetched(session, read),
          lr_f32: fetched(session, rate),
        };
      });
    },
  },
  {
    says: /scalar float weight|minimize\(loss, var\)/,
    run: () => {
      const program = new StepProgram();
      const weight = program.tf.variable(float(1));
      const train = program.tf.operation('Optimizer.minimize', [program.descent(), program.loss, weight]);
      return program.inSession((session) => {
        const after = Array.from({ length: 10 }, () => {
          session.run([train]);
          return fetched(session, weight);
        });
        return Object.fromEntries(after.map((weightThen, index) => [`w_after_${index + 1}_runs`, weightThen]));
      });
    },
  },
  {
    says: /float32 step starting at|int32 step at/,
    run: (setup) => {
      const power = /2\^(\d+)(-1)?/.exec(setup);
      const initial = 2 ** Number(power?.[1]) + (power?.[2] === undefined ? 0 : -1);
      const program = new StepProgram();
      const step = program.step({ dtype: setup.startsWith('float32') ? 'float32' : 'int32', initial });
      return counts(program.countAfterEach(1, step, [[program.minimize(program.descent(), step)]]));
    },
  },
  {
    says: /forgot trainable=false on an integer step/i,
    run: (_setup, iterations) => {
      const program = new StepProgram();
      const step = program.step({ trainable: true });
      const after = program.countAfterEach(iterations, step, [[program.minimize(program.descent(), step)]]);
      const names = trainableVariables(program.tf.graph).map(({ opName }) => opName);
      return { ...counts(after), trainable_variables: names };
    },
  },
  {
    says: /trainable float step/,
    run: (setup, iterations) => {
      const program = new StepProgram();
      const { tf } = program;
      const step = program.step({ dtype: 'float32', trainable: true });
      const slope = Number(/lr\*([\d.]+)/.exec(setup)?.[1] ?? 0.5);
      const loss = tf.tensor('add', [program.loss, tf.tensor('multiply', [step, float(slope)])]);
      const train = tf.operation('Optimizer.minimize', [program.descent(), loss], { global_step: step });
      return counts(program.countAfterEach(iterations, step, [[train]]));
    },
  },
  {
    says: /^one optimizer/,
    run: (setup, iterations) => {
      const program = new StepProgram();
      const step = program.step();
      const isPassed = !/not (?:passed|given)/.test(setup);
      return counts(
        program.countAfterEach(iterations, step, [[program.minimize(program.descent(), isPassed ? step : null)]]),
      );
    },
  },
  { says: /MonitoredTrainingSession/, run: monitored },
  {
    says: /Saver\(var_list without the step\)/,
    run: (setup) => {
      const program = new StepProgram();
      const step = program.step();
      const saver = new Saver(program.tf.graph, { varList: [program.w] });
      const moved = numberIn(setup.slice(setup.indexOf('carries')), 41);
      const assign = program.tf.tensor('assign', [step, moved]);
      const file = program.inSession((session) => {
        session.run([assign]);
        return saver.save(session, 'm', step);
      });
      return program.inSession((session) => {
        saver.restore(session, file);
        return { file, global_step_after_restore: fetched(session, step), w: fetchedAll(session, program.w) };
      });
    },
  },
  {
    says: /checkpoint prefix/,
    run: () => {
      const program = new StepProgram();
      const step = program.tf.variable(7, { trainable: false, name: 'global_step', dtype: dtype('int64') });
      return program.inSession((session) => {
        const saver = new Saver(program.tf.graph);
        const padded = new Saver(program.tf.graph, { padStepNumber: true });
        return {
          variable: saver.save(session, 'm', step),
          int: saver.save(session, 'm', 3),
          tensor: saver.save(session, 'm', step.ref),
          tensor_name: saver.save(session, 'm', step.name),
          none: saver.save(session, 'm'),
          padded: padded.save(session, 'm', 3),
        };
      });
    },
  },
];

/** The last number before a word, or in the text at all. */
function numberIn(text: string, fallback: number): number {
  return Number(/\d+/.exec(text)?.[0] ?? fallback);
}

/** Trains under MonitoredTrainingSession with checkpoints by steps and a stop at a step, at most so many runs. */
function monitored(setup: string): Observations {
  const program = new StepProgram();
  const step = program.tf.call('train.get_or_create_global_step') as Parameters<StepProgram['countAfterEach']>[1];
  const isPassed = !/not passed/i.test(setup);
  const train = program.minimize(program.descent(), isPassed ? step : null);
  const saveEvery = Number(/save_checkpoint_steps=(\d+)/.exec(setup)?.[1] ?? 5);
  const last = /last_step=(\d+)/.exec(setup)?.[1];
  const more = /num_steps=(\d+)/.exec(setup)?.[1];
  const mostRuns = Number(/(?:capped|most|cap) (?:at|of)? ?(\d+)/.exec(setup)?.[1] ?? 30);
  const checkpoints = new CheckpointList();
  const session = monitoredTrainingSession(program.tf.graph, {
    checkpointDir: 'folder',
    saveCheckpointSteps: saveEvery,
    checkpoints,
    hooks:
      last === undefined && more === undefined
        ? []
        : [new StopAtStepHook(more === undefined ? null : Number(more), last === undefined ? null : Number(last))],
  });
  let runs = 0;
  while (!session.shouldStop() && runs < mostRuns) {
    session.run([train]);
    runs += 1;
  }
  session.close();
  const latest = checkpoints.latest('folder');
  const held = latest?.values.get('global_step')?.data[0];
  return {
    train_op_runs: runs,
    checkpoint_steps: checkpoints.all.map(({ path }) => Number(path.slice(path.lastIndexOf('-') + 1))),
    w_in_latest_checkpoint: [...(latest?.values.get('w')?.data ?? [])],
    global_step_in_checkpoint: held,
    global_step: held,
  };
}

/** Compares what was observed with what a table says, number by number. */
function compareObservations(observed: Observations, expected: Observations, given: VectorCase): Finding[] {
  const tolerance = given['tolerance'] === undefined ? { rel: 2e-6, abs: 1e-9 } : toleranceOf(given['tolerance']);
  return Object.entries(expected).flatMap(([what, wanted]): Finding[] => {
    const got = observed[what];
    if (isNumeric(wanted) && isNumeric(got)) return compareNumbers(what, [got].flat(), { expected: wanted, tolerance });
    return JSON.stringify(got) === JSON.stringify(wanted) ? [] : [{ what, got: got ?? null, expected: wanted }];
  });
}

function isNumeric(given: unknown): given is number | number[] {
  return typeof given === 'number' || (Array.isArray(given) && given.every((one) => typeof one === 'number'));
}

/** The two tables of rates that the project is about. */
function checkHeadline(given: VectorCase): Finding[] {
  const program = new StepProgram();
  const step = program.step();
  const setup = given['setup'] as string;
  const call = /exponential_decay\(([\d.]+), gs, (\d+), ([\d.]+)/.exec(setup);
  const [rate0, steps, factor] = [Number(call?.[1]), Number(call?.[2]), Number(call?.[3])];
  const staircase = /staircase=True/.test(setup);
  const rate = program.tf.tensor('train.exponential_decay', [float(rate0), step, steps, float(factor)], { staircase });
  const isPassed = /global_step=gs/.test(setup);
  const train = program.minimize(program.descent(rate), isPassed ? step : null);
  const tolerance = toleranceOf(given['tolerance']);
  return program.inSession((session) =>
    [{ ...(given['initial'] as Observations), run: 0 }, ...(given['rows'] as Observations[])].flatMap(
      (row): Finding[] => {
        const at = row as Observations & { readonly run: number };
        if (at.run > 0) session.run([train]);
        const lr = fetched(session, rate);
        const f32 = (what: string, got: number[], wanted: unknown): Finding[] =>
          compareNumbers(`${what} of run ${at.run}`, got, { expectedF32: wanted, tolerance });
        const printed = at['lr_printed'];
        return [
          ...f32('lr', [lr], at['lr_f32']),
          ...(printed !== undefined && String(Number(lr.toPrecision(6))) !== printed
            ? [{ what: `printed lr of run ${at.run}`, got: lr.toPrecision(6), expected: printed }]
            : []),
          ...f32('global step', [fetched(session, step)], at['global_step']),
          ...f32('w', fetchedAll(session, program.w), at['w_f32'] ?? at['w']),
          ...f32('loss', [fetched(session, program.loss)], at['loss_f32'] ?? at['loss']),
        ];
      },
    ),
  );
}

/** Rebuilds the program that a table's setup describes, and holds what it shows against the table. */
export function checkStepTable(given: VectorCase): Finding[] {
  const setup = given['setup'] as string;
  if (/SummarySaverHook/.test(setup)) return checkSummaryRows(given);
  if (Array.isArray(given['rows']) && given['initial'] !== undefined) return checkHeadline(given);
  const expected = (given['expected'] ?? {}) as Observations;
  const scenario = scenarios.find(({ says }) => says.test(setup));
  if (scenario === undefined) return [{ what: 'setup that is not understood', got: setup, expected }];
  const lengths = Object.values(expected).map((wanted) => (Array.isArray(wanted) ? wanted.length : 1));
  return compareObservations(scenario.run(setup, Math.max(...lengths)), expected, given);
}
