import { describe, expect, it } from 'vitest';
import { message, verbatim } from '../../../src/base/message';
import type { AskableValues } from '../../../src/protocol/asked-values';
import { decodeHostMessage, decodeWebviewMessage as decodeMessage } from '../../../src/protocol/decode';
import { unchanged, type Variation } from '../../../src/protocol/playground';
import type { HostMessage, SourceLocation, WebviewMessage } from '../../../src/protocol/training-messages';

const location: SourceLocation = { file: 'file:///a.py', cell: null, line: 9, column: 5, endLine: 9, endColumn: 13 };

const variation: Variation = {
  schedule: { kind: 'exponential_decay', learningRate: 0.1, decaySteps: 10, decayRate: 2, staircase: false },
  optimizer: null,
  seed: 7,
  iterations: 30,
};

const hostMessages: HostMessage[] = [
  {
    type: 'snapshot-taken',
    snapshot: {
      title: 'train.py',
      verdict: {
        kind: 'missing',
        answer: message('the loop never ends'),
        sentence: message('{0}.', message('the loop never ends')),
        details: [message('{0}.', message('rate never changes'))],
        change: { text: message('{0} is left out', 'x'), location },
        isEndless: true,
        fix: message('{0} is left out', 'x'),
      },
      runs: [
        {
          id: 'as-written',
          variant: 'as-written',
          label: 'as written',
          case: 'missing',
          passesGlobalStep: true,
          columns: ['iteration', 'global_step', 'learning_rate', 'loss', 'w'],
          absent: ['loss'],
          plannedIterations: 10,
          isEndless: false,
          lossOf: 'stand-in-data',
          wiring: {
            nodes: [{ id: 'step', kind: 'step', label: verbatim('global_steps'), location, column: 'global_step' }],
            edges: [
              { from: 'train-op', to: 'step', kind: 'missing', phase: 'increment' },
              { from: 'mover-3', to: 'step', kind: 'moves', phase: null },
            ],
            places: {
              feed: null,
              forward: location,
              gradients: location,
              rate: location,
              update: location,
              increment: location,
              average: null,
              read: null,
            },
          },
          location,
          isVaried: true,
          execution: { kind: 'compiled', usesSimd: true },
          nonFinite: { iteration: 8, message: message('loss is {0}', 'NaN') },
          output: {
            lines: [['0.1 ', null], []],
            checkpoints: ['model.ckpt-0'],
            end: message('loss is {0}', 'NaN'),
          },
          kept: {
            training: 1,
            name: 'slower',
            isPinned: true,
            isHidden: false,
            iterations: 10,
            lastRow: [10, 10, 0.2, Number.NaN],
            differences: [{ label: verbatim('decay_steps'), then: verbatim('10'), now: null }],
          },
        },
      ],
      trainOps: {
        ops: [{ label: message('{0}()', 'minimize'), location, times: 3 }],
        shown: 0,
        order: [[0], [0, 1], []],
        runs: 3,
      },
      entries: [{ label: message('optimizer'), value: verbatim('GradientDescentOptimizer'), location: null }],
      unresolved: [
        {
          what: message('loss'),
          why: message('{0} is not known', 'f()'),
          standIn: verbatim('a parabola'),
          location: { ...location, cell: 2 },
          field: {
            id: 'loss',
            kind: 'number',
            value: 1,
            least: 0,
            most: null,
            choices: [message('data')],
            isSet: true,
          },
        },
      ],
      sources: [{ file: 'file:///a.py', cell: null, text: 'import tensorflow as tf' }],
      state: { kind: 'loading' },
      playground: {
        source: {
          schedule: { kind: 'piecewise_constant', boundaries: [5], values: [0.1, 0.01] },
          problem: null,
          isWholeRate: true,
          optimizer: { name: 'MomentumOptimizer', settings: { momentum: 0.9, use_nesterov: true } },
          seed: null,
          iterations: 10,
          firstStep: 0,
          lastStep: 10,
        },
        variation,
      },
      isOutOfDate: false,
    },
  },
  { type: 'program-changed', isOutOfDate: true },
  { type: 'preview-told', preview: 3, told: { type: 'state-changed', state: { kind: 'running' } } },
  {
    type: 'step-traced',
    iteration: 4,
    traces: [
      {
        runId: 'as-written',
        iteration: 4,
        feeds: [{ name: 'x', tensor: { shape: [10, 1], values: [1, 1.5] } }],
        loss: { shape: [10, 1], values: [0.5, Number.NaN] },
        lossValue: 0.25,
        gradients: [{ name: 'w', tensor: { shape: [], values: [-3] } }],
        rate: 0.1,
        updates: [
          {
            variable: 'w',
            operation: 'ApplyGradientDescent',
            before: { shape: [], values: [0] },
            after: { shape: [], values: [0.3] },
            formula: {
              element: [2, 0],
              equations: [
                { slot: null, symbols: 'w − learning_rate × g', numbers: [0, ' − ', 0.1, ' × ', -3], result: 0.3 },
              ],
            },
          },
        ],
        step: { atStart: 3, before: 3, after: 4, writes: [{ operation: 'AssignAdd', isTrainOp: true }] },
        averages: [
          {
            decay: 0.25,
            limit: 0.99,
            count: 2,
            averages: [
              {
                name: 'w',
                before: { shape: [], values: [0] },
                difference: { shape: [], values: [-0.3] },
                after: { shape: [], values: [0.225] },
              },
              { name: 'loss', before: { shape: [], values: [0] }, difference: null, after: { shape: [], values: [1] } },
            ],
          },
        ],
        read: { step: 4, rate: null },
      },
    ],
    problem: null,
  },
  { type: 'step-traced', iteration: 4, traces: [], problem: message('the training thread is gone: restart it') },
  {
    type: 'steps-recorded',
    runId: 'as-written',
    batch: 3,
    rows: { firstRow: 2, count: 2, values: new Float64Array(8).buffer },
  },
  { type: 'state-changed', state: { kind: 'running' } },
  { type: 'state-changed', state: { kind: 'paused' } },
  { type: 'state-changed', state: { kind: 'ended', reason: 'non-finite', message: message('loss is {0}', 'NaN') } },
  { type: 'state-changed', state: { kind: 'failed', message: verbatim('out of memory'), location: null } },
  { type: 'download-file', name: 'train.csv', bytes: new Uint8Array([1, 2]).buffer },
];

