import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserArguments, ensureBrowser } from '../../../scripts/setup/browser.mjs';
import { message } from '../../../src/base/message';
import type { Trained } from './barred-page';

// A browser whose policy bars code that is made while it runs: the step cannot be compiled, and its kernels train the same numbers.
const policy = "default-src 'none'; connect-src 'self'; worker-src blob:; script-src 'self' blob: 'wasm-unsafe-eval'";
const source = readFileSync('media/samples/without_global_step.py', 'utf8');

let server: Server;
let browser: Browser;

/** What the article's program does in a page of this policy. */
async function trainedUnder(policyOfPage: string | null): Promise<Trained> {
  const page = await browser.newPage();
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/${policyOfPage === null ? '' : 'barred'}`);
  const trained = await page.evaluate(
    (text) => (globalThis as unknown as { train(text: string): Promise<Trained> }).train(text),
    source.replace('range(10)', 'range(400)').replace('global_steps, 10, 2', 'global_steps, 400, 2'),
  );
  await page.close();
  return trained;
}

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: ['test/integration/web/barred-page.ts'],
    bundle: true,
    write: false,
  });
  const script = outputFiles[0]?.contents ?? new Uint8Array();
  server = createServer(({ url = '/' }, response) => {
    if (url === '/barred') response.setHeader('content-security-policy', policy);
    if (url.endsWith('.js')) response.setHeader('content-type', 'text/javascript');
    if (url === '/page.js') response.end(script);
    else if (/^\/dist\/[\w-]+\.(?:js|wasm)$/.test(url)) response.end(readFileSync(`.${url}`));
    else {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><script src="/page.js"></script>');
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments });
});

afterAll(async () => {
  await browser.close();
  server.close();
});

it('trains the same numbers where a policy bars the generation of code, and says so', async () => {
  const free = await trainedUnder(null);
  const barred = await trainedUnder(policy);
  expect(free.kind).toBe('ended');
  expect(barred.kind).toBe('ended');
  expect(free.runs.map(({ execution }) => execution?.kind)).toEqual(['compiled', 'compiled']);
  for (const { execution } of barred.runs)
    expect(execution).toEqual({ kind: 'kernels', reason: message('this environment bars the generation of code') });
  expect(barred.runs.map(({ rates }) => rates)).toEqual(free.runs.map(({ rates }) => rates));
  expect(barred.runs.map(({ rates }) => rates.length)).toEqual([100, 100]);
});
