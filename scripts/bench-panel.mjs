// The panel's chart in a real Chromium, beside Chart.js: npm run bench:panel [rounds]
import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import { openHarness } from '../test/webview-harness/harness.mjs';
import { npm, run } from './setup/run.mjs';

const rounds = Number(process.argv[2] ?? 3);
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

const { outputFiles } = await build({
  entryPoints: { page: 'test/bench/panel/page.ts' },
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  outdir: 'out',
  write: false,
});
const files = new Map(
  outputFiles.map(({ path, contents }) => [path.slice(path.lastIndexOf('/')), Buffer.from(contents)]),
);
const server = createServer((request, response) => {
  const { url = '/' } = request;
  const file = files.get(url);
  response.setHeader(
    'content-type',
    url.endsWith('.js') ? 'text/javascript' : url.endsWith('.css') ? 'text/css' : 'text/html',
  );
  response.end(
    file ??
      '<!doctype html><link rel="stylesheet" href="/page.css"><style>:root{--blue:#59a4f9;color:#ccc}body{margin:0}</style><body></body><script type="module" src="/page.js"></script>',
  );
});
await new Promise((resolve) => {
  server.listen(0, '127.0.0.1', () => resolve(undefined));
});

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const percentile = (values, part) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];
/** @param {number} value */
const show = (value) => value.toFixed(1).padStart(7);

/** Each measurement in a browser of its own: what `expression` says, and the processor time of the page's thread meanwhile in ms. */
async function measured(expression, before = 'null') {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
  try {
    const page = await browser.newPage({ viewport: { width: 1100, height: 500 } });
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForFunction('window.bench !== undefined');
    await page.evaluate(before);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const threadTime = async () =>
      ((await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ThreadTime')?.value ?? 0) *
      1000;
    const start = await threadTime();
    const result = await page.evaluate(expression);
    return { result, busyMs: (await threadTime()) - start };
  } finally {
    await browser.close();
  }
}

const inPage = async (expression) => (await measured(expression)).result;

let failed = 0;
const aim = (name, value, limit, unit) => {
  const holds = value <= limit;
  if (!holds) failed++;
  console.log(`${name}: ${value.toFixed(2)}${unit} (aim: at most ${limit}${unit}) ${holds ? 'holds' : 'MISSED'}`);
};

/** @type {Record<string, number[]>} */
const paints = { 'panel 10,000': [], 'panel 1,000,000': [], 'Chart.js 10,000': [], 'Chart.js 1,000,000': [] };
/** @type {Record<string, number[]>} */
const busy = Object.fromEntries(Object.keys(paints).map((name) => [name, []]));
const ways = Object.keys(paints).map((name) => [
  name,
  name.startsWith('panel') ? 'bench.paintPanel()' : 'bench.paintChartJs()',
  `bench.prepare(${name.replace(/^\D+/, '').replaceAll(',', '')})`,
]);
for (let round = 0; round < rounds; round++) {
  for (const [name, expression, before] of round % 2 === 0 ? ways : ways.toReversed()) {
    const { result, busyMs } = await measured(expression, before);
    paints[name].push(result);
    busy[name].push(busyMs);
  }
}
console.log(`first paint, ms: median of ${rounds} (all), and the processor time of the page's thread in it`);
for (const [name, values] of Object.entries(paints)) {
  console.log(
    `  ${name.padEnd(20)}${show(median(values))}  (${values.map((value) => value.toFixed(0)).join(', ')})${show(median(busy[name]))}`,
  );
}
const [small, large] = [median(paints['panel 10,000']), median(paints['panel 1,000,000'])];
aim('first paint of 1,000,000, to Chart.js', large / median(paints['Chart.js 1,000,000']), 0.25, '×');
aim('first paint of 1,000,000, to its own of 10,000', large / small, 1.2, '×');

const { costs, framesPerSecond } = await inPage('bench.live(4)');
console.log(
  `live, 10,000 rows a second on 1,000,000: ${framesPerSecond.toFixed(0)} frames a second, frame cost p50 ${median(costs).toFixed(1)} ms`,
);
aim('frame cost p95', percentile(costs, 0.95), 4, ' ms');

const redraws = await inPage('bench.zoomAndPan()');
aim('zoom and pan at 1,000,000, p95', percentile(redraws, 0.95), 16, ' ms');
aim('pixel rows lost against every point drawn', await inPage('bench.lostPixels(1_000_000)'), 0, '');

// Memory: the whole page with two runs of a million rows each, by the renderer's resident set.
run(npm, ['run', 'build']);
const harness = await openHarness();
const read = (pid, file) => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // It ended while it was looked at.
  }
};
const parentOf = (pid) =>
  read(pid, 'stat')
    .replace(/^.*\) /, '')
    .split(' ')[1];
const isOurs = (pid) => {
  for (let at = pid; at !== undefined && at !== '0'; at = parentOf(at)) if (at === String(process.pid)) return true;
  return false;
};
const rss = () =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && read(entry, 'cmdline').includes('--type=renderer') && isOurs(entry))
    .map((pid) => Number(/VmRSS:\s+(\d+)/.exec(read(pid, 'status'))?.[1] ?? 0) / 1024)
    .reduce((most, size) => Math.max(most, size), 0);
const before = await harness.open({ rows: '10' });
await before.page.waitForTimeout(500);
const empty = rss();
await before.page.close();
const { page } = await harness.open({ rows: '0', scene: 'running' });
await page.evaluate(`(async () => {
  const columns = 5;
  for (let first = 0, batch = 0; first < 1_000_000; first += 16_384, batch += 2) {
    const count = Math.min(16_384, 1_000_000 - first);
    for (const [index, runId] of ['as-written', 'counterpart'].entries()) {
      const values = new Float64Array(count * columns);
      for (let row = 0; row < count; row++) {
        values[row] = first + row + 1;
        values[count + row] = index === 0 ? 0 : first + row + 1;
        values[2 * count + row] = 0.1;
        // float32, as TensorFlow's numbers are.
        values[3 * count + row] = Math.fround(Math.sin(first + row));
        values[4 * count + row] = row;
      }
      window.send({ type: 'steps-recorded', runId, batch: batch + index, rows: { firstRow: first, count, values: values.buffer } });
    }
    await new Promise((done) => setTimeout(done, 0));
  }
})()`);
await page.getByText('Rows 999,').first().waitFor();
await page.waitForTimeout(1000);
console.log(
  `memory of the page (resident set): ${empty.toFixed(0)} MB with 10 rows, ${rss().toFixed(0)} MB with 2 × 1,000,000 rows of 5 columns`,
);
await harness.dispose();
server.close();
process.exit(failed === 0 ? 0 : 1);
