// `npm run bench:web [-- ROUNDS [FOLDER]]`: the built engine and the built worker in a browser's web workers beside Node's threads, in turns.
// Python files of FOLDER are checked, or the project's own fixtures.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { bundleAlias, bundleLoader } from './setup/bundle-alias.mjs';
import { browserArguments, ensureBrowser } from './setup/browser.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { npm, run } from './setup/run.mjs';

const rounds = Number(process.argv[2] ?? 5);
const folder = process.argv[3] ?? 'test/fixtures';
const iterations = 3_000_000;

ensureDependencies();
run(npm, ['run', 'build']);
const common = { bundle: true, alias: bundleAlias, loader: bundleLoader, logLevel: /** @type {const} */ ('error') };
await build({
  ...common,
  entryPoints: ['test/bench/web/node.ts'],
  platform: 'node',
  outfile: 'out/bench/web-node.cjs',
});
await build({
  ...common,
  entryPoints: ['test/bench/web/page.ts'],
  platform: 'browser',
  outfile: 'out/bench/web-page.js',
});

const article = readFileSync('media/samples/without_global_step.py', 'utf8')
  .replace('range(10)', `range(${iterations})`)
  .replace('0.1, global_steps, 10, 2', `0.01, global_steps, ${iterations}, 0.5`);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.py'))
  .sort()
  .slice(0, 400)
  .map((name) => readFileSync(join(folder, name), 'utf8'));
mkdirSync('out/bench', { recursive: true });
const subjects = resolve('out/bench/web-subjects.json');
writeFileSync(subjects, JSON.stringify({ article, iterations, files }));

const server = createServer((request, response) => {
  const { url = '/' } = request;
  response.setHeader(
    'content-type',
    url === '/' ? 'text/html' : url.endsWith('.js') ? 'text/javascript' : 'application/octet-stream',
  );
  if (url === '/') response.end('<!doctype html><script src="/page.js"></script>');
  else if (url === '/page.js') response.end(readFileSync('out/bench/web-page.js'));
  else if (url === '/subjects.json') response.end(readFileSync(subjects));
  else if (/^\/dist\/[\w-]+\.(?:js|wasm)$/.test(url)) response.end(readFileSync(`.${url}`));
  else response.writeHead(404).end();
});
await new Promise((done) => {
  server.listen(0, '127.0.0.1', () => done(undefined));
});
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

const inNode = () =>
  JSON.parse(
    execFileSync(process.execPath, ['out/bench/web-node.cjs', subjects, resolve('dist')], { encoding: 'utf8' }),
  );
async function inBrowser() {
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    return await page.evaluate('round()');
  } finally {
    await browser.close();
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
/** @type {Record<'node' | 'browser', Record<string, number>[]>} */
const found = { node: [], browser: [] };
for (let round = 0; round < rounds; round++) {
  const ways = [async () => found.node.push(inNode()), async () => found.browser.push(await inBrowser())];
  for (const way of round % 2 === 0 ? ways : ways.toReversed()) await way();
}
console.log(`${files.length} files, two runs of ${iterations} steps, ${rounds} rounds in turns; medians`);
for (const [name, figure, aim] of /** @type {const} */ ([
  ["training, the article's program, steps/s", 'stepsPerSecond', 0.8],
  ['check, files/s', 'filesPerSecond', 0.7],
])) {
  const [node, browser] = [found.node, found.browser].map((all) => median(all.map((one) => one[figure])));
  const ratios = found.node.map((one, index) => found.browser[index][figure] / one[figure]);
  const ratio = median(ratios);
  console.log(
    `${name}: Node ${node.toFixed(0)}, browser ${browser.toFixed(0)}: ${ratio.toFixed(2)} of Node's (${ratios.map((one) => one.toFixed(2)).join(', ')}; aim: at least ${aim}) ${ratio >= aim ? 'holds' : 'MISSED'}`,
  );
}
server.close();
