import { marked } from 'marked';
import { describe, expect, it, vi } from 'vitest';
import type { Markdown } from '../../../src/base/escape/markdown';
import { english, message, say, verbatim } from '../../../src/base/message';
import { gapParagraphs } from '../../../src/present/check-gap';
import { explanationText } from '../../../src/present/explanation-text';
import {
  callParagraphs,
  type HoverVoice,
  scheduleParagraphs,
  suppressParagraphs,
} from '../../../src/present/hover-text';
import { curveFacts } from '../../../src/present/curve-text';
import { dashedOf } from '../../../src/present/dashed-curve';
import { hoverCommand, hoverText } from '../../../src/editor/host/markdown-string';
import { notify } from '../../../src/editor/host/notify';
import { localizedMarkdown } from '../../../src/editor/host/localize';
import type { CallReport, ReportedReader } from '../../../src/lint/finding';
import type { CallOutlook, ScheduleOutlook } from '../../../src/plan/outlook';
import { changesAfter, sampleCurve } from '../../../src/schedules/curve';
import { nastyTexts, randomTexts } from '../../fuzz/nasty-texts';

const notices: string[] = [];
vi.mock('vscode', () => ({
  MarkdownString: class {
    isTrusted: unknown;

    constructor(
      readonly value: string,
      readonly supportThemeIcons: boolean,
    ) {}
  },
  env: { language: 'en' },
  window: { showErrorMessage: (text: string) => Promise.resolve(void notices.push(text)) },
}));

const range = { file: 'file:///a.py', cell: null, start: 0, end: 8, line: 9, column: 63, endLine: 9, endColumn: 71 };
const reader: ReportedReader = {
  kind: 'exponential_decay',
  role: 'schedule',
  range,
  atStart: null,
  atEnd: null,
  start: 0,
  isStuck: true,
};
const voice: HoverVoice = {
  language: english,
  pageOf: (rule) => `https://docs.example/${rule}.md`,
};
const curve = sampleCurve((step) => 1 / (1 + step), 100);
const noDash = { frozenAt: null, curve: null, said: null };
const outlook: CallOutlook = {
  range,
  iterations: 100,
  passesGlobalStep: true,
  case: 'counted-twice',
  verdict: {
    answer: message('rate never changes'),
    sentence: message('Each iteration adds {0} to {1} ({2})', '2', 'step', 'x'),
    details: [],
    change: null,
  },
  asWritten: sampleCurve((step) => 1 / (1 + 2 * step), 100),
  counterpart: curve,
};
const texts = [...nastyTexts, ...randomTexts(5, 200)].filter((text) => text !== '');
const finding = {
  rule: 'growing-decay',
  severity: 'warning',
  range,
  message: verbatim('x'),
  related: [],
  fixes: [],
} as const;

/** What a hover makes of paragraphs: its tags but for those of our own words, and where its links and pictures lead. */
function read(paragraphs: readonly Markdown[]): { readonly tags: string[]; readonly addresses: string[] } {
  const { value, supportThemeIcons, isTrusted } = hoverText(paragraphs);
  expect([supportThemeIcons, isTrusted]).toEqual([false, undefined]);
  const html = marked.parse(value, { async: false, gfm: true });
  const own = new Set(['p', 'strong', 'code', 'ul', 'li']);
  return {
    tags: [...html.matchAll(/<([a-z]\w*)/gi)].map(([, name = '']) => name).filter((name) => !own.has(name)),
    addresses: [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address = '']) => address),
  };
}

