// Writes pictures of every state of the panel, in four themes and three widths, with an index to look through them:
//   npm run gallery -- [FOLDER]          (default out/gallery; GALLERY_ONLY=name,… takes some of the states)
// From the page's own bundle in a real Chromium, under the panel's policy, with the variables of VS Code's themes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settled } from '../test/helpers/settled.mjs';
import { openHarness } from '../test/webview-harness/harness.mjs';
import { npm, run } from './setup/run.mjs';

/** Each state: the fake host's scene, the view, and what somebody does there before the picture is taken. */
const states = {
  waiting: { scene: 'silent' },
  starting: { scene: 'loading' },
  running: { scene: 'running', rows: '6' },
  paused: { scene: 'paused', rows: '4' },
  finished: { scene: 'article' },
  'many-rows': { scene: 'article', rows: '20000' },
  'not-finite': { scene: 'non-finite' },
  failed: { scene: 'failed' },
  refused: { scene: 'refused' },
  module: { scene: 'module' },
  'chinese-module': { scene: 'module', language: 'zh-cn' },
  'preview-reading': { scene: 'preview-reading', act: tryOut },
  'no-step': { scene: 'no-step' },
  groups: { scene: 'groups' },
  twice: { scene: 'twice' },
  checkpoints: { scene: 'checkpoints' },
  diverging: { scene: 'diverging' },
  'unresolved-above': { scene: 'unresolved' },
  unresolved: { scene: 'unresolved', tab: 'program' },
  'values-set': { scene: 'values-set', tab: 'program' },
  endless: { scene: 'endless' },
  'train-ops': { scene: 'train-ops' },
  'chinese-train-ops': { scene: 'train-ops', language: 'zh-cn' },
  program: { scene: 'article', tab: 'program' },
  kernels: { scene: 'kernels', tab: 'program' },
  'out-of-date': { scene: 'out-of-date' },
  varied: { scene: 'varied' },
  compared: { scene: 'earlier' },
  playground: { scene: 'article', act: tryOut },
  'playground-varied': { scene: 'varied' },
  'playground-wrong': { scene: 'article', act: write('decay_steps', '-1') },
  'playground-own-rate': { scene: 'own-rate' },
  'step-none': { scene: 'article', rows: '0', tab: 'step' },
  'step-feed': { scene: 'article', tab: 'step', act: phases(0) },
  'step-gradients': { scene: 'article', tab: 'step', act: phases(2) },
  'step-rate': { scene: 'article', tab: 'step', act: phases(3) },
  'step-increment': { scene: 'article', tab: 'step', act: phases(5) },
  'step-read': { scene: 'article', tab: 'step', act: phases(6) },
  'step-counted-twice': { scene: 'twice', tab: 'step', act: phases(5) },
  'step-slots': { scene: 'slots', tab: 'step', act: phases(4) },
  averages: { scene: 'average' },
  'step-averages': { scene: 'average', tab: 'step', act: phases(6) },
  'step-not-repeatable': { scene: 'no-trace', tab: 'step', act: phases(1) },
  chinese: { scene: 'article', language: 'zh-cn' },
  'chinese-playground': { scene: 'varied', language: 'zh-cn' },
  'chinese-refused': { scene: 'refused', language: 'zh-cn' },
  'chinese-groups': { scene: 'groups', language: 'zh-cn' },
  'chinese-unresolved': { scene: 'unresolved', tab: 'program', language: 'zh-cn' },
  'chinese-not-finite': { scene: 'non-finite', language: 'zh-cn' },
  'chinese-diverging': { scene: 'diverging', language: 'zh-cn' },
  'chinese-step-averages': { scene: 'average', tab: 'step', language: 'zh-cn', act: phases(6) },
  'chinese-step-twice': { scene: 'twice', tab: 'step', language: 'zh-cn', act: phases(5) },
  'chinese-step': { scene: 'article', tab: 'step', language: 'zh-cn', act: phases(5) },
};
/** @type {('dark' | 'light' | 'high-contrast' | 'high-contrast-light')[]} */
const themes = ['dark', 'light', 'high-contrast', 'high-contrast-light'];
const widths = [600, 950, 1500];

async function tryOut(page) {
  await page.getByRole('textbox', { name: 'decay_steps', exact: true }).fill('5');
}

function write(field, value) {
  return (page) => page.getByRole('textbox', { name: field, exact: true }).fill(value);
}

function phases(count) {
  return async (page) => {
    await page.locator('#view-step [role="group"] vscode-button').first().focus();
    await page.keyboard.press('Shift+ArrowRight');
    for (let made = 0; made < count; made++) await page.keyboard.press('ArrowRight');
  };
}

const folder = process.argv[2] ?? 'out/gallery';
const only = process.env.GALLERY_ONLY?.split(',');
mkdirSync(folder, { recursive: true });
run(npm, ['run', 'build']);
const harness = await openHarness();
const taken = [];
const problems = [];
try {
  for (const [name, { scene, rows = '10', tab = 'training', language, act }] of Object.entries(states)) {
    if (only !== undefined && !only.includes(name)) continue;
    for (const theme of themes) {
      const { page, problems: found } = await harness.open({ scene, theme, width: widths[0], rows, language });
      // The first view is shown, and is the only one of a program that trains nothing.
      if (tab !== 'training') await page.locator(`#tab-${tab}`).click();
      if (act !== undefined) await act(page);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        // What was focused has scrolled the page; its head stands on top.
        await page.evaluate(() => window.scrollTo(0, 0));
        await settled(page);
        const file = `${name}-${theme}-${width}.png`;
        await page.screenshot({ path: join(folder, file), fullPage: true, animations: 'disabled' });
        // What is wider than the page would have to be scrolled for.
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (over > 0) problems.push(`${file}: ${over} pixels wider than the page`);
        taken.push({ name, theme, width, file });
      }
      problems.push(...found.map((problem) => `${name}-${theme}: ${problem}`));
      await page.close();
    }
  }
} finally {
  await harness.dispose();
}
writeFileSync(join(folder, 'index.html'), index(taken));
console.log(`${taken.length} pictures in ${join(folder, 'index.html')}`);
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

function index(pictures) {
  const names = [...new Set(pictures.map(({ name }) => name))];
  const sections = names.map((name) => {
    const own = pictures.filter((picture) => picture.name === name);
    const figures = own.map(
      ({ file, theme, width }) =>
        `<figure><a href="${file}"><img src="${file}" loading="lazy" alt="${name}, ${theme}, ${width} pixels"></a><figcaption>${theme}, ${width}</figcaption></figure>`,
    );
    return `<h2 id="${name}">${name}</h2><div>${figures.join('')}</div>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Global Step: gallery</title>
<style>body{font:14px system-ui;margin:16px}div{display:flex;flex-wrap:wrap;gap:12px;align-items:start}figure{margin:0}
img{max-width:360px;max-height:420px;border:1px solid #888}nav a{margin-right:10px}</style>
<h1>Global Step: gallery</h1><nav>${names.map((name) => `<a href="#${name}">${name}</a>`).join('')}</nav>
${sections.join('\n')}</html>
`;
}
