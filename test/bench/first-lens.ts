import type { EditorWindow } from '../e2e/support/editor-window';
import { WebWindow } from '../e2e/support/web-window';
import { Workbench } from '../e2e/support/workbench';

// `npm run bench:first-lens`: how long a cold window of VS Code for the Web takes to its first lens, beside a cold window whose extension
// host runs in Node. Each round starts a browser, and a server, of its own.
const { rounds } = JSON.parse(process.env['BENCH_FIRST_LENS'] ?? '{}') as { readonly rounds: number };
const sample = 'without_global_step.py';

interface Times {
  /** Milliseconds from the page's navigation to the lens with its numbers. */
  readonly fromNavigation: number;
  /** The same from when the file's editor is there. */
  readonly fromEditor: number;
}

const now = (window: EditorWindow): Promise<number> => window.page.evaluate(() => performance.now());

async function timesOf(window: EditorWindow): Promise<Times> {
  await window.editor().waitFor();
  const shown = await now(window);
  await window.lenses().filter({ hasText: '0.2' }).first().waitFor();
  const lens = await now(window);
  return { fromNavigation: lens, fromEditor: lens - shown };
}

async function inNode(): Promise<Times> {
  const window = await Workbench.start();
  try {
    await window.open(sample);
    return await timesOf(window);
  } finally {
    await window.dispose();
  }
}

async function inBrowser(): Promise<Times> {
  const window = await WebWindow.start();
  try {
    await window.openFile(sample);
    return await timesOf(window);
  } finally {
    await window.dispose();
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function main(): Promise<void> {
  const found = { node: [] as Times[], browser: [] as Times[] };
  for (let round = 0; round < rounds; round++) {
    const ways = [async () => found.node.push(await inNode()), async () => found.browser.push(await inBrowser())];
    for (const way of round % 2 === 0 ? ways : ways.toReversed()) await way();
  }
  for (const [name, key] of [
    ['from the navigation to the first lens', 'fromNavigation'],
    ['from the editor to the first lens', 'fromEditor'],
  ] as const) {
    const [node, browser] = [found.node, found.browser].map((all) => all.map((times) => times[key])) as [
      number[],
      number[],
    ];
    const ratio = median(browser.map((time, round) => time / (node[round] ?? Number.NaN)));
    const all = (times: readonly number[]): string =>
      `${median(times).toFixed(0)} ms (${times.map((time) => time.toFixed(0)).join(', ')})`;
    console.log(`${name}: Node ${all(node)}, browser ${all(browser)}: ${ratio.toFixed(2)} times (aim: at most 1.5)`);
  }
}

void main();
