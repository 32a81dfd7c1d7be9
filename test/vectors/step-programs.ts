import type { Argument } from '../../src/tf1/api/argument';
import type { Operation, Tensor } from '../../src/tf1/graph';
import type { Fetch, Session } from '../../src/tf1/session';
import type { Variable } from '../../src/tf1/variable';
import { array, dtype, float, numberOf, TensorFlow } from '../unit/tf1/support/tensorflow';

/** The small program that the tables of global steps are made with: w = [1, 2], loss = sum(w * w), plain gradient descent. */
export class StepProgram {
  readonly tf = new TensorFlow();
  readonly w: Variable;
  readonly loss: Tensor;

  constructor() {
    this.w = this.tf.variable(array([1, 2]), { name: 'w' });
    this.loss = this.tf.tensor('reduce_sum', [this.tf.tensor('multiply', [this.w, this.w])]);
  }

  /** A step as programs make it: `tf.Variable(0, trainable=False)`, of a dtype if asked for. */
  step(options: { dtype?: 'int32' | 'int64' | 'float32'; initial?: number; trainable?: boolean } = {}): Variable {
    const { dtype: type, initial = 0, trainable = false } = options;
    const start: Argument = type === 'float32' ? float(initial) : { kind: 'int', value: initial };
    return this.tf.variable(start, { trainable, ...(type !== undefined && { dtype: dtype(type) }) });
  }

  descent(rate: unknown = float(0.1)): unknown {
    return this.tf.call('train.GradientDescentOptimizer', [rate]);
  }

  minimize(optimizer: unknown, globalStep: unknown = null, more: Readonly<Record<string, unknown>> = {}): Operation {
    return this.tf.operation('Optimizer.minimize', [optimizer, this.loss], { global_step: globalStep, ...more });
  }

  increment(step: Variable, after: readonly Operation[] = []): Operation {
    return this.tf.graph.controlDependencies(after, () => this.tf.tensor('assign_add', [step, 1]).op);
  }

  /** What a step is after each of so many iterations, in which these run one after the other, each in a call of its own. */
  countAfterEach(iterations: number, step: Variable, runs: readonly (readonly Fetch[])[]): number[] {
    const session = this.tf.session();
    const counts = Array.from({ length: iterations }, () => {
      for (const fetches of runs) session.run(fetches);
      return numberOf(session, step);
    });
    session.close();
    return counts;
  }

  /** Runs in a session of its own, which is closed afterwards. */
  inSession<T>(body: (session: Session) => T): T {
    const session = this.tf.session();
    try {
      return body(session);
    } finally {
      session.close();
    }
  }
}
