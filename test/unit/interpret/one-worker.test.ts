import { expect, it } from 'vitest';
import { trainOnce } from '../../fuzz/train-once';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

// A program for several workers that is started by itself is its only worker: it trains as its optimizer does alone.

const parser = await testParser();

const program = (imports: string, optimizer: string, hooks: string): string => `import tensorflow as tf
${imports}
step = tf.train.get_or_create_global_step()
with tf.device(tf.train.replica_device_setter(ps_tasks=1, worker_device='/job:worker/task:0')):
    w = tf.Variable([0.3, 0.2])
    loss = tf.reduce_mean(tf.square(w - 1.0))
    rate = tf.train.exponential_decay(0.2, step, 2, 0.5)
    optimizer = ${optimizer}
    train = optimizer.minimize(loss, global_step=step)
with tf.train.MonitoredTrainingSession(hooks=[tf.train.StopAtStepHook(last_step=6)${hooks}]) as sess:
    while not sess.should_stop():
        sess.run(train)
`;

const alone = trainOnce(planOf(parser, program('', 'tf.train.AdamOptimizer(rate)', '')), true).rows;

const programs: readonly (readonly [string, string])[] = [
  [
    'Horovod',
    program(
      'import horovod.tensorflow as hvd\nhvd.init()',
      'hvd.DistributedOptimizer(tf.train.AdamOptimizer(rate * hvd.size()))',
      ', hvd.BroadcastGlobalVariablesHook(hvd.rank())',
    ),
  ],
  [
    'SyncReplicasOptimizer',
    program(
      '',
      'tf.train.SyncReplicasOptimizer(tf.train.AdamOptimizer(rate), replicas_to_aggregate=1, total_num_replicas=1)',
      ', optimizer.make_session_run_hook(True)',
    ),
  ],
];

it.each(programs)('%s', (_, text) => {
  const plan = planOf(parser, text);
  expect(plan.unresolved).toEqual([]);
  const { rows, problem } = trainOnce(plan, true);
  expect(problem).toBe(null);
  expect(rows).toHaveLength(6);
  expect(rows).toEqual(alone);
});
