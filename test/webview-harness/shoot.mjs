// Renders the panel's page with a fake host under VS Code's strict policy and takes pictures of it:
//   npm run build && node test/webview-harness/shoot.mjs OUT_FOLDER [scene:theme:width[:rows[:tab[:key,key…]]]] …
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openHarness } from './harness.mjs';
import { settled } from '../helpers/settled.mjs';

const [folder, ...shots] = process.argv.slice(2);
if (folder === undefined) throw new Error('name a folder for the pictures');
mkdirSync(folder, { recursive: true });
const harness = await openHarness();
for (const shot of shots.length > 0
  ? shots
  : ['article:dark:1200', 'article:light:600', 'paused:high-contrast:320:4']) {
  const [scene, theme, width, rows = '10', tab = 'training', keys = ''] = shot.split(':');
  const { page, problems } = await harness.open({ scene, theme, width: Number(width), rows });
  if (tab !== 'training') await page.locator(`#tab-${tab}`).click();
  if (keys !== '') {
    await page.locator(`#view-${tab} [role="group"] vscode-button`).first().focus();
    for (const key of keys.split(',')) await page.keyboard.press(key);
  }
  await settled(page);
  await page.screenshot({ path: join(folder, `${shot.replaceAll(':', '-')}.png`), fullPage: true });
  for (const problem of problems) console.log(`${shot}: ${problem}`);
  await page.close();
}
await harness.dispose();
