// The panel's page, as `npm run build` made it, in a real browser, with a fake host in place of VS Code and VS Code's own policy and theme
// variables.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserArguments, ensureBrowser } from '../../scripts/setup/browser.mjs';
import { themes } from './themes.mjs';

const nonce = 'harness';

/** What is shipped, as the build made it, and the host in VS Code's place. */
async function bundles() {
  const { outputFiles } = await build({
    entryPoints: { host: 'test/webview-harness/fake-host.ts' },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    outdir: 'out',
    write: false,
  });
  const shipped = ['webview.js', 'webview.css', 'zh-cn.js'].map((name) => [
    `/${name}`,
    readFileSync(join('dist', name)),
  ]);
  return new Map([...shipped, ...outputFiles.map(({ contents }) => ['/host.js', Buffer.from(contents)])]);
}

function html(theme, saved, language) {
  const { kind, variables } = themes[theme];
  const style = Object.entries(variables).map(([name, value]) => `--vscode-${name}:${value}`);
  // The page speaks the language of the table that stands before it, as the panel's own page does.
  const texts = language === 'zh-cn' ? `<script nonce="${nonce}" src="/zh-cn.js"></script>` : '';
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/theme.css?${encodeURIComponent(style.join(';'))}"><link rel="stylesheet" href="/webview.css"><title>Global Step</title></head>
<body class="${kind}"><main data-view="training"${saved === undefined ? '' : ` data-saved='${saved}'`}></main>
<script nonce="${nonce}" src="/host.js"></script>${texts}<script nonce="${nonce}" src="/webview.js"></script></body></html>`;
}

/** Starts the server and the browser. */
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
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments });
  const address = ({ scene = 'article', theme = 'dark', rows = '10', saved, language }) => {
    const query = new URLSearchParams({
      scene,
      theme,
      rows,
      ...(saved === undefined ? {} : { saved }),
      ...(language === undefined ? {} : { language }),
    });
    return `http://127.0.0.1:${server.address().port}/panel?${query}`;
  };
  const open = async (options = {}) => {
    const page = await browser.newPage({ viewport: { width: options.width ?? 1200, height: options.height ?? 900 } });
    const problems = watchProblems(page);
    await page.goto(address(options));
    return { page, problems };
  };
  let kept = null;
  return {
    open,
    async show(options = {}) {
      // A new page costs a process and a compilation of the script: four times what another scene in the same page costs.
      kept ??= await browser.newPage();
      for (const event of ['pageerror', 'console']) kept.removeAllListeners(event);
      const problems = watchProblems(kept);
      await kept.setViewportSize({ width: options.width ?? 1200, height: options.height ?? 900 });
      // Where the pointer was left, it would hover over what is there now.
      await kept.mouse.move(0, 0);
      await kept.goto(address(options));
      await kept.locator('main header h1').waitFor();
      return { page: kept, problems };
    },
    async dispose() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What goes wrong in a page from now on, refusals by its policy among it. */
function watchProblems(page) {
  const problems = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`);
  });
  return problems;
}
