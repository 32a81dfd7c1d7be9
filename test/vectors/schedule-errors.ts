import { dtype, float, numberOf as fetched, TensorFlow } from '../unit/tf1/support/tensorflow';
import type { Finding, VectorCase } from './findings';
import { checkRaised } from './raised';
import { numpy } from './schedules';

/** Arguments that are right for every schedule; a case then spoils one. */
const sound: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  exponential_decay: { decay_steps: 10, decay_rate: float(0.96) },
  natural_exp_decay: { decay_steps: 10, decay_rate: float(0.96) },
  inverse_time_decay: { decay_steps: 10, decay_rate: float(0.96) },
  polynomial_decay: { decay_steps: 10 },
  cosine_decay: { decay_steps: 10 },
  cosine_decay_restarts: { first_decay_steps: 10 },
  linear_cosine_decay: { decay_steps: 10 },
  noisy_linear_cosine_decay: { decay_steps: 10 },
};

type Kind = 'int' | 'int32' | 'int64' | 'float' | 'float32' | 'float64';

/** The word for a dtype that stands before another word, as in `float boundaries with int32 x`. */
function kindOf(call: string, noun: string): Kind | null {
  const found = new RegExp(
    `\\b(?:np\\.)?(int32|int64|int|integer|float32|float64|float|Python int)\\s+(?:\\w+ )?${noun}\\b`,
  ).exec(call);
  const word = found?.[1];
  if (word === undefined) return null;
  return word === 'integer' || word === 'Python int' ? 'int' : (word as Kind);
}

/** A number of a kind: Python's own, or NumPy's of a dtype. */
function numberOfKind(kind: Kind | null, number: number): unknown {
  if (kind === null || kind === 'int') return number;
  return kind === 'float' ? float(number) : numpy(kind, number);
}

function piecewise(call: string): () => unknown {
  const tf = new TensorFlow();
  const xKind = kindOf(call, 'x') ?? kindOf(call, 'step') ?? 'int32';
  const boundaryKind = kindOf(call, 'boundaries') ?? 'int';
  const isUnsorted = call.includes('unsorted');
  const isEmpty = /empty boundaries/.test(call);
  const boundaryValues = isEmpty ? [] : isUnsorted ? [200, 100] : [100, 200];
  const boundaries = boundaryValues.map((boundary) => numberOfKind(boundaryKind, boundary));
  const isShort = /len\(values\)/.test(call);
  const isMixed = /values (?:of|must|mix|with different)|mix(?:ed|ture)?.*values|values.*mix/.test(call);
  const count = boundaries.length + (isShort ? 0 : 1);
  const values = Array.from({ length: count }, (_, index) => (isMixed && index === 1 ? 1 : float(1 / (index + 1))));
  const x = tf.variable(numberOfKind(xKind, isUnsorted ? 150 : 50), { trainable: false });
  const given: unknown = kindOf(call, 'x') === 'int' && call.includes('Python int x') ? 50 : x;
  return () => {
    const rate = tf.tensor('train.piecewise_constant', [given, boundaries, values]);
    // What only shows in a run shows at an x that two intervals claim.
    return fetched(tf.session(), rate);
  };
}

/** Makes the spoilt call of a case, and evaluates what it gives. */
export function checkScheduleError(given: VectorCase): Finding[] {
  const fn = given['fn'] as string;
  const call = given['call'] as string;
  if (fn.startsWith('piecewise')) return checkRaised(given, call.includes('None') ? noStep(fn) : piecewise(call));
  const kwargs: Record<string, unknown> = { learning_rate: float(0.1), ...sound[fn] };
  const tf = new TensorFlow();
  kwargs['global_step'] = /global_step=None/.test(call)
    ? null
    : tf.variable(5, { trainable: false, dtype: dtype('int64') });
  for (const name of ['learning_rate', 'decay_rate', 'power', 'alpha', 'end_learning_rate']) {
    const kind = kindOf(call, name);
    if (kind !== null) kwargs[name] = numberOfKind(kind, kind.startsWith('int') ? 1 : 0.1);
  }
  if (/cycle|cyclic/.test(call)) kwargs['cycle'] = true;
  return checkRaised(given, () => fetched(tf.session(), tf.tensor(`train.${fn}`, [], kwargs)));
}

const noStep = (fn: string) => (): unknown =>
  new TensorFlow().tensor(`train.${fn}`, [null, [100, 200], [float(1), float(0.5), float(0.1)]]);