const webviewMessages: WebviewMessage[] = [
  { type: 'announce-ready' },
  { type: 'acknowledge-steps', batch: 7 },
  { type: 'pause-runs' },
  { type: 'resume-runs' },
  { type: 'step-runs' },
  { type: 'stop-runs' },
  { type: 'restart-runs' },
  { type: 'read-again' },
  { type: 'fix-program' },
  { type: 'run-variation', variation },
  { type: 'preview-variation', preview: 3, variation, countsStep: true },
  { type: 'acknowledge-preview', preview: 3, batch: 0 },
  { type: 'end-preview' },
  { type: 'apply-variation', variation: unchanged },
  { type: 'copy-schedule', target: 'compat.v1', variation },
  { type: 'reveal-source', location },
  { type: 'highlight-source', location },
  { type: 'highlight-source', location: null },
  { type: 'trace-step', iteration: 3 },
  { type: 'run-to', iteration: 12 },
  { type: 'set-values', values: { rate: 0.5 } },
  { type: 'mark-run', runId: 'a', name: null, isPinned: true, isHidden: false },
  { type: 'delete-run', runId: 'a' },
  { type: 'replay-run', runId: 'a' },
  { type: 'save-picture', format: 'svg', column: 'loss', content: '<svg/>' },
  { type: 'export-rows', format: 'tensorboard' },
];

