import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebviewMessage } from '../../../src/protocol/training-messages';
import { unchanged } from '../../../src/protocol/playground';
import { type Harness, type HarnessOptions, openHarness } from '../../webview-harness/harness.mjs';

// The playground in a real browser: every control by keyboard, the curve at once, and what is asked of the host.
let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(async () => {
  await harness.dispose();
});

async function look(options: HarnessOptions, inspect: (page: Page) => Promise<void>): Promise<void> {
  const { page, problems } = await harness.show(options);
  await inspect(page);
  expect(problems).toEqual([]);
}

const posted = async (page: Page): Promise<WebviewMessage[]> =>
  (await page.evaluate<WebviewMessage[]>('window.posted')).filter(
    ({ type }) =>
      !/^(?:announce-ready|acknowledge-steps|acknowledge-preview|end-preview|highlight-source|preview-variation|trace-step)$/.test(
        type,
      ),
  );
const requested = async (page: Page): Promise<WebviewMessage[]> =>
  (await page.evaluate<WebviewMessage[]>('window.posted')).filter(({ type }) => /preview/.test(type));
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const readings = (page: Page): Promise<string[]> =>
  page.locator('.rate-curve .legend li:not([hidden]) code').allTextContents();
const changes = (page: Page): Promise<string[]> => page.locator('.playground .differences li').allTextContents();
const choose = async (page: Page, label: string, option: string): Promise<void> => {
  const list = page.locator(`vscode-dropdown[aria-label="${label}"]`);
  await list.click();
  await list.getByRole('option', { name: option, exact: true }).click();
};

