import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebviewMessage } from '../../../src/protocol/training-messages';
import { message } from '../../../src/base/message';
import { settled } from '../../helpers/settled.mjs';
import { type Harness, type HarnessOptions, openHarness } from '../../webview-harness/harness.mjs';

let harness: Harness;

beforeAll(async () => {
  harness = await openHarness();
});

afterAll(async () => {
  await harness.dispose();
});

/** Shows a scene and looks at it; whatever the page complained of fails the test. */
async function look(
  options: HarnessOptions,
  inspect: (page: Page) => Promise<void>,
  expected: readonly RegExp[] = [],
): Promise<void> {
  const { page, problems } = await harness.show(options);
  await inspect(page);
  expect(problems.filter((problem) => !expected.some((known) => known.test(problem)))).toEqual([]);
}

/** Runs an expression in the page; the page's types are not this file's. */
const ask = async <T>(page: Page, expression: string): Promise<T> => page.evaluate<T>(expression);
const posted = (page: Page): Promise<WebviewMessage[]> => ask(page, 'window.posted');
/** Waits until the page has taken every message that was sent before. The one that tells says what is so already. */
const heard = (page: Page): Promise<void> =>
  ask(
    page,
    `new Promise((done) => {
      window.addEventListener('message', ({ data }) => { if (data.type === 'program-changed') done(); });
      window.send({ type: 'program-changed', isOutOfDate: false });
    })`,
  );
const texts = (page: Page, selector: string): Promise<string[]> => page.locator(selector).allTextContents();

async function cells(page: Page, run: string): Promise<string[][]> {
  await page.waitForSelector('table[data-rows] tbody tr');
  return ask(
    page,
    `[...document.querySelectorAll('table[data-rows] tbody tr')].map((row) =>
      [...row.cells].filter(({ dataset }) => [undefined, '${run}'].includes(dataset.run)).map((cell) => cell.textContent))`,
  );
}

const article = [
  '0.10718',
  '0.11487',
  '0.12311',
  '0.13195',
  '0.14142',
  '0.15157',
  '0.16245',
  '0.17411',
  '0.18661',
  '0.2',
];

