import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly dependencies?: object;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly markdownDescription?: string }>>;
    };
  };
}

const run = promisify(execFile);
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

async function packaged(): Promise<Map<string, number>> {
  const open = promisify<Buffer, { lazyEntries: boolean }, ZipFile>(fromBuffer);
  const zip = await open(readFileSync('global-step.vsix'), { lazyEntries: false });
  return new Promise((resolve, reject) => {
    const files = new Map<string, number>();
    zip.on('entry', ({ fileName, uncompressedSize }: Entry) => files.set(fileName, uncompressedSize));
    zip.on('end', () => {
      resolve(files);
    });
    zip.on('error', reject);
  });
}

describe('the VSIX', () => {
  it('holds what is needed and nothing else', async () => {
    const files = [...(await packaged()).keys()].sort();
    expect(files).toEqual(
      [
        '[Content_Types].xml',
        'extension.vsixmanifest',
        'extension/LICENSE.txt',
        'extension/changelog.md',
        'extension/dist/ThirdPartyNotices.txt',
        'extension/dist/rules.json',
        'extension/dist/rules.zh-cn.json',
        'extension/dist/single-byte.js',
        'extension/dist/engine.js',
        'extension/dist/extension-web.js',
        'extension/dist/extension.js',
        'extension/dist/on-demand.js',
        'extension/dist/tree-sitter-python.wasm',
        'extension/dist/tree-sitter.wasm',
        'extension/dist/webview.css',
        'extension/dist/webview.js',
        'extension/dist/worker.js',
        'extension/dist/zh-cn.js',
        'extension/media/icon.png',
        ...readdirSync('media/kinds').map((name) => `extension/media/kinds/${name}`),
        'extension/media/samples/with_global_step.py',
        'extension/media/samples/without_global_step.py',
        'extension/media/walkthrough/fix.svg',
        'extension/media/walkthrough/lens.svg',
        'extension/media/walkthrough/open.svg',
        'extension/media/walkthrough/visualize.svg',
        'extension/package.json',
        'extension/package.nls.json',
        'extension/package.nls.zh-cn.json',
        'extension/readme.md',
      ].sort(),
    );
  });

  it.each([
    ['rules.json', 'docs/rules'],
    ['rules.zh-cn.json', 'docs/rules/zh-cn'],
  ])('%s has every page of %s', (packed, folder) => {
    const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
    expect(pages.length).toBeGreaterThan(20);
    expect(JSON.parse(readFileSync(join('dist', packed), 'utf8'))).toEqual(
      Object.fromEntries(pages.map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
    );
  });

  it('is the same, byte for byte, from the same build and commit', { timeout: 180_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vsix-'));
    try {
      const packed: Buffer[] = [];
      for (const [index, zone] of ['UTC', 'Asia/Shanghai'].entries()) {
        // What differs between two checkouts: times, modes, the language and the zone.
        for (const file of ['dist/engine.js', 'LICENSE', 'media/icon.png']) {
          utimesSync(file, 1e9 + index, 1e9 + index);
          chmodSync(file, index === 0 ? 0o664 : 0o600);
        }
        const file = join(folder, `${index}.vsix`);
        const env = { ...process.env, TZ: zone, LANG: index === 0 ? 'C' : 'et_EE.UTF-8' };
        // The search for secrets takes most of the time, and is the build's.
        await run(process.execPath, ['scripts/package.mjs', file, '--allow-package-all-secrets'], { env });
        packed.push(readFileSync(file));
      }
      expect(packed[0]?.equals(packed[1] ?? Buffer.alloc(0))).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('stays under a megabyte', () => {
    expect(readFileSync('global-step.vsix').length).toBeLessThan(1024 * 1024);
  });
});

describe('the manifest', () => {
  it('has the names that others build on', () => {
    expect(`${manifest.publisher}.${manifest.name}`).toBe('global-step.global-step');
    expect(manifest.contributes.commands).toContainEqual(
      expect.objectContaining({ command: 'globalStep.visualize', title: '%command.visualize.title%' }),
    );
    const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
    expect(texts['command.visualize.title']).toBe('Visualize Global Step');
  });

  it('describes every setting, under globalStep.', () => {
    for (const [name, { markdownDescription }] of Object.entries(manifest.contributes.configuration.properties)) {
      expect(name).toMatch(/^globalStep\./);
      expect(markdownDescription, name).toBeTruthy();
    }
  });

  it('pins every package to one version, and ships none of them', () => {
    expect(manifest.dependencies).toBeUndefined();
    for (const [name, version] of Object.entries(manifest.devDependencies))
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
    expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved": "http');
  });
});

describe('the documents', () => {
  it('point only at files that exist', () => {
    for (const file of ['README.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/testing.md']) {
      const folder = file.includes('/') ? `${file.slice(0, file.lastIndexOf('/'))}/` : '';
      for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(/\]\(((?!https?:|#)[^)\s]+)\)/g)) {
        expect(existsSync(folder + target.replace(/#.*$/, '')), `${file} -> ${target}`).toBe(true);
      }
    }
  });

  it('name no machine and no registry', () => {
    const texts = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/architecture.md', 'docs/testing.md'];
    for (const file of texts) expect(readFileSync(file, 'utf8')).not.toMatch(/(?:^|[\s`(])\/(?:work|root|home)\//m);
  });
});