const field = { choices: [], least: null, most: null, value: 1, isSet: false };
const askable: AskableValues = {
  fields: [
    { ...field, id: 'rate', kind: 'number', least: 0 },
    { ...field, id: 'share', kind: 'number', least: 0, most: 1 },
    { ...field, id: 'free', kind: 'number' },
    { ...field, id: 'iterations', kind: 'int', least: 1, most: 1_000_000 },
    { ...field, id: 'decay_steps', kind: 'int', least: 1 },
    { ...field, id: 'staircase', kind: 'choice', choices: [message('data'), message('loss')] },
  ],
  lastIteration: 1_000_010,
};
const decodeWebviewMessage = (value: unknown): ReturnType<typeof decodeMessage> => decodeMessage(value, askable);

/** Every path to a value inside a message, outermost first. */
function paths(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null || value instanceof ArrayBuffer) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const inner = replaced((value as Record<string, unknown>)[key], rest, by);
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? inner : item));
  return { ...(value as object), [key]: inner };
}

describe('decodeHostMessage', () => {
  it.each(hostMessages)('passes $type on as it came', (message) => {
    expect(decodeHostMessage(structuredClone(message))).toEqual(message);
  });

  it('drops what is no part of the message', () => {
    const message = { type: 'state-changed', state: { kind: 'paused', extra: 1 }, extra: 2 };
    expect(decodeHostMessage(message)).toEqual({ type: 'state-changed', state: { kind: 'paused' } });
  });

  it.each(hostMessages)(
    'refuses $type when any single field of it is of another kind, and names the field',
    (message) => {
      for (const path of paths(message)) {
        const decoded = decodeHostMessage(replaced(message, path, () => 0));
        expect(decoded.type, path.join('.')).toBe('malformed-message');
      }
    },
  );

  it('refuses rows whose buffer holds no whole columns', () => {
    const rows = { firstRow: 0, count: 3, values: new Float64Array(8).buffer };
    expect(decodeHostMessage({ type: 'steps-recorded', runId: 'a', batch: 0, rows })).toMatchObject({
      type: 'malformed-message',
      problem: 'rows.values: 64 bytes are no whole columns of 3 float64',
    });
  });
});