describe('the panel’s page', () => {
  it('holds the article’s two tables as one, row by row, and marks where they differ', async () => {
    await look({}, async (page) => {
      await expect.poll(() => page.locator('main[data-view="training"]').count()).toBe(1);
      await expect
        .poll(async () => (await cells(page, 'counterpart')).map(([, step, rate]) => [step, rate]))
        .toEqual(article.map((rate, index) => [String(index + 1), rate]));
      await expect
        .poll(async () => (await cells(page, 'as-written')).map(([, step, rate]) => [step, rate]))
        .toEqual(Array(10).fill(['0', '0.1']));
      await expect
        .poll(() => texts(page, 'table[data-rows] thead tr:first-child th'))
        .toEqual(['iteration', 'global_step', 'learning_rate', 'loss', 'w']);
      // The first loss is that of the same variables.
      await expect.poll(() => texts(page, 'table[data-rows] tbody tr:first-child .differs')).toEqual(['1', '0.10718']);
      const last = page.locator('table[data-rows] tbody tr:last-child .differs').first();
      const rate = page.locator('table[data-rows] tbody tr:nth-child(3) [data-run="counterpart"]').nth(1);
      await rate.hover();
      await expect.poll(() => rate.getAttribute('title')).toBe('0.123114444');
      await expect.poll(() => last.textContent()).toBe('10');
    });
  });

  it('prints what the program prints, both runs side by side, and says what of it is not known', async () => {
    const lines = (page: Page): Promise<string[][]> =>
      ask(
        page,
        `[...document.querySelectorAll('.output tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent))`,
      );
    await look({}, async (page) => {
      await expect.poll(() => texts(page, '.output thead th')).toEqual([' as written', ' corrected']);
      await expect
        .poll(async () => (await lines(page)).slice(0, 4))
        .toEqual([
          ['0.1', '0.10717735'],
          ['0', '1'],
          ['0.1', '0.11486983'],
          ['0', '2'],
        ]);
      await expect.poll(async () => (await lines(page)).length).toBe(20);
      // All that a learner compares is reached by the keyboard.
      await expect.poll(() => page.locator('.output-scroller').getAttribute('tabindex')).toBe('0');
    });
    await look({ scene: 'unresolved' }, async (page) => {
      await expect.poll(async () => (await lines(page))[0]).toEqual(Array(2).fill('loss not known here at 1'));
      await expect
        .poll(() => texts(page, '.output-end'))
        .toEqual(['Not known from here on: a condition that is only known during the run.']);
    });
    await look({ scene: 'running' }, async (page) => {
      await expect.poll(() => page.locator('.output').isHidden()).toBe(true);
    });
    await look({ scene: 'checkpoints' }, async (page) => {
      await expect
        .poll(() => texts(page, '.checkpoints dd code'))
        .toEqual(['model.ckpt-0, written 3 times', 'model.ckpt-0', 'model.ckpt-100', 'model.ckpt-200']);
    });
  });

  it('shows moving averages as curves and columns, and as a phase of a step', async () => {
    await look({ scene: 'average' }, async (page) => {
      const charts = (): Promise<string[]> => texts(page, '.chart:not([hidden]) > .chart-head h2');
      await expect.poll(charts).toEqual(['Learning rate', 'Loss', 'Shadow decay', 'average(w)']);
      await expect.poll(() => texts(page, '.rows thead th.of-column')).toContain('shadow_decay');
      await page.locator('#tab-step').click();
      const facts = (): Promise<string[]> => texts(page, '[data-phase="average"] .fact p');
      await expect
        .poll(async () => (await facts()).filter((fact) => fact.startsWith('decay')))
        .toEqual(['decay = min(0.99, (1 + 0) / (10 + 0)) = 0.1', 'decay = min(0.99, (1 + 1) / (10 + 1)) = 0.18182']);
    });
    await look({ scene: 'article' }, async (page) => {
      await expect.poll(() => texts(page, '.chart:not([hidden]) > .chart-head h2')).toEqual(['Learning rate', 'Loss']);
      await page.locator('#tab-step').click();
      await expect.poll(() => page.locator('[data-phase="average"]').isHidden()).toBe(true);
    });
  });

  it('answers first: what is wrong, what that does, and where both runs stand', async () => {
    await look({ width: 950, height: 700 }, async (page) => {
      await settled(page);
      await expect
        .poll(() => texts(page, '.verdict, .verdict-details li, .verdict-change, .run-contradiction'))
        .toEqual([
          'minimize() on line 9 is not passed global_steps, which stays 0: the learning rate stays 0.1 for all 10 iterations and should end at 0.2.',
          'Session.run on line 16: the step that is read is always 0.',
          'Corrected: minimize() is passed global_steps as its global step · line 9',
          '',
          '',
        ]);
      const rows = async (): Promise<string[][]> =>
        ask(
          page,
          `[...document.querySelectorAll('.run-rows tbody tr')].map((row) => [...row.cells].slice(1).map((cell) => cell.textContent))`,
        );
      await expect.poll(rows).toEqual([
        ['10 of 10', '0', '0.1', '0.39726'],
        ['10 of 10', '10', '0.2', '0.20647'],
      ]);
      await expect
        .poll(() => ask(page, `[...document.querySelectorAll('.step-bar')].map(({ value }) => value)`))
        .toEqual([0, 1]);
      // All of it and both charts are in sight without scrolling.
      await expect
        .poll(() =>
          ask<number>(
            page,
            `Math.max(...[...document.querySelectorAll('[data-chart] .plot')].map((plot) => plot.getBoundingClientRect().bottom))`,
          ),
        )
        .toBeLessThanOrEqual(700);
    });
  });

  it('draws both runs in both charts, and reads them at the keyboard’s cursor', async () => {
    await look({}, async (page) => {
      await settled(page);
      const plot = page.locator('[data-chart="learning_rate"] [role="slider"]');
      const readings = () => texts(page, '[data-chart="learning_rate"] .legend code');
      await expect.poll(() => readings()).toEqual(['0.1', '0.2']);
      await plot.focus();
      await page.keyboard.press('Home');
      await expect.poll(() => readings()).toEqual(['0.1', '0.10718']);
      await page.keyboard.press('ArrowRight');
      await expect
        .poll(() => plot.getAttribute('aria-valuetext'))
        .toBe('iteration 2: as written 0.1, corrected 0.11487');
      // The cursor is shared: the other chart and the tables follow.
      await expect.poll(() => texts(page, '[data-chart="loss"] .reading-at')).toEqual(['at 2', 'at 2']);
      await expect.poll(() => texts(page, 'tr.at-cursor td:first-child')).toEqual(['2']);
      await page.keyboard.press('Escape');
      await expect.poll(() => readings()).toEqual(['0.1', '0.2']);
    });
  });

  it('draws in the theme’s own colours, and again when the theme changes', async () => {
    await look(
      { theme: 'dark' },
      async (page) => {
        await settled(page);
        const has = (red: number, green: number, blue: number) =>
          ask<boolean>(
            page,
            `(() => {
            const canvas = document.querySelector('[data-chart="learning_rate"] canvas');
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            for (let at = 0; at < data.length; at += 4)
              if (data[at] === ${red} && data[at + 1] === ${green} && data[at + 2] === ${blue} && data[at + 3] === 255) return true;
            return false;
          })()`,
          );
        await expect.poll(() => has(0x59, 0xa4, 0xf9)).toBe(true);
        await expect.poll(() => has(0xcc, 0xa7, 0x00)).toBe(true);
        await ask(
          page,
          `document.documentElement.style.setProperty('--vscode-charts-blue', '#00ff00'), document.body.className = 'vscode-light'`,
        );
        await settled(page);
        await expect.poll(() => has(0x59, 0xa4, 0xf9)).toBe(false);
        await expect.poll(() => has(0, 255, 0)).toBe(true);
      },
      [/willReadFrequently/],
    );
  });

  it.each([
    ['running', ['Pause', 'Step once', 'Stop', 'Restart']],
    ['paused', ['Resume', 'Step once', 'Stop', 'Restart']],
    ['article', ['Step once', 'Restart']],
    ['failed', ['Restart']],
    ['loading', []],
  ])('offers in the state of "%s" what can be done', async (scene, enabled) => {
    await look({ scene }, async (page) => {
      await settled(page);
      await expect
        .poll(async () =>
          (await texts(page, '.page-header .controls vscode-button:not([disabled]):not([hidden])')).map((text) =>
            text.trim(),
          ),
        )
        .toEqual(enabled);
    });
  });

  it('posts what its buttons say', async () => {
    await look({ scene: 'paused' }, async (page) => {
      for (const name of ['Resume', 'Step once', 'Stop', 'Restart']) {
        await page.getByRole('button', { name, exact: true }).click();
      }
      await expect
        .poll(async () => (await posted(page)).slice(-4).map(({ type }) => type))
        .toEqual(['resume-runs', 'step-runs', 'stop-runs', 'restart-runs']);
    });
  });

  it('moves by exactly one row a step, and says so politely', async () => {
    await look({ scene: 'paused', rows: '4' }, async (page) => {
      await settled(page);
      const said = page.locator('main > .visually-hidden[role="status"]');
      await expect
        .poll(() => said.textContent())
        .toBe(
          'Paused after iteration 4. as written: global step 0, learning rate 0.1. corrected: global step 4, learning rate 0.13195.',
        );
      await ask(page, 'window.sendRows(4, 1, 1)');
      await settled(page);
      await expect.poll(async () => (await cells(page, 'counterpart')).length).toBe(5);
      await expect.poll(() => texts(page, '.step-reading')).toEqual(['0', '5']);
      await expect.poll(() => said.textContent()).toContain('corrected: global step 5');
    });
  });

  it('keeps the keyboard’s focus when Pause turns into Resume', async () => {
    await look({ scene: 'running' }, async (page) => {
      await page.getByRole('button', { name: 'Pause' }).focus();
      await ask(page, `window.send({ type: 'state-changed', state: { kind: 'paused' } })`);
      await settled(page);
      await expect.poll(() => ask<string>(page, 'document.activeElement.textContent.trim()')).toBe('Resume');
    });
  });

  it('reports a worker that died, and trains again on request', async () => {
    await look({ scene: 'failed' }, async (page) => {
      await expect.poll(() => page.getByRole('alert').textContent()).toContain('takes more memory than it may have');
      await page.getByRole('button', { name: 'Train again' }).click();
      await expect.poll(async () => (await posted(page)).at(-1)).toEqual({ type: 'restart-runs' });
    });
  });

  it('says why there is nothing to train, and tries again on request', async () => {
    await look({ scene: 'refused' }, async (page) => {
      const alert = page.getByRole('alert');
      await expect.poll(() => alert.textContent()).toContain('ends on line 3, before it trains');
      // Its line is said once, and is the link.
      await expect.poll(async () => (await alert.textContent())?.match(/line 3/g)).toHaveLength(1);
      await alert.getByRole('button', { name: 'line 3' }).click();
      await expect.poll(async () => (await posted(page)).at(-1)).toMatchObject({ type: 'reveal-source' });
      const unread = message(
        'Line {0} is not valid Python: {1}. Correct it, then try again.',
        3,
        message('invalid syntax'),
      );
      await ask(
        page,
        `window.send({ type: 'snapshot-taken', snapshot: { ...window.snapshot, state: { ...window.snapshot.state, message: ${JSON.stringify(unread)} } } })`,
      );
      await expect.poll(() => alert.textContent()).toMatch(/train\.Line 3 is not valid Python/);
      await expect.poll(() => alert.getByRole('button', { name: 'Line 3' }).count()).toBe(1);
      // No empty rooms, and nothing to be paused.
      await expect.poll(() => page.getByRole('tab').count()).toBe(0);
      await expect.poll(() => page.locator('vscode-button:visible').allTextContents()).toEqual(['Try again']);
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect.poll(async () => (await posted(page)).at(-1)).toEqual({ type: 'restart-runs' });
    });
  });

  it('shows a scheduler with a rate for each group of parameters, and no step of a graph', async () => {
    await look({ scene: 'groups' }, async (page) => {
      await expect.poll(() => page.locator('.verdict').textContent()).toContain('0.1 / 0.01 / 0.001');
      await expect
        .poll(async () => (await cells(page, 'counterpart')).at(-1))
        .toEqual(['10', '9', '0.05', '0.38742', '2', '0.005', '0.0005']);
      await expect.poll(() => texts(page, '[role="tab"]:not([hidden])')).toEqual(['Training', 'Program']);
      // Without a playground there is no room for one.
      await expect
        .poll(() =>
          page.evaluate(
            `document.querySelector('.workbench-curves').clientWidth - document.querySelector('.workbench').clientWidth`,
          ),
        )
        .toBe(0);
      await page.getByRole('tab', { name: 'Training' }).focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => page.getByRole('tab', { name: 'Program' }).getAttribute('aria-selected')).toBe('true');
    });
  });

  it('names what was not understood, labels what stands in, and links to its line', async () => {
    await look({ scene: 'unresolved' }, async (page) => {
      await settled(page);
      await page.getByRole('tab', { name: 'Program' }).click();
      const unresolved = page.locator('.unresolved');
      await expect.poll(() => unresolved.textContent()).toContain('load_data() reads a file');
      await expect.poll(() => texts(page, '.unresolved .tag')).toEqual(['default', 'default']);
      // Whose loss it is stands in the chart's title, its legend and the tables' heads.
      await expect.poll(() => texts(page, '.chart[data-chart="loss"] h2')).toEqual(['Loss (stand-in data)']);
      const legend = page.locator('.chart[data-chart="loss"] .legend li');
      await expect.poll(() => legend.first().textContent()).toContain('as written, stand-in');
      await expect.poll(() => texts(page, '.run-rows th[scope="col"]:last-child')).toEqual(['loss (stand-in data)']);
      await expect.poll(() => texts(page, '.chart[data-chart="learning_rate"] h2')).toEqual(['Learning rate']);
      await unresolved.getByRole('button', { name: 'line 13' }).click();
      await expect
        .poll(async () => (await posted(page)).at(-1))
        .toMatchObject({ type: 'reveal-source', location: { line: 13 } });
    });
  });

  it('gives a run that became non-finite a gap and its reason, not a made-up value', async () => {
    await look({ scene: 'non-finite' }, async (page) => {
      await expect.poll(async () => (await cells(page, 'as-written')).at(-1)?.[3]).toBe('NaN');
      await expect
        .poll(() => page.getByRole('alert').textContent())
        .toContain('As written: loss is NaN, first at iteration 9.');
    });
  });

  it('shows a program without a global step as such', async () => {
    await look({ scene: 'no-step' }, async (page) => {
      await expect.poll(() => texts(page, '.step-reading')).toEqual(['none']);
      // What no run has a value for has no column.
      await expect
        .poll(() => texts(page, 'table[data-rows] thead th'))
        .toEqual(['iteration', 'learning_rate', 'loss', 'w']);
      await expect.poll(() => page.locator('table[data-rows] td:empty').count()).toBe(0);
      // One run: in the table, the charts and the listing, and nothing is marked as different.
      await expect.poll(() => page.locator('[data-run="counterpart"]').count()).toBe(0);
      await expect.poll(() => texts(page, '.output thead th')).toEqual([' as written']);
      await expect.poll(() => page.locator('.differs').count()).toBe(0);
      await expect.poll(() => page.locator('.verdict-change').isHidden()).toBe(true);
    });
  });

  it('holds 1,000 rows whole, and of more those in sight, wherever it is scrolled', async () => {
    await look({ rows: '1000' }, async (page) => {
      await expect.poll(async () => (await cells(page, 'counterpart')).length).toBe(1000);
    });
    await look({ rows: '50000' }, async (page) => {
      await settled(page);
      const scrollTo = (top: string) =>
        ask(
          page,
          `(() => { const scroller = document.querySelector('.rows .scroller'); scroller.scrollTop = ${top}; })()`,
        );
      const pager = page.locator('.rows .pager');
      const inSight = () =>
        ask<string[]>(
          page,
          `(() => {
            const scroller = document.querySelector('.rows .scroller');
            const { top, bottom } = scroller.getBoundingClientRect();
            const head = scroller.querySelector('th').getBoundingClientRect();
            return [...scroller.querySelectorAll('tbody tr')]
              .filter((row) => row.getBoundingClientRect().top >= head.bottom - 2 && row.getBoundingClientRect().bottom <= bottom + 2 && head.top >= top - 2)
              .map((row) => row.cells[0].textContent);
          })()`,
        );
      await expect.poll(async () => (await inSight()).at(-1)).toBe('50,000');
      await expect.poll(async () => (await cells(page, 'counterpart')).length).toBeLessThan(100);
      await scrollTo('0');
      await settled(page);
      await expect.poll(async () => (await inSight()).slice(0, 3)).toEqual(['1', '2', '3']);
      await expect.poll(() => pager.locator('.range').textContent()).toMatch(/^Rows 1–1\d of 50,000$/);
      await scrollTo('scroller.scrollHeight / 2');
      await settled(page);
      const gapsInTheMiddle = async (): Promise<number[] | string> => {
        const rows = (await inSight()).map((row) => Number(row.replace(',', '')));
        const [first = 0] = rows;
        if (rows.length <= 10 || Math.abs(first - 25_000) > 1000) return `rows ${rows.join(', ')}`;
        return rows.filter((row, index) => row !== first + index);
      };
      await expect.poll(gapsInTheMiddle).toEqual([]);
      await pager.getByRole('button', { name: 'Latest' }).click();
      await settled(page);
      await expect.poll(async () => (await inSight()).at(-1)).toBe('50,000');
    });
  });

  it('brings the row at the chart’s cursor into sight, and puts the cursor on a row that is clicked', async () => {
    await look({ rows: '50000' }, async (page) => {
      await settled(page);
      await page.locator('[data-chart="loss"] [role="slider"]').focus();
      await page.keyboard.press('Home');
      await settled(page);
      await expect.poll(() => texts(page, 'tr.at-cursor td:first-child')).toEqual(['1']);
      await page.locator('table[data-rows] td:first-child').getByText('7', { exact: true }).click();
      await expect.poll(() => texts(page, 'tr.at-cursor td:first-child')).toEqual(['7']);
      await expect
        .poll(() => page.locator('[data-chart="loss"] [role="slider"]').getAttribute('aria-valuenow'))
        .toBe('7');
    });
  });

  it('draws what passes four decades logarithmically by itself, and says why a loss grows', async () => {
    const log = (page: Page, title: string) => page.getByRole('checkbox', { name: `log y, ${title}` });
    await look({ scene: 'diverging' }, async (page) => {
      await expect.poll(() => log(page, 'Loss').isChecked()).toBe(true);
      await expect.poll(() => log(page, 'Learning rate').isChecked()).toBe(false);
      await expect.poll(() => texts(page, '[data-chart="loss"] .remarks li')).toHaveLength(4);
      const [first, second, third] = await texts(page, '[data-chart="loss"] .remarks li');
      expect(first).toMatch(
        /^As written: the loss diverges, from 2\.3 to .+\. The learning rate, 0\.1 at the end, is often too large then\.$/,
      );
      expect(second).toMatch(
        /^Corrected: the loss diverges, from 2\.3 to .+ 0\.2 at the end, is often too large then\.$/,
      );
      expect(third).toBe(
        'Corrected: the loss is higher because the learning rate is: 0.2, not 0.1 as in the run “as written”.',
      );
      // What somebody chooses stays.
      await log(page, 'Loss').click();
      await expect.poll(() => log(page, 'Loss').isChecked()).toBe(false);
      await ask(page, `window.send({ type: 'program-changed', isOutOfDate: true })`);
      await heard(page);
      await expect.poll(() => log(page, 'Loss').isChecked()).toBe(false);
    });
    await look({}, async (page) => {
      await expect.poll(() => log(page, 'Loss').isChecked()).toBe(false);
      await expect.poll(() => texts(page, '[data-chart="loss"] .remarks li')).toEqual([]);
    });
  });

  it('draws by the step, logarithmically, and closer, and back', async () => {
    await look({}, async (page) => {
      await settled(page);
      await page.getByRole('combobox', { name: 'X axis' }).click();
      await page.getByRole('option', { name: 'global step' }).click();
      const remarks = page.locator('[data-chart="learning_rate"] .remarks');
      await expect.poll(() => remarks.textContent()).toContain('As written: the step never leaves 0');
      const plot = page.locator('[data-chart="learning_rate"] [role="slider"]');
      await plot.focus();
      await page.keyboard.press('Home');
      // At step 1 only the run whose step moves has a value.
      await expect.poll(() => texts(page, '[data-chart="learning_rate"] .legend code')).toEqual(['–', '0.10718']);
      await page.keyboard.press('+');
      await expect.poll(() => remarks.textContent()).toContain('Shown: ');
      await page.keyboard.press('0');
      await expect.poll(() => remarks.textContent()).not.toContain('Shown: ');
      await page.getByRole('checkbox', { name: 'log x' }).click();
      await page.getByRole('checkbox', { name: 'log y, Loss' }).click();
      await settled(page);
    });
  });

  it('zooms where a stretch is drawn over, and shows all on a double click', async () => {
    await look({ rows: '50000' }, async (page) => {
      await settled(page);
      const over = page.locator('[data-chart="loss"] .u-over');
      await over.scrollIntoViewIfNeeded();
      const box = await over.boundingBox();
      if (box === null) throw new Error('no plot');
      const at = (part: number) => [box.x + box.width * part, box.y + box.height / 2] as const;
      await page.mouse.move(...at(0.4));
      await page.mouse.down();
      await page.mouse.move(...at(0.6), { steps: 4 });
      await page.mouse.up();
      const remarks = page.locator('[data-chart="learning_rate"] .remarks');
      await expect.poll(() => remarks.textContent()).toMatch(/^Shown: (19|20),\d+ to (29|30),\d+$/);
      await page.mouse.dblclick(...at(0.5));
      await expect.poll(() => remarks.textContent()).toBe('');
    });
  });

  it('shows any column, and hands over pictures of what it shows', async () => {
    await look({}, async (page) => {
      await settled(page);
      const chart = page.locator('section.chart').nth(1);
      await chart.getByRole('combobox').click();
      await chart.getByRole('option', { name: 'w', exact: true }).click();
      await expect.poll(() => chart.getAttribute('data-chart')).toBe('w');
      await expect.poll(() => chart.locator('.legend code').allTextContents()).toEqual(['0.62767', '0.75572']);
      await chart.getByRole('button', { name: 'Save as SVG' }).click();
      await chart.getByRole('button', { name: 'Save as PNG' }).click();
      const pictures = async (): Promise<WebviewMessage[]> =>
        (await posted(page)).filter(({ type }) => type === 'save-picture');
      await expect.poll(pictures).toHaveLength(2);
      const [svg, png] = await pictures();
      expect(svg).toMatchObject({ type: 'save-picture', format: 'svg', column: 'w' });
      expect(svg).toHaveProperty('content', expect.stringContaining('</svg>'));
      expect(png).toHaveProperty('content', expect.stringMatching(/^data:image\/png;base64,.{2000}/));
      await page.getByRole('button', { name: 'TensorBoard' }).click();
      await expect
        .poll(async () => (await posted(page)).at(-1))
        .toEqual({ type: 'export-rows', format: 'tensorboard' });
    });
  });

  it('takes a step apart by keyboard alone: to the third step’s increment, and back', async () => {
    await look({}, async (page) => {
      await settled(page);
      await page.getByRole('tab', { name: 'Training' }).focus();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('button', { name: 'Next phase' }).focus();
      for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', ...Array<string>(5).fill('ArrowRight')]) {
        await page.keyboard.press(key);
      }
      await settled(page);
      const current = page.locator('.phase[aria-current="step"]');
      await expect.poll(() => current.getAttribute('data-phase')).toBe('increment');
      await expect
        .poll(() => current.locator('.fact').allTextContents())
        .toEqual([
          'as written: global_step stays 0: minimize is not passed it, and nothing else adds to it',
          'corrected: global_step: 2 → 3, by minimize (line 9)',
        ]);
      // The graph's node, the line of the program and the shared cursor follow.
      await expect
        .poll(() => texts(page, '[data-wiring="counterpart"] [data-node="step"].is-active .node-value'))
        .toEqual(['3']);
      await expect.poll(() => texts(page, '.code .is-marked .line-number')).toEqual(['9']);
      await expect
        .poll(async () => (await posted(page)).findLast(({ type }) => type === 'highlight-source'))
        .toMatchObject({
          location: { line: 9 },
        });
      await expect
        .poll(() => page.locator('.step-view [role="status"]').textContent())
        .toContain('Iteration 3, Increment.');
      await page.keyboard.press('ArrowLeft');
      await settled(page);
      await expect.poll(() => current.getAttribute('data-phase')).toBe('update');
      await expect.poll(() => texts(page, '[data-wiring="counterpart"] [data-node="step"] .node-value')).toEqual(['2']);
      await page.getByRole('tab', { name: 'Training' }).click();
      await expect.poll(() => texts(page, 'tr.at-cursor td:first-child')).toEqual(['3']);
      await expect.poll(async () => (await posted(page)).at(-1)).toEqual({ type: 'highlight-source', location: null });
    });
  });

  it('shows the missing edge as missing, and what is moved twice as two', async () => {
    await look({}, async (page) => {
      await page.getByRole('tab', { name: 'One step' }).click();
      await settled(page);
      await expect.poll(() => page.locator('[data-wiring="as-written"] .edge-missing').count()).toBe(1);
      await expect.poll(() => page.locator('[data-wiring="counterpart"] .edge-missing').count()).toBe(0);
      await expect
        .poll(() => page.locator('[data-wiring="as-written"] .in-words').textContent())
        .toContain('Missing: minimize is not passed global_steps');
    });
    await look({ scene: 'twice' }, async (page) => {
      await page.getByRole('tab', { name: 'One step' }).click();
      await settled(page);
      await expect
        .poll(() => page.locator('[data-wiring="as-written"] .edge-moves[data-edge$=" step"]').count())
        .toBe(2);
    });
  });

  it('draws a wide wiring below the other, where it would be too small to be read beside it', async () => {
    const tops = (page: Page): Promise<number[]> =>
      ask(page, `[...document.querySelectorAll('.wiring-run')].map((run) => run.getBoundingClientRect().top)`);
    for (const [scene, isBeside] of [
      ['article', true],
      ['average', false],
    ] as const)
      await look({ scene, width: 950 }, async (page) => {
        await page.getByRole('tab', { name: 'One step' }).click();
        await settled(page);
        await expect.poll(async () => new Set(await tops(page)).size).toBe(isBeside ? 1 : 2);
      });
  });

  it('plays by itself, at the chosen speed, until it is paused', async () => {
    // A page of its own: its clock is the test's.
    const { page, problems } = await harness.open();
    await page.clock.install();
    await page.reload();
    await page.getByRole('tab', { name: 'One step' }).click();
    await page.getByRole('combobox', { name: 'Speed' }).click();
    await page.getByRole('option', { name: '8×' }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const at = async (): Promise<string> =>
      `${await page.locator('.scrub').inputValue()} ${await page.locator('.phase[aria-current="step"]').getAttribute('data-phase')}`;
    await expect.poll(async () => Number.parseInt(await at())).toBeGreaterThanOrEqual(2);
    await page.getByRole('button', { name: 'Pause playing' }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    const paused = await at();
    await page.clock.runFor(60_000);
    await expect.poll(at).toBe(paused);
    await page.close();
    expect(problems).toEqual([]);
  });

  it('scrubs over what is recorded, and trains on to a step that is not', async () => {
    await look({ scene: 'paused', rows: '4' }, async (page) => {
      await page.getByRole('tab', { name: 'One step' }).click();
      await settled(page);
      await page.getByRole('slider', { name: 'Iteration shown' }).fill('4');
      await settled(page);
      await expect
        .poll(async () => (await posted(page)).findLast(({ type }) => type === 'trace-step'))
        .toMatchObject({ iteration: 4 });
      const field = page.getByRole('textbox', { name: 'Iteration' });
      await field.fill('7');
      await field.press('Enter');
      await expect
        .poll(async () => (await posted(page)).findLast(({ type }) => type === 'run-to'))
        .toEqual({ type: 'run-to', iteration: 7 });
      await expect.poll(() => page.locator('.step-notice').textContent()).toBe('Training on to iteration 7…');
      await ask(page, 'window.sendRows(4, 3, 1)');
      await settled(page);
      await settled(page);
      await expect.poll(() => page.locator('.scrub').getAttribute('aria-valuetext')).toBe('iteration 7 of 7');
    });
  });

  it('says why a step cannot be made again', async () => {
    await look({ scene: 'no-trace' }, async (page) => {
      await page.getByRole('tab', { name: 'One step' }).click();
      await settled(page);
      await settled(page);
      await expect.poll(() => page.locator('.step-notice').textContent()).toContain('the training thread is gone');
    });
  });

  it('draws an earlier run beside the present ones, tells what was different, and hands on what is asked of it', async () => {
    await look({ scene: 'earlier' }, async (page) => {
      await settled(page);
      await expect.poll(() => page.locator('.run').count()).toBe(2);
      await expect.poll(() => texts(page, '[data-chart="loss"] .legend li')).toHaveLength(3);
      const [shown, hidden] = [page.locator('[data-kept="earlier-1-a"]'), page.locator('[data-kept="earlier-2-a"]')];
      await expect.poll(() => shown.locator('.differences').textContent()).toBe('decay_steps: 20, now 10');
      await shown.getByRole('checkbox', { name: 'training 1, as written' }).click();
      await hidden.getByRole('button', { name: /^Pin/ }).click();
      await hidden.getByRole('button', { name: /^Train again/ }).click();
      await hidden.getByRole('button', { name: /^Delete/ }).click();
      const name = shown.getByRole('textbox');
      await name.fill('slower');
      await name.press('Enter');
      await expect
        .poll(async () => (await posted(page)).slice(-5))
        .toEqual([
          { type: 'mark-run', runId: 'earlier-1-a', name: null, isPinned: false, isHidden: true },
          { type: 'mark-run', runId: 'earlier-2-a', name: null, isPinned: true, isHidden: true },
          { type: 'replay-run', runId: 'earlier-2-a' },
          { type: 'delete-run', runId: 'earlier-2-a' },
          { type: 'mark-run', runId: 'earlier-1-a', name: 'slower', isPinned: false, isHidden: false },
        ]);
    });
  });

  it('says of what the user has set that it is set, and that nothing stands in', async () => {
    await look({ scene: 'values-set' }, async (page) => {
      await settled(page);
      await expect.poll(() => page.locator('.stand-ins').first().isHidden()).toBe(true);
      await page.getByRole('tab', { name: 'Program' }).click();
      await expect.poll(() => texts(page, '.unresolved .tag')).toEqual(['set here', 'set here']);
    });
  });

  it('shows which of several train ops runs when, and trains the one that is chosen', async () => {
    await look({ scene: 'train-ops' }, async (page) => {
      await settled(page);
      const part = page.locator('.train-ops');
      await expect
        .poll(() => texts(page, '.train-op-names li'))
        .toEqual(['critic_train run 500 times', 'generator_train run 100 times']);
      // Sixty of the session runs, five of six of them of the op that is shown.
      await expect.poll(() => part.locator('.time-line rect').count()).toBe(60);
      await expect.poll(() => part.locator('.time-line rect.is-shown').count()).toBe(50);
      await expect
        .poll(() => part.locator('.note').textContent())
        .toMatch(
          /^5 × critic_train, generator_train, 5 × critic_train, .*… The first 60 of 600 session runs that train\.$/,
        );
      await page.getByRole('combobox', { name: 'Train op shown' }).click();
      await page.getByRole('option', { name: 'generator_train, line 10' }).click();
      await expect.poll(async () => (await posted(page)).at(-1)).toEqual({ type: 'choose-train-op', index: 1 });
    });
    await look({}, async (page) => {
      await settled(page);
      await expect.poll(() => page.locator('.train-ops').isHidden()).toBe(true);
    });
  });

  it('gives a run that never ends no length', async () => {
    await look({ scene: 'endless' }, async (page) => {
      await settled(page);
      await expect.poll(() => texts(page, '[data-reading="iteration"]')).toEqual(['10 never ends', '10 of 10']);
      await expect
        .poll(() => texts(page, '.status'))
        .toEqual(['Stopped here: the program as written never endsiteration 10']);
      // Where it is stopped is no part of the program that was left unread; it can be set all the same.
      await expect.poll(() => page.locator('.stand-ins:visible').count()).toBe(0);
      await expect.poll(() => page.locator('#view-program .unresolved').textContent()).toContain('iterations');
    });
  });

  it('takes a value for what was not understood, and refuses what does not fit', async () => {
    await look({ scene: 'unresolved' }, async (page) => {
      await settled(page);
      await page.getByRole('button', { name: 'See why, and set them' }).click();
      const field = page.getByRole('textbox', { name: 'Set iterations' });
      await field.fill('0.5');
      await field.press('Enter');
      await expect
        .poll(() => page.locator('.plan .field-problem').textContent())
        .toBe('Enter a whole number from 1 to 1000000.');
      await expect.poll(async () => (await posted(page)).some(({ type }) => type === 'set-values')).toBe(false);
      await field.fill('250');
      await field.press('Enter');
      await expect
        .poll(async () => (await posted(page)).at(-1))
        .toEqual({ type: 'set-values', values: { iterations: 250 } });
      await page.getByRole('combobox', { name: 'Set feed x' }).click();
      await page.getByRole('option', { name: 'uniform' }).click();
      await expect
        .poll(async () => (await posted(page)).at(-1))
        .toEqual({ type: 'set-values', values: { 'feed x': 1 } });
    });
  });

  it('shows the rows of another training that has as many, though all of it comes between two pictures', async () => {
    await look({}, async (page) => {
      await expect.poll(async () => (await cells(page, 'counterpart')).at(-1)?.[2]).toBe('0.2');
      await ask(
        page,
        `(() => {
          const draw = window.requestAnimationFrame;
          const due = [];
          window.requestAnimationFrame = (callback) => due.push(callback);
          window.drawNow = () => {
            window.requestAnimationFrame = draw;
            for (const callback of due) callback(performance.now());
          };
          window.send({ type: 'snapshot-taken', snapshot: window.snapshot });
          ['as-written', 'counterpart'].forEach((runId, batch) => {
            const values = new Float64Array(5 * 10).fill(7).buffer;
            window.send({ type: 'steps-recorded', runId, batch, rows: { firstRow: 0, count: 10, values } });
          });
        })()`,
      );
      await heard(page);
      await ask(page, 'window.drawNow()');
      const sevens = Array.from({ length: 10 }, (_, row) => [String(row + 1), ...Array<string>(4).fill('7')]);
      await expect.poll(() => cells(page, 'counterpart')).toEqual(sevens);
      await expect.poll(() => cells(page, 'as-written')).toEqual(sevens);
    });
  });

  it('acknowledges every batch', async () => {
    await look({ rows: '10' }, async (page) => {
      await settled(page);
      await expect
        .poll(async () => (await posted(page)).slice(1))
        .toEqual([
          { type: 'acknowledge-steps', batch: 0 },
          { type: 'acknowledge-steps', batch: 1 },
        ]);
    });
  });

  it('asks for everything again when rows were lost, but not for ever', async () => {
    await look(
      { rows: '4' },
      async (page) => {
        for (let turn = 0; turn < 6; turn++) await ask(page, 'window.sendRows(7, 1, 9)');
        await heard(page);
        const asked = async (): Promise<WebviewMessage[]> =>
          (await posted(page)).filter(({ type }) => type === 'announce-ready');
        await expect.poll(asked).toHaveLength(1 + 3);
        await expect.poll(async () => (await cells(page, 'counterpart')).length).toBe(4);
      },
      [/batch starts at row 7, after 4 rows/],
    );
  });

  it('asks for everything again when its rows are not what the training thread made', async () => {
    const ended = (checksum: number): string => {
      const tallies = [{ runId: 'counterpart', count: 4, checksum }];
      const state = { kind: 'ended', reason: 'completed', message: null, tallies };
      return `window.send(${JSON.stringify({ type: 'state-changed', state })})`;
    };
    await look(
      { rows: '4' },
      async (page) => {
        await expect.poll(() => cells(page, 'counterpart')).toHaveLength(4);
        await ask(page, ended(1));
        await expect
          .poll(async () => (await posted(page)).filter(({ type }) => type === 'announce-ready'))
          .toHaveLength(2);
        await expect.poll(() => page.locator('main[data-rows-checked]').count()).toBe(0);
      },
      [/rows of "counterpart" are not what the training thread made/],
    );
  });

  it('ignores what is no message, and goes on', async () => {
    await look(
      { scene: 'running' },
      async (page) => {
        for (const message of [
          'null',
          '42',
          `{ type: 'steps-recorded' }`,
          `{ type: 'snapshot-taken', snapshot: {} }`,
        ]) {
          await ask(page, `window.postMessage(${message}, '*')`);
        }
        await ask(page, `window.send({ type: 'state-changed', state: { kind: 'paused' } })`);
        await page.getByRole('button', { name: 'Resume' }).waitFor();
        await expect.poll(async () => (await cells(page, 'counterpart')).length).toBe(10);
      },
      [/ignored a message/],
    );
  });

  it('hands over what the serializer gets', async () => {
    const saved = JSON.stringify({ version: 1, uri: 'file:///a.py', line: 9, cell: null });
    await look({ saved }, async (page) => {
      await expect.poll(() => ask(page, 'window.savedState')).toEqual(JSON.parse(saved));
    });
  });

  it('says what it waits for', async () => {
    await look({ scene: 'silent' }, async (page) => {
      await expect.poll(() => texts(page, '.waiting')).toEqual(['Waiting for the extension…']);
    });
    await look({ scene: 'loading' }, async (page) => {
      await settled(page);
      await expect.poll(async () => (await texts(page, '.waiting'))[0]).toContain('without Python');
    });
  });

  it.each([
    ['dark', 320],
    ['light', 600],
    ['high-contrast', 320],
    ['high-contrast-light', 1200],
  ] as const)('fits in %s at %d px, without scrolling sideways', async (theme, width) => {
    await look({ theme, width, scene: 'unresolved' }, async (page) => {
      await settled(page);
      await expect.poll(() => ask<number>(page, 'document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(width);
    });
  });

  it('stays within the window when that becomes narrow', async () => {
    await look({ width: 1200 }, async (page) => {
      await settled(page);
      await page.setViewportSize({ width: 360, height: 800 });
      await settled(page);
      await settled(page);
      await expect.poll(() => ask<number>(page, 'document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(360);
      await expect
        .poll(() =>
          ask<number>(
            page,
            `Math.max(...[...document.querySelectorAll('.uplot')].map((plot) => plot.getBoundingClientRect().width))`,
          ),
        )
        .toBeLessThanOrEqual(360);
    });
  });
});
