// Finds a Chromium for tests and pictures, and sets one up where there is none.
import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder, npm, onPath, run } from './run.mjs';

const usual = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
/** A headless Chromium as an npm package, for users who may not install Debian packages. */
const packaged = { name: '@sparticuz/chromium', version: '153.0.0' };

/** The path of a Chromium; installs Debian's where it may, else one from npm into the user's cache. */
export async function ensureBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen !== undefined && chosen !== '') return chosen;
  const found = () =>
    onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable') ?? usual.find(existsSync) ?? null;
  return found() ?? installFromDebian(found) ?? (await installFromNpm());
}

/** Switches for Chromium in tests: as root it has no sandbox, and it must look up nothing outside. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-gpu-watchdog',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function installFromDebian(found) {
  if (onPath('apt-get') === null) return null;
  const isRoot = process.getuid?.() === 0;
  const sudo = onPath('sudo');
  if (!isRoot && sudo === null) return null;
  const apt = (...args) =>
    run(isRoot ? 'apt-get' : sudo, isRoot ? args : ['-n', 'apt-get', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  try {
    console.log('Installing Chromium …');
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
    return found();
  } catch {
    return null;
  }
}

async function installFromNpm() {
  const folder = cacheFolder(`chromium-${packaged.version}`);
  const marker = join(folder, 'ready.json');
  if (!existsSync(marker)) {
    console.log('Fetching a Chromium from npm …');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
    run(npm, ['install', '--no-audit', '--no-fund', `${packaged.name}@${packaged.version}`], { cwd: folder });
    const path = createRequire(join(folder, 'package.json')).resolve(packaged.name);
    const { default: chromium } = await import(pathToFileURL(path).href);
    const unpacked = await chromium.executablePath();
    const own = join(folder, 'chromium');
    // Not moved: the package unpacks into the temporary folder, which may be another disk.
    copyFileSync(unpacked, own);
    chmodSync(own, 0o755);
    writeFileSync(marker, JSON.stringify({ executable: own }));
  }
  return join(folder, 'chromium');
}
