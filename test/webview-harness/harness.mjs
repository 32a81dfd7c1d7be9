// The panel's page in a real browser, with a fake host in place of VS Code and VS Code's own policy and theme variables.
import { build } from 'esbuild';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import { themes } from './themes.mjs';

const nonce = 'harness';
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function bundles() {
  const { outputFiles } = await build({
    entryPoints: { webview: 'webview/main.ts', host: 'test/webview-harness/fake-host.ts' },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    outdir: 'out',
    write: false,
  });
  return new Map(outputFiles.map(({ path, contents }) => [path.slice(path.lastIndexOf('/')), Buffer.from(contents)]));
}

function html(theme, saved, language) {
  const { kind, variables } = themes[theme];
  const style = Object.entries(variables).map(([name, value]) => `--vscode-${name}:${value}`);
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/theme.css?${encodeURIComponent(style.join(';'))}"><link rel="stylesheet" href="/webview.css"><title>Global Step</title></head>
<body class="${kind}"><main data-view="training"${saved === undefined ? '' : ` data-saved='${saved}'`}></main>
<script nonce="${nonce}" src="/host.js"></script><script nonce="${nonce}" src="/webview.js"></script></body></html>`;
}

/** Starts the server and the browser; `open` gives a page and a growing list of what went wrong in it. */
export async function openHarness() {
  const files = await bundles();
  const server = createServer((request, response) => {
    const { pathname, search, searchParams } = new URL(request.url, 'http://127.0.0.1');
    const type = { css: 'text/css', js: 'text/javascript' }[pathname.split('.').at(-1)] ?? 'text/html';
    response.setHeader('content-type', `${type}; charset=utf-8`);
    if (pathname === '/theme.css') response.end(`:root{${decodeURIComponent(search.slice(1))}}`);
    else if (files.has(pathname)) response.end(files.get(pathname));
    else
      response.end(
        html(
          searchParams.get('theme') ?? 'dark',
          searchParams.get('saved') ?? undefined,
          searchParams.get('language') ?? 'en',
        ),
      );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
  return {
    async open({ scene = 'article', theme = 'dark', width = 1200, rows = '10', saved, height = 900, language } = {}) {
      const page = await browser.newPage({ viewport: { width, height } });
      const problems = [];
      page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`);
      });
      const query = new URLSearchParams({
        scene,
        theme,
        rows,
        ...(saved === undefined ? {} : { saved }),
        ...(language === undefined ? {} : { language }),
      });
      await page.goto(`http://127.0.0.1:${server.address().port}/panel?${query}`);
      return { page, problems };
    },
    async dispose() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
