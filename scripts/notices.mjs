// The licences and notices of everything that is not ours in what we ship: made by the build, of what esbuild really put into the bundles
// and of the WebAssembly that is copied beside them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { licenceText } from './licence-text.mjs';

/**
 * What is inside of the parser's WebAssembly: it comes built, in a package that holds Microsoft's licence alone. Versions are those
 * that it was built from (its cgmanifest.json and package.json), where they are known. `file` is the project's own licence, word for
 * word; `copyright` the line of one that is SPDX's text otherwise; `source` where either stands, at that version.
 */
export const parserParts = [
  {
    name: 'tree-sitter',
    version: '0.25.1',
    licence: 'MIT',
    address: 'https://github.com/tree-sitter/tree-sitter',
    copyright: ['Copyright (c) 2018-2024 Max Brunsfeld'],
    source: 'LICENSE, and of npm’s web-tree-sitter 0.25.1',
  },
  {
    name: 'tree-sitter-python',
    version: '0.25.0',
    licence: 'MIT',
    address: 'https://github.com/tree-sitter/tree-sitter-python',
    copyright: ['Copyright (c) 2016 Max Brunsfeld'],
    source: 'LICENSE, and of npm’s tree-sitter-python 0.25.0',
  },
  {
    name: 'ICU (macros for UTF-8 and UTF-16, in tree-sitter)',
    version: '',
    licence: 'Unicode-DFS-2016',
    address: 'https://github.com/unicode-org/icu',
    file: 'icu.txt',
    source: 'lib/src/unicode/LICENSE of tree-sitter, to the software that is not in it',
  },
  {
    name: 'Emscripten (runtime, in tree-sitter)',
    version: '',
    licence: 'MIT',
    address: 'https://github.com/emscripten-core/emscripten',
    file: 'emscripten.txt',
    source: 'LICENSE, the first of its two',
  },
  {
    name: 'musl (C library, in tree-sitter)',
    version: '',
    licence: 'MIT',
    address: 'https://musl.libc.org',
    copyright: ['Copyright © 2005-2020 Rich Felker, et al.'],
    source: 'COPYRIGHT',
  },
];

/** Licences that we may ship under: permissive ones, whose conditions this file meets. */
const permitted = new Set(['MIT', 'Apache-2.0', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'Unicode-DFS-2016']);

/** A package's folder is the part of an input's path up to its name. */
const inPackage = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** The packages that inputs of bundles belong to, with those of their files that are in, by name and version. */
export function bundledPackages(inputs) {
  const folders = new Map();
  for (const input of inputs) {
    const folder = inPackage.exec(input)?.[1];
    if (folder !== undefined) folders.set(folder, [...(folders.get(folder) ?? []), input]);
  }
  const packages = [...folders].map(([folder, files]) => {
    const { name, version, license, homepage, repository, author } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    const address = homepage ?? (typeof repository === 'string' ? repository : (repository?.url ?? ''));
    const by = typeof author === 'string' ? author : author?.name;
    return { folder, name, version, licence: license, address: plain(address), by, files };
  });
  const unique = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]));
  return [...unique.values()].sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

function plain(address) {
  return address
    .replace(/^git\+/, '')
    .replace(/^git:/, 'https:')
    .replace(/^github:/, 'https://github.com/')
    .replace(/\.git$/, '');
}

const licenceFile = /^(?:licen[cs]e|copying)(?:[.-].*)?$/i;
const noticeFile = /^(?:notices?|copyrightnotice|thirdpartynotices?)(?:\..*)?$/i;

/** What a package says of its licence: its own files, else the licence's text with its copyright lines. Throws where there is neither. */
export function textOf({ folder, name, licence, by, files }) {
  if (!permitted.has(licence)) throw new Error(`${name} is under ${licence ?? 'no licence'}, which is not permitted`);
  const names = readdirSync(folder).sort();
  const read = (pattern) =>
    names.filter((file) => pattern.test(file)).map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const own = read(licenceFile);
  const copyright = copyrightLines(files);
  const holders = copyright.length > 0 || by === undefined ? copyright : [`Copyright (c) ${by}`];
  if (own.length === 0 && holders.length === 0) throw new Error(`${name} names no holder of its copyright`);
  return [...(own.length > 0 ? own : [licenceText(licence, holders)]), ...read(noticeFile)].join('\n\n');
}

/** The copyright lines of files, each once. */
function copyrightLines(files) {
  const found = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^[\s/*#]*(Copyright (?:\(c\) )?[\w\d].*?)[\s*/]*$/gim)].map(
      ([, line]) => line,
    ),
  );
  return [...new Set(found)].sort();
}

const nameOf = ({ name, version }) => (version === '' ? name : `${name} ${version}`);

/** The licence of a part of the parser. */
function partText({ licence, copyright, file }) {
  if (file === undefined) return licenceText(licence, copyright);
  return readFileSync(new URL(`licences/${file}`, import.meta.url), 'utf8').trim();
}

/** The whole text: a list of what is in, then each licence's text under the names of those that it holds for. */
export function thirdPartyNotices(inputs) {
  const packages = bundledPackages(inputs);
  const all = [
    ...packages.map((one) => ({ ...one, text: textOf(one) })),
    ...(inputs.some((input) => input.includes('tree-sitter')) ? parserParts : []).map((part) => ({
      ...part,
      text: partText(part),
    })),
  ];
  const texts = new Map();
  for (const one of all) texts.set(one.text, [...(texts.get(one.text) ?? []), one]);
  // By length: what is nearly the same text stands next to each other, which the package's compression sees. It takes a sixth off.
  const sorted = [...texts].sort(([one], [other]) => one.length - other.length);
  const line = '-'.repeat(80);
  return [
    'Global Step holds the following software of others, under the licences below.',
    '',
    ...all.map(({ name, version, licence, address }) =>
      `- ${nameOf({ name, version })} (${licence}) ${address}`.trimEnd(),
    ),
    ...sorted.flatMap(([text, users]) => [
      '',
      line,
      users.map(nameOf).join(', '),
      line,
      '',
      text.replace(/\r\n?/g, '\n'),
    ]),
    '',
  ].join('\n');
}
