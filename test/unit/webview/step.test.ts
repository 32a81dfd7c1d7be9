import { describe, expect, it } from 'vitest';
import { verbatim } from '../../../src/base/message';
import type { StepTrace } from '../../../src/protocol/step-trace';
import type { Wiring } from '../../../src/protocol/wiring';
import { isEmptyPhase, phaseWords, tensorText, valuesAt } from '../../../webview/step/phase-words';
import { equationText } from '../../../webview/step/equation-text';
import { rateFormula } from '../../../webview/step/rate-formula';
import { numberText } from '../../../webview/ui/number-text';
import { movedByPhase, movedByStep, movedPast, movedTo, startPosition } from '../../../webview/step/step-position';
import { labelLines, placed, placedTogether } from '../../../webview/wiring/layout';
import { wordsOf } from '../../../webview/wiring/wiring-diagram';
import { noWiring } from '../../fakes/no-wiring';

const scalar = (value: number) => ({ shape: [], values: [value] });

const trace = (changes: Partial<StepTrace> = {}): StepTrace => ({
  runId: 'a',
  iteration: 1,
  feeds: [],
  loss: scalar(4),
  lossValue: 4,
  gradients: [{ name: 'w', tensor: scalar(-3) }],
  rate: 0.1,
  updates: [
    {
      variable: 'w',
      operation: 'ApplyGradientDescent',
      before: scalar(1),
      after: scalar(1.3),
      formula: {
        element: [],
        equations: [{ slot: null, symbols: 'w − learning_rate × g', numbers: [1, ' − ', 0.1, ' × ', -3], result: 1.3 }],
      },
    },
  ],
  step: { atStart: 0, before: 0, after: 1, writes: [{ operation: 'AssignAdd', isTrainOp: true }] },
  averages: [],
  read: { step: 1, rate: 0.107177 },
  ...changes,
});

describe('a place in a training', () => {
  it('goes on and back through every phase of every step, and stops at the ends', () => {
    let position = startPosition;
    const seen: string[] = [];
    for (let moves = 0; moves < 15; moves++) {
      seen.push(`${position.iteration} ${position.phase}`);
      position = movedByPhase(position, 1, 2);
    }
    expect(seen.slice(0, 9)).toEqual([
      '1 feed',
      '1 forward',
      '1 gradients',
      '1 rate',
      '1 update',
      '1 increment',
      '1 average',
      '1 read',
      '2 feed',
    ]);
    expect(movedByPhase({ iteration: 2, phase: 'read' }, 1, 2)).toEqual({ iteration: 2, phase: 'read' });
    for (const place of seen.toReversed()) {
      position = movedByPhase(position, -1, 2);
      expect(`${position.iteration} ${position.phase}`).toBe(place);
    }
    expect(movedByPhase(startPosition, -1, 2)).toEqual(startPosition);
  });

  it('goes by steps in the same phase, within what is recorded', () => {
    expect(movedByStep({ iteration: 2, phase: 'rate' }, 1, 3)).toEqual({ iteration: 3, phase: 'rate' });
    expect(movedByStep({ iteration: 3, phase: 'rate' }, 1, 3)).toEqual({ iteration: 3, phase: 'rate' });
    expect(movedTo(startPosition, 99, 10).iteration).toBe(10);
    expect(movedTo(startPosition, 5, 0).iteration).toBe(1);
  });
});