describe('a hover', () => {
  it('holds no link, picture or command of a name, a path or a reason', () => {
    for (const text of texts) {
      const elsewhere = { ...range, file: `file:///a/${encodeURIComponent(text.replace(/\p{Cs}/gu, ''))}` };
      const call: CallReport = {
        range,
        call: text,
        optimizer: null,
        globalStep: text,
        verdict: 'warning',
        case: 'missing',
        answer: message('counts {0}', text),
        fix: null,
        dependents: [{ ...reader, kind: text, range: elsewhere }],
      };
      const known = { ...finding, rule: 'growing-decay' };
      for (const hovered of [call, { ...call, globalStep: null }]) {
        const found = read(callParagraphs({ call: hovered, outlook: null, findings: [known], isShown: false }, voice));
        expect(found, text).toEqual({ tags: ['a'], addresses: ['https://docs.example/growing-decay.md'] });
      }
      const gap = { message: verbatim(text), range };
      expect(read(gapParagraphs({ incomplete: gap, broken: gap }, english)), text).toEqual({ tags: [], addresses: [] });
      const schedule = { name: text, range, curve: null, why: verbatim(text), isPlanned: true };
      expect(read(scheduleParagraphs(schedule, null, voice)), text).toEqual({ tags: [], addresses: [] });
      const drawn = { address: 'data:image/svg+xml;base64,PHN2Zy8+', dashed: { ...noDash, said: verbatim(text) } };
      expect(read(scheduleParagraphs({ ...schedule, curve }, drawn, voice)), text).toEqual({
        tags: ['img'],
        addresses: ['data:image/svg+xml;base64,PHN2Zy8+'],
      });
      const silenced = { start: 0, end: 1, rules: [text, 'growing-decay'], scope: 'line' } as const;
      expect(read(suppressParagraphs(silenced, voice)).addresses).toEqual(['https://docs.example/growing-decay.md']);
    }
  });

  it('says what it said', () => {
    const call: CallReport = {
      range,
      call: 'minimize',
      optimizer: null,
      globalStep: 'global_step',
      verdict: 'ok',
      case: 'passed',
      answer: message('counts {0}', 'global_step'),
      fix: null,
      dependents: [{ ...reader, range: { ...range, line: 7 } }],
    };
    const said = callParagraphs({ call, outlook: null, findings: [], isShown: true }, voice);
    expect(hoverText(said).value).toBe(
      '**minimize**: counts global_step.\n\n- `exponential_decay` on line 7 reads the step',
    );
    const schedule = { name: 'exponential_decay', range, curve, why: null, isPlanned: true, goesOn: true };
    const address = 'data:,x';
    const dashed = dashedOf(schedule, [{ ...outlook, case: 'missing' }]);
    expect(hoverText(scheduleParagraphs(schedule, { address, dashed }, voice)).value).toBe(
      '**exponential_decay** over the 100 steps that this program trains: ' +
        'starts at **1** · is **0.009901** after 100 steps · still changes then\n\n' +
        '⚠ As written, nothing increments the step: the rate stays **1** (dashed).\n\n' +
        '![starts at 1 · is 0.009901 after 100 steps · still changes then](data:,x)',
    );
  });

  it('draws a double count beside the schedule, with what comes of it', () => {
    const schedule = { name: 'exponential_decay', range, curve, why: null, isPlanned: true, goesOn: true };
    const dashed = dashedOf(schedule, [outlook]);
    expect(dashed.curve).toBe(outlook.asWritten);
    const { value } = hoverText(scheduleParagraphs(schedule, { address: 'data:,x', dashed }, voice));
    expect(value).toContain('⚠ Each iteration adds 2 to step (x) Dashed: as written.');
    // A rate that starts elsewhere is not the schedule's alone; a program of several calls has no one curve.
    const other = { ...outlook, asWritten: sampleCurve(() => 0.5, 100) };
    expect([dashedOf(schedule, [other]), dashedOf(schedule, [outlook, outlook])]).toEqual([noDash, noDash]);
  });

  it('says whether a rate goes on, has ended, or changes later', () => {
    const said = (rateAt: (step: number) => number, steps: number): string | undefined => {
      const sampled = sampleCurve(rateAt, steps);
      return curveFacts(sampled, changesAfter(sampled, rateAt))
        .map((fact) => say(fact))
        .at(-1);
    };
    const polynomial = (step: number): number => Math.max(0.01, (100 - step) / 100);
    expect(said(polynomial, 50)).toBe('still changes then');
    expect(said(polynomial, 99)).toBe('has its last value then');
    expect(said(polynomial, 100)).toBe('stops changing at step **99**');
    const stairs = (step: number): number => 0.5 ** Math.floor(step / 30);
    expect(said(stairs, 100)).toBe('changes last at step **90**');
    expect(said(stairs, 20)).toBe('does not change before');
    expect(said(() => 1, 20)).toBe('never changes');
    expect(said((step) => (step < 100_000 ? 1 : 0.5), 1000)).toBe('does not change before');
  });

  it('says of a scheduler who steps it, and what its arguments count', () => {
    const pace = {
      updates: 1400,
      ticks: 14,
      isPart: false,
      isCounted: false,
      counting: ['step_size'],
      groups: { first: [1], last: [1 / 101] },
      standInBatches: 100,
    };
    const scheduler = { name: 'StepLR', range, curve, why: null, isPlanned: true, pace };
    const address = 'data:,x';
    const said = (schedule: ScheduleOutlook): string =>
      hoverText(scheduleParagraphs(schedule, { address, dashed: dashedOf(schedule, []) }, voice)).value;
    expect(said(scheduler)).toBe(
      '**StepLR** over the 100 steps of the optimizer that this program makes: ' +
        'starts at **1** · is **0.009901** after 100 steps · changes up to then\n\n' +
        'Stepped 14 times in 1,400 updates.\n\n' +
        'step_size: calls of step(), whether one is made a batch or an epoch.\n\n' +
        'How many batches a loader gives is not known: 100 an epoch stand in.\n\n' +
        '![starts at 1 · is 0.009901 after 100 steps · changes up to then](data:,x)',
    );
    const own = { ...scheduler, isPlanned: false, pace: { ...pace, updates: null, counting: [] } };
    expect(said(own)).toContain('over 100 steps of its own');
    expect(said(own)).toContain('No step of it is met where this program is read');
    expect(said({ ...own, standsAt: [1] })).toContain('⚠ As written, nothing steps it: the rate stays **1** (dashed).');
    expect(said({ ...own, standsAt: [1] })).not.toContain('No step of it is met');
    expect(said({ ...own, pace: { ...own.pace, isPart: true } })).toContain('Another scheduler steps it');
    expect(said({ ...scheduler, trainedBy: 'file:///a/my%20train.py' })).toContain(
      'Stepped 14 times in 1,400 updates.\n\nmy train.py trains with it: the numbers are of that program.',
    );
    const groups = { first: [1, 0.1], last: [1 / 101, 0.1] };
    expect(said({ ...scheduler, pace: { ...pace, groups } })).toContain(
      '2 groups of parameters: 1 / 0.1 → 0.009901 / 0.1. The curve is that of the first.',
    );
    const verdict = {
      answer: message('{0}', 'answer'),
      sentence: message(
        'This {0} is stepped before its optimizer: the learning rate ends at {1} and should end at {2}.',
        'StepLR',
        1,
        2,
      ),
      details: [],
      change: { text: message('{0} is stepped after each epoch', 'StepLR'), range },
    };
    const clock = { kind: 'scheduler-pace' as const, verdict, corrected: curve };
    expect(said({ ...scheduler, clock })).toContain(
      '⚠ This StepLR is stepped before its optimizer: the learning rate ends at 1 and should end at 2. Dashed: StepLR is stepped after each epoch.',
    );
  });

  it('trusts one command, in a text that holds nothing but its link', () => {
    for (const text of texts) {
      const target = { uri: `file:///${text}`, line: 1, cell: null };
      const link = hoverCommand('graph-line', 'Visualize', 'globalStep.visualize', target);
      expect(link.isTrusted).toEqual({ enabledCommands: ['globalStep.visualize'] });
      const [, argument = ''] =
        /^\[\$\(graph-line\) Visualize\]\(command:globalStep\.visualize\?([^()\s]*)\)$/.exec(link.value) ?? [];
      expect(JSON.parse(decodeURIComponent(argument))).toEqual([target]);
    }
  });
});

describe('an explanation', () => {
  it('holds no link, picture or HTML of a name or a log', () => {
    for (const text of texts) {
      const what = message('{0} reads {1}', text, text);
      const causes = [
        { certainty: 'found', what, advice: message('{0}', text), range },
        { certainty: 'possible', what, advice: what, range: null },
      ] as const;
      const explained = {
        kind: 'step-not-increased',
        quote: text,
        title: message('{0}', text),
        meaning: what,
        causes,
      } as const;
      const html = marked.parse(explanationText([explained], text, localizedMarkdown).text, {
        async: false,
        gfm: true,
      });
      const tags = new Set([...html.matchAll(/<([a-z]\w*)/gi)].map(([, name = '']) => name));
      expect(
        [...tags].filter((tag) => !['h1', 'h2', 'p', 'blockquote', 'ol', 'li', 'br'].includes(tag)),
        html,
      ).toEqual([]);
    }
  });
});

describe('a notification', () => {
  it('holds no link of an error', () => {
    void notify('error', 'it failed: [Fix](command:workbench.action.quit)\n\u202ex');
    expect(notices).toEqual(['it failed: [Fix] (command:workbench.action.quit)\\n\\u202ex']);
  });
});
