import type { Schedule } from '../../../src/schedules/schedule';

/** A small generator of numbers, so that the cases are the same on every machine. */
function numbers(seed: number): (low: number, high: number) => number {
  let state = seed;
  return (low, high) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return low + ((high - low) * state) / 2 ** 32;
  };
}

/** Every kind with round arguments, and with arguments that nobody would choose. */
export function schedules(): Schedule[] {
  const between = numbers(20);
  const whole = (low: number, high: number): number => Math.floor(between(low, high));
  const chosen: Schedule[] = [
    { kind: 'constant', learningRate: 1 },
    { kind: 'exponential_decay', learningRate: 0.1, decaySteps: 10, decayRate: 2, staircase: false },
    { kind: 'exponential_decay', learningRate: 1, decaySteps: 100, decayRate: 0.96, staircase: true },
    { kind: 'exponential_decay', learningRate: 0.1, decaySteps: 12.5, decayRate: 0.5, staircase: true },
    { kind: 'exponential_decay', learningRate: 0.1, decaySteps: 7, decayRate: -0.5, staircase: true },
    { kind: 'exponential_decay', learningRate: 0.1, decaySteps: 2.5, decayRate: -0.5, staircase: true },
    { kind: 'exponential_decay', learningRate: 0.1, decaySteps: 10, decayRate: 0, staircase: false },
    { kind: 'natural_exp_decay', learningRate: 0.1, decaySteps: 10, decayRate: 1, staircase: false },
    { kind: 'natural_exp_decay', learningRate: 0.1, decaySteps: 10, decayRate: 0.5, staircase: true },
    { kind: 'natural_exp_decay', learningRate: 0.1, decaySteps: 7.5, decayRate: -0.25, staircase: true },
    { kind: 'inverse_time_decay', learningRate: 0.1, decaySteps: 10, decayRate: 0.5, staircase: true },
    { kind: 'piecewise_constant', boundaries: [100, 200], values: [0.1, 0.01, 0.001] },
    { kind: 'piecewise_constant', boundaries: [0, 3], values: [1, 0.5, 0.1] },
    { kind: 'piecewise_constant', boundaries: [100, 100, 200], values: [0.1, 0.05, 0.02, 0.01] },
    { kind: 'piecewise_constant', boundaries: [100, 100, 200], values: [0.8, 0.4, 0.2, 0.1] },
    { kind: 'piecewise_constant', boundaries: [99.5, 200.5], values: [0.1, 0.01, 0.001] },
    { kind: 'piecewise_constant', boundaries: [50], values: [0.1, 0] },
    { kind: 'polynomial_decay', learningRate: 0.1, decaySteps: 100, endLearningRate: 0, power: 2, cycle: false },
    { kind: 'polynomial_decay', learningRate: 0.1, decaySteps: 100, endLearningRate: 0, power: 0, cycle: false },
    { kind: 'polynomial_decay', learningRate: 0.1, decaySteps: 100, endLearningRate: 0.0001, power: 1, cycle: false },
    { kind: 'polynomial_decay', learningRate: 0, decaySteps: 100, endLearningRate: 0.1, power: 1, cycle: false },
    { kind: 'polynomial_decay', learningRate: 0.1, decaySteps: 100, endLearningRate: 0.01, power: 0.5, cycle: true },
    { kind: 'polynomial_decay', learningRate: 0.1, decaySteps: 1, endLearningRate: 0, power: 1, cycle: false },
    { kind: 'cosine_decay', learningRate: 0.1, decaySteps: 100, alpha: 0 },
    { kind: 'cosine_decay', learningRate: 0.1, decaySteps: 100.5, alpha: 0.1 },
    { kind: 'cosine_decay_restarts', learningRate: 0.1, firstDecaySteps: 20, tMul: 2, mMul: 1, alpha: 0.1 },
    { kind: 'cosine_decay_restarts', learningRate: 0.1, firstDecaySteps: 20, tMul: 1, mMul: 1, alpha: 0 },
    { kind: 'cosine_decay_restarts', learningRate: 0.1, firstDecaySteps: 20, tMul: 1, mMul: 0.5, alpha: 0 },
    { kind: 'cosine_decay_restarts', learningRate: 0.1, firstDecaySteps: 20, tMul: 1.5, mMul: 0.9, alpha: 0 },
    { kind: 'linear_cosine_decay', learningRate: 0.1, decaySteps: 100, numPeriods: 0.5, alpha: 0, beta: 0.001 },
    {
      kind: 'noisy_linear_cosine_decay',
      learningRate: 0.1,
      decaySteps: 100,
      initialVariance: 1,
      varianceDecay: 0.55,
      numPeriods: 0.5,
      alpha: 0,
      beta: 0.001,
    },
  ];
  for (let round = 0; round < 12; round++) {
    const learningRate = between(0.0001, 2);
    const decaySteps = round % 3 === 0 ? between(3, 90) : whole(3, 400);
    const rates = { learningRate, decaySteps, decayRate: between(0.3, 1.3), staircase: round % 2 === 0 };
    const alpha = between(0, 0.5);
    const boundaries = [whole(0, 50), whole(50, 300), whole(300, 700)];
    const linear = { learningRate, decaySteps, numPeriods: between(0.2, 3), alpha, beta: between(0, 0.1) };
    chosen.push(
      { kind: 'exponential_decay', ...rates },
      { kind: 'natural_exp_decay', ...rates },
      { kind: 'inverse_time_decay', ...rates },
      { kind: 'piecewise_constant', boundaries, values: [learningRate, between(0, 1), between(0, 1), between(0, 1)] },
      {
        kind: 'piecewise_constant',
        boundaries,
        values: [0, 1, 2, 3].map((power) => learningRate * rates.decayRate ** power),
      },
      {
        kind: 'polynomial_decay',
        learningRate,
        decaySteps,
        endLearningRate: round % 4 === 0 ? 0 : between(0, 1),
        power: between(0.2, 3),
        cycle: round % 3 === 1,
      },
      { kind: 'cosine_decay', learningRate, decaySteps, alpha },
      {
        kind: 'cosine_decay_restarts',
        learningRate,
        firstDecaySteps: decaySteps,
        tMul: round % 2 === 0 ? 1 + whole(0, 3) : between(1.1, 2.5),
        mMul: round % 3 === 0 ? 1 : between(0.5, 1),
        alpha,
      },
      { kind: 'linear_cosine_decay', ...linear },
      {
        kind: 'noisy_linear_cosine_decay',
        ...linear,
        initialVariance: between(0.1, 2),
        varianceDecay: between(0.2, 0.9),
      },
    );
  }
  return chosen;
}

/** Both sides of everything that happens in a schedule, and steps in between. */
export function stepsOf(schedule: Schedule): number[] {
  const lengths =
    'decaySteps' in schedule
      ? [1, 2, 3, 4, 7].map((times) => times * schedule.decaySteps)
      : 'firstDecaySteps' in schedule
        ? [1, 2, 3, 4, 6, 7].map((times) => times * schedule.firstDecaySteps)
        : 'boundaries' in schedule
          ? schedule.boundaries
          : [];
  const around = lengths.flatMap((length) => [-1, 0, 1, 2].map((offset) => Math.floor(length) + offset));
  const steps = [...around, ...Array.from({ length: 40 }, (_, index) => index * 37), 0, 1, 2];
  return [...new Set(steps)].filter((step) => step >= 0 && step <= 3000).sort((a, b) => a - b);
}
