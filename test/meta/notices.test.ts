import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parserParts, thirdPartyNotices } from '../../scripts/notices.mjs';

const bundles = JSON.parse(readFileSync('dist/meta.json', 'utf8')) as Record<string, { readonly inputs: string[] }>;
const notices = readFileSync('dist/ThirdPartyNotices.txt', 'utf8');
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The folders of the packages in the bundles, found by their manifests: the nearest one with a name above each input. */
function bundledFolders(): Set<string> {
  const folders = new Set<string>();
  for (const input of Object.values(bundles).flatMap(({ inputs }) => inputs)) {
    if (!input.startsWith('node_modules/')) continue;
    const parts = input.split('/');
    const places = parts.map((_, index) => parts.slice(0, parts.length - index - 1).join('/'));
    const found = places.find((place) => {
      if (place === '' || !readdirSync(place).includes('package.json')) return false;
      return 'version' in (JSON.parse(readFileSync(`${place}/package.json`, 'utf8')) as object);
    });
    if (found !== undefined) folders.add(found);
  }
  return folders;
}

describe('the third-party notices', () => {
  const folders = [...bundledFolders()];

  it.each(folders)('name %s with its version and its licence, and hold its own texts', (folder) => {
    const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Record<
      'name' | 'version' | 'license',
      string
    >;
    expect(notices).toContain(`\n- ${manifest.name} ${manifest.version} (${manifest.license}) http`);
    // In the list, and above the text that holds for it.
    expect(notices.split(`${manifest.name} ${manifest.version}`).length).toBeGreaterThan(2);
    const own = readdirSync(folder).filter((name) => /licen[cs]e|notice|copying/i.test(name) && !name.endsWith('.md'));
    for (const name of own)
      expect(squeezed(notices), `${folder}/${name}`).toContain(squeezed(readFileSync(`${folder}/${name}`, 'utf8')));
  });

  it('name nothing that is in no bundle but what the parser’s WebAssembly holds', () => {
    const names = folders.map(
      (folder) => (JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { readonly name: string }).name,
    );
    const listed = [...notices.matchAll(/^- (\S+)/gm)].map(([, name]) => name);
    expect(new Set(listed)).toEqual(
      new Set([...names, 'tree-sitter', 'tree-sitter-python', 'ICU', 'Emscripten', 'musl']),
    );
  });

  it('hold the whole text of the Apache License, and the holders’ lines where a package has no file of it', () => {
    expect(notices).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION');
    expect(notices).toMatch(
      /@tensorflow\/tfjs-core .*\n-+\n\n(?:Copyright \d{4} Google.*\n)+\nApache License\nVersion 2\.0/,
    );
    expect(notices).toMatch(/fast-foundation 2.*\n-+\n\nMIT License\n\nCopyright \(c\) Microsoft\n\nPermission/);
    expect(notices).toMatch(
      /\ntree-sitter 0.*\n-+\n\nMIT License\n\nCopyright \(c\) [\d-]+ Max Brunsfeld\n\nPermission/,
    );
  });

  it('hold what the parser is made of: of the versions that its package names, with the whole line of each holder', () => {
    const folder = 'node_modules/@vscode/tree-sitter-wasm';
    const read = (file: string): unknown => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
    const { registrations } = read('cgmanifest.json') as {
      readonly registrations: readonly {
        readonly component: { readonly git: { readonly name: string } };
        readonly version: string;
        readonly license: string;
      }[];
    };
    const { devDependencies } = read('package.json') as { readonly devDependencies: Readonly<Record<string, string>> };
    const versionOf = (name: string): string | undefined => parserParts.find((part) => part.name === name)?.version;
    expect(registrations.map(({ component, version }) => [component.git.name, version])).toEqual([
      ['tree-sitter', versionOf('tree-sitter')],
    ]);
    expect(devDependencies['tree-sitter-python']).toBe(`^${versionOf('tree-sitter-python') ?? ''}`);
    for (const line of [
      'Copyright (c) 2018-2024 Max Brunsfeld',
      'Copyright (c) 2016 Max Brunsfeld',
      'Copyright © 1991-2019 Unicode, Inc. All rights reserved.',
      'Copyright (c) 1995-2016 International Business Machines Corporation and others',
      'Copyright (c) 2010-2014 Emscripten authors, see AUTHORS file.',
      'Copyright © 2005-2020 Rich Felker, et al.',
    ])
      expect(notices.split('\n'), line).toContain(line);
    for (const { copyright = [], file } of parserParts) expect(copyright.length > 0 || file !== undefined).toBe(true);
    expect(notices).toMatch(/\nICU .*\n-+\n\nCOPYRIGHT AND PERMISSION NOTICE \(ICU 58 and later\)\n/);
  });
});

describe('a package in a bundle', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'notices-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  /** The notices of a bundle that holds one file of one package. */
  const noticesOf = (manifest: object, files: Readonly<Record<string, string>>): string => {
    const place = join(folder, 'node_modules', '@a', 'b');
    mkdirSync(place, { recursive: true });
    for (const [name, text] of Object.entries({ ...files, 'package.json': JSON.stringify(manifest) }))
      writeFileSync(join(place, name), text);
    return thirdPartyNotices([join(place, 'index.js').replaceAll('\\', '/'), 'src/extension.ts']);
  };
  const manifest = { name: '@a/b', version: '1.2.3', license: 'MIT', author: { name: 'Ada' } };

  it('brings its licence and its notice', () => {
    const text = noticesOf(manifest, { 'index.js': '', 'LICENCE.txt': 'Do as you like.', NOTICE: 'Made by Ada.' });
    expect(text).toMatch(/@a\/b 1\.2\.3\n-+\n\nDo as you like\.\n\nMade by Ada\.\n$/);
  });

  it('without a licence file has the licence’s own text, with the holders that its files or its manifest name', () => {
    expect(noticesOf(manifest, { 'index.js': '' })).toMatch(
      /MIT License\n\nCopyright \(c\) Ada\n\nPermission is hereby/,
    );
    const text = noticesOf(manifest, {
      'index.js': '/** @license\n * Copyright 2020 Bob Ltd.\n */\nlet copyright = 1;',
    });
    expect(text).toMatch(/MIT License\n\nCopyright 2020 Bob Ltd\.\n\nPermission is hereby/);
  });

  it.each([
    ['no licence', { ...manifest, license: undefined }],
    ['a licence that asks for more', { ...manifest, license: 'GPL-3.0-only' }],
    ['no holder', { ...manifest, author: undefined }],
  ])('with %s fails the build', (_, wrong) => {
    expect(() => noticesOf(wrong, { 'index.js': '' })).toThrow('@a/b');
  });
});