describe('the words of a phase', () => {
  it('say how the step came to be one more', () => {
    expect(phaseWords('increment', trace())).toEqual(['global_step: 0 → 1, by AssignAdd']);
  });

  it('say why it did not', () => {
    const still = trace({ step: { atStart: 0, before: 0, after: 0, writes: [] } });
    expect(phaseWords('increment', still)[0]).toBe(
      'global_step stays 0: minimize is not passed it, and nothing else adds to it',
    );
    expect(phaseWords('increment', trace({ step: null }))).toEqual(['This program has no step variable to add to.']);
  });

  it('name every mover of a step by its own name and line', () => {
    const writes = [
      { operation: 'AssignAdd', isTrainOp: true },
      { operation: 'AssignAdd', isTrainOp: false },
    ];
    const location = (line: number) => ({ file: 'a', cell: null, line, column: 1, endLine: line, endColumn: 2 });
    const two: Wiring = {
      ...noWiring,
      nodes: [
        { id: 'step', kind: 'step', label: verbatim('global_step'), location: null, column: 'global_step' },
        { id: 'train-op', kind: 'train-op', label: verbatim('apply_gradients'), location: location(9), column: null },
        { id: 'mover-9', kind: 'mover', label: verbatim('assign_add'), location: location(10), column: null },
      ],
      edges: [
        { from: 'train-op', to: 'step', kind: 'moves', phase: 'increment' },
        { from: 'mover-9', to: 'step', kind: 'moves', phase: 'increment' },
      ],
    };
    const twice = trace({ step: { atStart: 0, before: 0, after: 2, writes } });
    expect(phaseWords('increment', twice, { schedule: null, wiring: two, ownFile: null })).toEqual([
      'global_step: 0 → 2, by apply_gradients (line 9), assign_add (line 10)',
    ]);
    const byHand = trace({ step: { atStart: 4, before: 5, after: 6, writes: writes.slice(1) } });
    expect(phaseWords('increment', byHand)).toEqual([
      'Before this run, another run of the program changed it: 4 → 5.',
      'global_step: 5 → 6, by AssignAdd',
    ]);
  });

  it('put the step’s numbers into the schedule’s formula, where that is the rate', () => {
    const decay = { learningRate: 0.1, decaySteps: 10, decayRate: 2, staircase: false };
    const exponential = { kind: 'exponential_decay', ...decay } as const;
    const at = trace({ rate: 0.123114444, step: { atStart: 3, before: 3, after: 4, writes: [] } });
    expect(phaseWords('rate', at, { schedule: exponential, wiring: null, ownFile: null })).toEqual([
      'at global_step 3: learning_rate = 0.1 × 2^(3/10) = 0.12311',
    ]);
    expect(rateFormula({ ...exponential, staircase: true }, 13, 0.2)).toBe('0.1 × 2^⌊13/10⌋');
    expect(rateFormula({ kind: 'inverse_time_decay', ...decay }, 5, 0.05)).toBe('0.1 / (1 + 2 × (5/10))');
    // The program halves the schedule's value: the formula alone would be false.
    expect(rateFormula(exponential, 3, 0.0615)).toBeNull();
  });

  it('are passed over where nothing happens', () => {
    expect(isEmptyPhase('feed', trace())).toBe(true);
    expect(isEmptyPhase('update', trace())).toBe(false);
    const empty = new Set(['feed', 'average', 'read'] as const);
    expect(movedPast({ iteration: 1, phase: 'increment' }, 1, 2, empty)).toEqual({ iteration: 2, phase: 'forward' });
    expect(movedPast({ iteration: 2, phase: 'forward' }, -1, 2, empty)).toEqual({ iteration: 1, phase: 'increment' });
    expect(movedPast({ iteration: 2, phase: 'increment' }, 1, 2, empty)).toEqual({ iteration: 2, phase: 'increment' });
  });

  it('write an update out with its numbers: by name first where the optimizer has slots', () => {
    expect(phaseWords('update', trace())).toEqual(['w: 1 − 0.1 × (-3) = 1.3']);
    const update = { operation: 'ApplyMomentum', before: { shape: [2], values: [1, 2] } };
    const momentum = trace({
      updates: [
        {
          ...update,
          variable: 'v',
          after: { shape: [2], values: [1, 2.3] },
          formula: {
            element: [1],
            equations: [
              { slot: 'momentum', symbols: 'momentum × 0.9 + g', numbers: [-1, ' × ', 0.9, ' + ', -2.1], result: -3 },
              {
                slot: null,
                symbols: 'v − learning_rate × momentum′',
                numbers: [2, ' − ', 0.1, ' × ', -3],
                result: 2.3,
              },
            ],
          },
        },
        { ...update, variable: 'b', after: { shape: [2], values: [1.1, 2.1] }, formula: null },
      ],
    });
    expect(phaseWords('update', momentum)).toEqual([
      'momentum′ = momentum × 0.9 + g',
      'v′ = v − learning_rate × momentum′',
      'v: [1, 2] (2) → [1, 2.3] (2) (ApplyMomentum)',
      'momentum: -1 × 0.9 + (-2.1) = -3',
      'v[1]: 2 − 0.1 × (-3) = 2.3',
      'b: [1, 2] (2) → [1.1, 2.1] (2) (ApplyMomentum)',
    ]);
  });

  it('put a number below 0 in brackets where a sign stands before it, or a power behind it', () => {
    expect(equationText([-3, ' × √', -2, ' + (', -1, '²)'])).toBe('-3 × √(-2) + ((-1)²)');
    expect(equationText([-0.00001, ' + ', 1e-8])).toBe('-1e−5 + 1e−8');
    expect(equationText(['|', -3, '| − max(', -1, ', ', -2, ')'])).toBe('|-3| − max(-1, (-2))');
  });

  it('put into a moving average’s decay, and into the average, the numbers that they are computed from', () => {
    const averaged = trace({
      averages: [
        {
          decay: 0.25,
          limit: 0.99,
          count: 2,
          averages: [
            { name: 'w', before: scalar(4), difference: scalar(6), after: scalar(-0.5) },
            {
              name: 'b',
              before: { shape: [2], values: [1, 2] },
              difference: null,
              after: { shape: [2], values: [3, 4] },
            },
          ],
        },
      ],
    });
    expect(phaseWords('average', averaged)).toEqual([
      'decay = min(0.99, (1 + 2) / (10 + 2)) = 0.25',
      'average(w) = 0.25 × 4 + (1 − 0.25) × (-2) = -0.5',
      'average(b): [1, 2] (2) → [3, 4] (2)',
    ]);
    expect(isEmptyPhase('average', averaged)).toBe(false);
    expect(isEmptyPhase('average', trace())).toBe(true);
    expect(valuesAt('increment', averaged).has('shadow_decay')).toBe(false);
    expect(valuesAt('average', averaged).get('shadow_decay')).toBe('0.25');
  });

  it('are there for every phase of a program that has nothing', () => {
    const empty = trace({
      loss: null,
      lossValue: null,
      gradients: [],
      rate: null,
      updates: [],
      step: null,
      read: { step: null, rate: null },
    });
    for (const phase of ['feed', 'forward', 'gradients', 'rate', 'update', 'increment', 'read'] as const) {
      expect(phaseWords(phase, empty)[0]?.length, phase).toBeGreaterThan(5);
    }
  });

  it('shorten tensors and numbers, and hide neither NaN nor infinity', () => {
    expect(tensorText({ shape: [10, 1], values: [1, 1.11111, 1.2222, 1.3] })).toBe('[1, 1.1111, 1.2222, …] (10×1)');
    expect(tensorText(scalar(0.1))).toBe('0.1');
    expect([Number.NaN, Number.NEGATIVE_INFINITY, 0.10717735].map(numberText)).toEqual(['NaN', '-Infinity', '0.10718']);
  });
});