describe('the playground', () => {
  it('redraws with every letter, and trains, applies and copies what it shows', async () => {
    await look({}, async (page) => {
      await expect.poll(() => readings(page)).toEqual(['0.2', '0.2']);
      await field(page, 'decay_steps').fill('5');
      await expect.poll(() => readings(page)).toEqual(['0.4', '0.2']);
      await expect.poll(() => changes(page)).toEqual(['decay_steps: 10 → 5']);
      await page.getByRole('button', { name: 'Apply to source…' }).click();
      await page.getByRole('button', { name: 'Copy the schedule as PyTorch code' }).click();
      await page.getByRole('button', { name: 'Run this' }).click();
      const schedule = { kind: 'exponential_decay', learningRate: 0.1, decaySteps: 5, decayRate: 2, staircase: false };
      const variation = { ...unchanged, schedule };
      await expect
        .poll(() => posted(page))
        .toEqual([
          { type: 'apply-variation', variation },
          { type: 'copy-schedule', target: 'pytorch', variation },
          { type: 'run-variation', variation },
        ]);
    });
  });

  it('previews rate and loss in the charts, with the step and without, and leaves the list of runs alone', async () => {
    await look({}, async (page) => {
      const told = page.locator('.playground .previewed');
      const legend = (column: string): Promise<string[]> =>
        page.locator(`[data-chart="${column}"] .legend li`).allTextContents();
      await expect.poll(() => told.textContent()).toMatch(/^The run “corrected” uses these values: its loss is /);
      await field(page, 'decay_steps').fill('5');
      await expect.poll(() => told.textContent()).toMatch(/^Preview: the loss is \S+ after iteration 10 of 10\.$/);
      for (const column of ['learning_rate', 'loss'])
        await expect
          .poll(async () => (await legend(column)).filter((entry) => entry.startsWith('in the preview')))
          .toHaveLength(1);
      await expect.poll(() => page.locator('.kept-run').count()).toBe(0);
      await expect.poll(() => page.locator('[data-run-card]').count()).toBe(2);
      await page.getByRole('checkbox', { name: 'step passed' }).click();
      const schedule = { kind: 'exponential_decay', learningRate: 0.1, decaySteps: 5, decayRate: 2, staircase: false };
      const variation = { ...unchanged, schedule };
      await expect
        .poll(async () => (await requested(page)).filter(({ type }) => type !== 'end-preview'))
        .toEqual([
          { type: 'preview-variation', preview: 1, variation, countsStep: true },
          { type: 'acknowledge-preview', preview: 1, batch: 0 },
          { type: 'preview-variation', preview: 2, variation, countsStep: false },
          { type: 'acknowledge-preview', preview: 2, batch: 0 },
        ]);
      // What is trained already is not trained again.
      await field(page, 'decay_steps').fill('10');
      await expect.poll(() => told.textContent()).toMatch(/^The run “as written” uses these values: its loss is /);
      await expect.poll(() => legend('loss')).toHaveLength(2);
      await expect.poll(async () => (await requested(page)).at(-1)).toEqual({ type: 'end-preview' });
    });
  });

  it.each([
    ['preview-reading', /^The loss follows: the program is being read\.$/],
    ['preview-running', /^Preview: the loss is \S+ after iteration 5 of 10\.$/],
    ['preview-failed', /^The loss is not previewed: No train op of this program is run\.+$/],
  ])('says how far it is: %s', async (scene, words) => {
    await look({ scene }, async (page) => {
      await field(page, 'decay_steps').fill('5');
      await expect.poll(() => page.locator('.playground .previewed').textContent()).toMatch(words);
      await expect.poll(() => readings(page)).toEqual(['0.4', '0.2']);
    });
  });

  it('has a control for each argument of each of the ten kinds, and draws each', async () => {
    const fields: Readonly<Record<string, readonly string[]>> = {
      constant: ['learning_rate'],
      natural_exp_decay: ['learning_rate', 'decay_steps', 'decay_rate'],
      inverse_time_decay: ['learning_rate', 'decay_steps', 'decay_rate'],
      piecewise_constant: ['boundaries', 'values'],
      polynomial_decay: ['learning_rate', 'decay_steps', 'end_learning_rate', 'power'],
      cosine_decay: ['learning_rate', 'decay_steps', 'alpha'],
      cosine_decay_restarts: ['learning_rate', 'first_decay_steps', 't_mul', 'm_mul', 'alpha'],
      linear_cosine_decay: ['learning_rate', 'decay_steps', 'num_periods', 'alpha', 'beta'],
      noisy_linear_cosine_decay: [
        'learning_rate',
        'decay_steps',
        'initial_variance',
        'variance_decay',
        'num_periods',
        'alpha',
        'beta',
      ],
      exponential_decay: ['learning_rate', 'decay_steps', 'decay_rate'],
    };
    await look({}, async (page) => {
      for (const [kind, names] of Object.entries(fields)) {
        await choose(page, 'Schedule', kind);
        await expect
          .poll(() => page.locator('.playground .settings').first().locator('vscode-text-field').allTextContents())
          .toEqual(names);
        await expect.poll(async () => Number((await readings(page))[0]), { message: kind }).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('says what is wrong, and then neither trains nor writes', async () => {
    await look({}, async (page) => {
      const run = page.getByRole('button', { name: 'Run this' });
      const problem = page.locator('.playground .field-problem');
      await field(page, 'decay_steps').fill('ten');
      await expect.poll(() => problem.textContent()).toBe('decay_steps: enter a number.');
      await expect.poll(() => run.isDisabled()).toBe(true);
      await expect.poll(() => field(page, 'decay_steps').getAttribute('aria-invalid')).toBe('true');
      await field(page, 'decay_steps').fill('0');
      await expect.poll(() => problem.textContent()).toBe('decay_steps must be above 0.');
      await choose(page, 'Schedule', 'piecewise_constant');
      await field(page, 'boundaries').fill('5, 3');
      await expect.poll(() => problem.textContent()).toBe('boundaries must ascend.');
      await field(page, 'boundaries').fill('3, 5');
      await expect.poll(() => problem.textContent()).toBe('values needs one number more than boundaries has.');
      await field(page, 'values').fill('[0.3, 0.2, 0.1]');
      await expect.poll(() => problem.textContent()).toBe('');
      await expect.poll(() => readings(page)).toEqual(['0.1', '0.2']);
      await field(page, 'set_random_seed').fill('-1');
      await expect.poll(() => problem.textContent()).toMatch(/whole number/);
      await page.getByRole('button', { name: 'Reset to source' }).click();
      await expect.poll(() => problem.textContent()).toBe('');
      await expect.poll(() => changes(page)).toEqual(['Nothing is changed.']);
    });
  });

  it('works by keyboard alone: arrow keys in fields and on the curve', async () => {
    await look({}, async (page) => {
      await field(page, 'learning_rate').focus();
      await page.keyboard.press('ArrowUp');
      await expect.poll(() => changes(page)).toEqual(['learning_rate: 0.1 → 0.11']);
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => changes(page)).toEqual(['Nothing is changed.']);
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => changes(page)).toEqual(['learning_rate: 0.1 → 0.099']);
      await field(page, 'decay_steps').focus();
      await page.keyboard.press('ArrowUp');
      await expect.poll(() => changes(page)).toEqual(['learning_rate: 0.1 → 0.099', 'decay_steps: 10 → 11']);
      const plot = page.locator('.rate-plot');
      await plot.focus();
      await page.keyboard.press('Home');
      await expect
        .poll(() => plot.getAttribute('aria-valuetext'))
        .toBe('step 0: in the playground 0.099, in the program 0.1');
    });
  });

  it('has a slider where a number has a range: for steps, the training, and for what is kept of the past', async () => {
    await look({}, async (page) => {
      const sliders = (): Promise<string[]> =>
        page.evaluate(`[...document.querySelectorAll('.playground input[type=range]')].map(
          ({ ariaLabel, min, max }) => [ariaLabel, min, max].join(' '))`);
      await expect.poll(sliders).toEqual(['decay_steps 1 10']);
      const steps = page.getByRole('slider', { name: 'decay_steps' });
      await steps.focus();
      await page.keyboard.press('ArrowLeft');
      await expect.poll(() => changes(page)).toEqual(['decay_steps: 10 → 9']);
      await expect.poll(() => field(page, 'decay_steps').inputValue()).toBe('9');
      await field(page, 'decay_steps').fill('4');
      await expect.poll(() => steps.inputValue()).toBe('4');
      await choose(page, 'Schedule', 'cosine_decay');
      await choose(page, 'Optimizer', 'Adam');
      await expect.poll(sliders).toEqual(['decay_steps 1 10', 'alpha 0 1', 'beta1 0 0.999', 'beta2 0 0.999']);
      await expect.poll(() => page.getByRole('slider', { name: 'beta2' }).inputValue()).toBe('0.999');
    });
  });

  it('trains another number of iterations, and draws the rate over them', async () => {
    await look({}, async (page) => {
      await field(page, 'iterations').fill('20');
      await expect.poll(() => changes(page)).toEqual(['iterations: 10 → 20']);
      await expect.poll(() => readings(page)).toEqual(['0.4', '0.4']);
      await expect.poll(() => page.getByRole('slider', { name: 'decay_steps' }).getAttribute('max')).toBe('20');
      await page.getByRole('button', { name: 'Run this' }).click();
      await expect
        .poll(() => posted(page))
        .toEqual([{ type: 'run-variation', variation: { ...unchanged, iterations: 20 } }]);
      await field(page, 'iterations').fill('0');
      const problem = page.locator('.playground .field-problem');
      await expect.poll(() => problem.textContent()).toMatch(/^iterations: enter a whole number of at least 1/);
      await field(page, 'iterations').fill('');
      await expect.poll(() => changes(page)).toEqual(['Nothing is changed.']);
    });
    await look({ scene: 'endless' }, async (page) => {
      await expect.poll(() => field(page, 'set_random_seed').count()).toBe(1);
      await expect.poll(() => field(page, 'iterations').count()).toBe(0);
    });
  });

  it('draws the rate without the step passed, too', async () => {
    await look({}, async (page) => {
      await expect.poll(() => readings(page)).toEqual(['0.2', '0.2']);
      const passed = page.getByRole('checkbox', { name: 'step passed' });
      await passed.click();
      await expect.poll(() => readings(page)).toEqual(['0.1', '0.1']);
      await expect
        .poll(() => page.locator('.playground .course').textContent())
        .toBe('Without the step passed, it stays 0 and the rate 0.1.');
      await expect.poll(() => changes(page)).toEqual(['Nothing is changed.']);
      await passed.click();
      await expect.poll(() => readings(page)).toEqual(['0.2', '0.2']);
      await choose(page, 'Schedule', 'constant');
      await expect.poll(() => passed.isVisible()).toBe(false);
    });
  });

  it('keeps what is tried out beside a training under it, and says in the training what was changed', async () => {
    await look({ scene: 'varied' }, async (page) => {
      await expect
        .poll(() => changes(page))
        .toEqual([
          'decay_steps: 10 → 5',
          'optimizer: GradientDescentOptimizer → MomentumOptimizer',
          'seed: not set → 7',
        ]);
      await page.getByRole('button', { name: 'Change them' }).click();
      await expect
        .poll(() => page.evaluate<boolean>(`document.querySelector('.playground').contains(document.activeElement)`))
        .toBe(true);
      await expect.poll(() => page.locator('.stand-ins:visible').textContent()).toContain('decay_steps: 10 → 5');
      await expect
        .poll(() => page.locator('[data-run-card="as-written"] .origin').textContent())
        .toContain('changed in the playground');
      await page.getByRole('button', { name: 'Run the original' }).click();
      await expect.poll(() => posted(page)).toEqual([{ type: 'run-variation', variation: unchanged }]);
    });
  });
});

describe('a program that was edited', () => {
  it('is said to be, with the way to train it', async () => {
    await look({ scene: 'out-of-date' }, async (page) => {
      await page.getByRole('button', { name: 'Run again' }).click();
      await expect.poll(() => posted(page)).toEqual([{ type: 'read-again' }]);
      await page.evaluate(`window.send({ type: 'program-changed', isOutOfDate: false })`);
      await page.locator('.out-of-date').waitFor({ state: 'hidden' });
    });
  });
});