describe('decodeWebviewMessage', () => {
  it.each(webviewMessages)('passes $type on as it came', (message) => {
    expect(decodeWebviewMessage(structuredClone(message))).toEqual(message);
  });

  it.each(webviewMessages)('refuses $type when any single field of it is of another kind', (message) => {
    for (const path of paths(message)) {
      expect(decodeWebviewMessage(replaced(message, path, () => 0)).type, path.join('.')).toBe('malformed-message');
    }
  });

  it.each([
    null,
    undefined,
    3,
    'pause-runs',
    [],
    {},
    { type: 'run-anything' },
    { type: 'acknowledge-steps', batch: -1 },
  ])('refuses %j', (value) => {
    expect(decodeWebviewMessage(value).type).toBe('malformed-message');
  });

  const beyond = [Number.NaN, Infinity, -Infinity, 1e308, -1e308, 3.5e38, '0.5', null, true, [1], { valueOf: 1 }];
  const ranges: readonly (readonly [string, readonly unknown[], readonly unknown[]])[] = [
    ['rate', [0, 0.5, 1e38], [-1e-9, -1, ...beyond]],
    ['share', [0, 1], [1.0001, -0.1, ...beyond]],
    ['free', [-3e38, 0], beyond],
    ['iterations', [1, 1_000_000], [0, -1, 1.5, 1_000_001, 2 ** 53, ...beyond]],
    ['decay_steps', [1, 2 ** 53 - 1], [0, 0.5, 2 ** 53, 1e300, ...beyond]],
    ['staircase', [0, 1], [2, -1, 0.5, ...beyond]],
    ['no_such_field', [], [0, 1]],
    ['__proto__', [], [0, 1]],
  ];

  it.each(ranges)('holds the field %s to the range that it declares', (id, taken, refused) => {
    for (const value of taken) {
      const message = { type: 'set-values', values: { [id]: value } };
      expect(decodeWebviewMessage(message), String(value)).toEqual(message);
    }
    for (const value of refused) {
      const values = JSON.parse(`{${JSON.stringify(id)}:0}`) as Record<string, unknown>;
      Object.defineProperty(values, id, { value, enumerable: true });
      const decoded = decodeWebviewMessage({ type: 'set-values', values });
      expect(decoded, String(value)).toMatchObject({ type: 'malformed-message' });
      expect((decoded as { problem: string }).problem).toContain(`values.${id}`);
    }
  });

  it('holds the arguments of a schedule and an optimizer to what they take', () => {
    const refuses = (asked: object): boolean =>
      ['run-variation', 'apply-variation'].every(
        (type) => decodeWebviewMessage({ type, variation: { ...unchanged, ...asked } }).type === 'malformed-message',
      );
    const decay = { kind: 'exponential_decay', learningRate: 0.1, decaySteps: 10, decayRate: 0.5, staircase: false };
    const steps = { kind: 'piecewise_constant', boundaries: [5], values: [0.1, 0.01] };
    for (const iterations of [1, 1_000_000]) expect(refuses({ iterations })).toBe(false);
    for (const iterations of [0, 1_000_001, 2.5, -1, '5']) expect(refuses({ iterations })).toBe(true);
    expect(refuses({ schedule: decay })).toBe(false);
    for (const wrong of [
      { learningRate: 1e308 },
      { learningRate: Number.NaN },
      { learningRate: -1 },
      { decaySteps: 0 },
      { decaySteps: -5 },
      { decaySteps: Infinity },
      { decayRate: -0.1 },
      { staircase: 1 },
    ])
      expect(refuses({ schedule: { ...decay, ...wrong } }), JSON.stringify(wrong)).toBe(true);
    expect(refuses({ schedule: steps })).toBe(false);
    expect(refuses({ schedule: { ...steps, boundaries: [5, 4], values: [1, 2, 3] } })).toBe(true);
    const many = Array.from({ length: 20_000 }, (_, index) => index);
    expect(refuses({ schedule: { ...steps, boundaries: many, values: [...many, 0] } })).toBe(true);
    const adam = (settings: object): object => ({ optimizer: { name: 'AdamOptimizer', settings } });
    expect(refuses(adam({ beta1: 0.5 }))).toBe(false);
    for (const wrong of [{ beta1: true }, { beta1: Number.NaN }, { beta1: 1e308 }, { rho: 1 }, { constructor: 1 }])
      expect(refuses(adam(wrong)), JSON.stringify(wrong)).toBe(true);
    for (const seed of [-1, 1.5, 1e308, Number.NaN]) expect(refuses({ seed })).toBe(true);
  });

  it('trains to no iteration that is beyond what can be asked for', () => {
    const runTo = (iteration: unknown): string => decodeWebviewMessage({ type: 'run-to', iteration }).type;
    expect([1, 1_000_010].map(runTo)).toEqual(['run-to', 'run-to']);
    for (const wrong of [0, -1, 1.5, 1_000_011, 2 ** 53 - 1, 1e308, Number.NaN]) {
      expect(runTo(wrong), String(wrong)).toBe('malformed-message');
      expect(decodeWebviewMessage({ type: 'trace-step', iteration: wrong }).type).toBe('malformed-message');
    }
  });

  it('takes no text without an end', () => {
    const mark = { type: 'mark-run', runId: 'a', name: 'x', isPinned: true, isHidden: false };
    expect(decodeWebviewMessage({ ...mark, name: 'x'.repeat(1001) }).type).toBe('malformed-message');
    expect(decodeWebviewMessage({ ...mark, runId: 'x'.repeat(1001) }).type).toBe('malformed-message');
  });
});