describe('the values on the nodes', () => {
  it('are those that have been computed by then', () => {
    const at = (phase: Parameters<typeof valuesAt>[0]) => Object.fromEntries(valuesAt(phase, trace()));
    expect(at('feed')).toEqual({ global_step: '0', w: '1' });
    expect(at('rate')).toEqual({ global_step: '0', w: '1', loss: '4', learning_rate: '0.1' });
    expect(at('update')).toMatchObject({ global_step: '0', w: '1.3' });
    expect(at('increment')).toMatchObject({ global_step: '1', learning_rate: '0.1' });
    expect(at('read')).toMatchObject({ learning_rate: '0.10718' });
  });
});

describe('the wiring', () => {
  const wiring: Wiring = {
    ...noWiring,
    nodes: [
      { id: 'step', kind: 'step', label: verbatim('global_steps'), location: null, column: 'global_step' },
      { id: 'train-op', kind: 'train-op', label: verbatim('minimize'), location: null, column: null },
      { id: 'mover', kind: 'mover', label: verbatim('assign_add'), location: null, column: null },
    ],
    edges: [
      { from: 'train-op', to: 'step', kind: 'moves', phase: 'increment' },
      { from: 'mover', to: 'step', kind: 'moves', phase: 'increment' },
    ],
  };

  it('says in words what it shows: twice is twice, missing is missing, never is never', () => {
    expect(wordsOf(wiring)).toEqual([
      'minimize increments global_steps.',
      'assign_add increments global_steps.',
      'global_steps is incremented 2 times in every iteration.',
    ]);
    const [train] = wiring.edges;
    expect(wordsOf({ ...wiring, edges: [{ ...train!, kind: 'missing' }] })[0]).toMatch(
      /^Missing: minimize is not passed/,
    );
    expect(wordsOf({ ...wiring, edges: [{ ...train!, phase: null }] })[0]).toMatch(/never runs it/);
  });

  it('is laid out without one box on another, and keeps both of two edges', () => {
    const picture = placed(wiring);
    expect(picture.edges).toHaveLength(2);
    expect(picture.width).toBeLessThan(250);
    picture.nodes.forEach((one, index) => {
      for (const other of picture.nodes.slice(index + 1)) {
        const apartX = Math.abs(one.x - other.x) >= (one.width + other.width) / 2;
        const apartY = Math.abs(one.y - other.y) >= (one.height + other.height) / 2;
        expect(apartX || apartY).toBe(true);
      }
    });
  });

  it('of nothing has no size', () => {
    expect(placed(noWiring)).toEqual({ width: 0, height: 0, nodes: [], edges: [] });
  });

  it('has one layout for both runs, with room for what is written at an edge', () => {
    const [edge] = wiring.edges;
    const missing: Wiring = { ...wiring, nodes: wiring.nodes.slice(0, 2), edges: [{ ...edge!, kind: 'missing' }] };
    const [one, other] = placedTogether([wiring, missing]);
    const placesOf = (picture = one) => new Map(picture?.nodes.map(({ node, x, y }) => [node.id, [x, y]]));
    for (const [id, place] of placesOf(other)) expect(placesOf().get(id)).toEqual(place);
    const signs = one?.edges.flatMap(({ sign }) => sign ?? []) ?? [];
    expect(signs).toHaveLength(2);
    expect(Math.abs((signs[0]?.x ?? 0) - (signs[1]?.x ?? 0))).toBeGreaterThan(20);
    expect(other?.edges[0]?.sign).toEqual(signs[0]);
  });

  it('keeps twice the room for a Chinese character', () => {
    const widthOf = (label: string): number => {
      const node = { id: 'feed', kind: 'feed', label: verbatim(label), location: null, column: null } as const;
      return placed({ ...noWiring, nodes: [node] }).nodes[0]?.width ?? 0;
    };
    expect(widthOf('喂入')).toBe(widthOf('feed'));
    expect(widthOf('喂入 x')).toBe(widthOf('feed x'));
  });

  it('breaks long names where a word ends', () => {
    expect(labelLines('minimize')).toEqual(['minimize']);
    expect(labelLines('GradientDescentOptimizer')).toEqual(['GradientDescent', 'Optimizer']);
    expect(labelLines('noisy_linear_cosine_decay')).toEqual(['noisy_linear_', 'cosine_decay']);
    expect(labelLines('w, b, hidden_kernel, hidden_bias')).toEqual(['w, b, hidden_', 'kernel, hidden_', 'bias']);
    expect(labelLines('x'.repeat(40))).toEqual(['x'.repeat(40)]);
  });
});
