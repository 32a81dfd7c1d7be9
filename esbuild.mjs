// Builds everything that ships into dist/: the extension, the training worker, the command line, the webview, and the parser's wasm.
import { bundleAlias, bundleLoader } from './scripts/setup/bundle-alias.mjs';
import { build } from 'esbuild';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { thirdPartyNotices } from './scripts/notices.mjs';

const require = createRequire(import.meta.url);
const wasmFolder = join(dirname(require.resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const common = {
  bundle: true,
  minify: true,
  legalComments: /** @type {const} */ ('none'),
  metafile: /** @type {const} */ (true),
  outdir: 'dist',
  target: 'es2022',
  logLevel: /** @type {const} */ ('warning'),
  define: { __VERSION__: JSON.stringify(version) },
  alias: bundleAlias,
  loader: bundleLoader,
};

// tfjs picks its backends by package entry: node's default main fields lose the cpu backend, and node-fetch is never needed.
const tfjs = { mainFields: ['module', 'main'], alias: { ...common.alias, 'node-fetch': './scripts/empty.cjs' } };

/** In a browser that table is loaded before any text is said (`src/host/web/table.ts`). */
const loadedTables = {
  name: 'loaded-tables',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/texts\/zh-cn$/ }, ({ path }) => ({ path, namespace: 'loaded-tables' }));
    onLoad({ filter: /.*/, namespace: 'loaded-tables' }, () => ({
      contents: `Object.defineProperty(exports, 'chinese', { enumerable: true, get: () => globalThis.globalStepTable.chinese });`,
    }));
  },
};

/** Leaves an import of `on-demand` a load of the file beside the bundle. */
const onDemand = {
  name: 'on-demand',
  setup({ onResolve }) {
    onResolve({ filter: /\/on-demand$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './on-demand.js', external: true } : undefined,
    );
  },
};

/** Leaves iconv-lite, whose tables are a third of a bundle, in a file of its own that the first text in another encoding than UTF-8 loads. */
const encodings = {
  name: 'encodings',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^iconv-lite$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: 'iconv-lite', namespace: 'encodings' },
    );
    onResolve({ filter: /^\.\/encodings\.js$/, namespace: 'encodings' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'encodings' }, () => ({
      contents: ['decode', 'encode']
        .map((name) => `exports.${name} = (...args) => require('./encodings.js').${name}(...args);`)
        .join('\n'),
    }));
  },
};

/**
 * The same for the editor's engine, which reads and never writes: what has a character in several bytes is read by the tables that Node and a
 * browser have themselves, which keeps 150 KB out of the VSIX; the rest is in a file of its own.
 */
const readEncodings = {
  name: 'read-encodings',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^iconv-lite$/ }, () => ({ path: 'iconv-lite', namespace: 'read-encodings' }));
    onResolve({ filter: /^\.\/single-byte\.js$/ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'read-encodings' }, () => ({
      contents: `
        import { decodeMultiByte } from './src/host/multi-byte';
        const rest = () => require('./single-byte.js');
        export const decode = (bytes, name, options) => decodeMultiByte(bytes, name) ?? rest().decode(bytes, name, options);
        export const encode = (text, name) => rest().encode(text, name);`,
      resolveDir: import.meta.dirname,
    }));
  },
};

/** iconv-lite without the tables of characters in several bytes that Node has itself. */
const singleByte = {
  name: 'single-byte',
  setup({ onLoad }) {
    onLoad({ filter: /iconv-lite[\\/]encodings[\\/]tables[\\/](?:big5|cp936|cp950|euc|gb|shift)/ }, () => ({
      contents: '[]',
      loader: 'json',
    }));
  },
};

/** The Python that ships, without its comments and most of its indentation: its lines are told to nobody. */
const pythonText = {
  name: 'python-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.py$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => !/^\s*(?:#|$)/.test(line))
        .map((line) => line.replace(/^(?: {4})+/, (indentation) => ' '.repeat(indentation.length / 4)))
        .join('\n'),
      loader: 'text',
    }));
  },
};

/** Leaves a language's table of texts in a file of its own, which is loaded where VS Code speaks that language. */
const tables = {
  name: 'tables',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/texts\/zh-cn$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: 'zh-cn', namespace: 'tables' },
    );
    onResolve({ filter: /^\.\/zh-cn\.js$/, namespace: 'tables' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'tables' }, () => ({
      contents: `Object.defineProperty(exports, 'chinese', { enumerable: true, get: () => require('./zh-cn.js').chinese });`,
    }));
  },
};

const results = await Promise.all([
  // Activation loads the first alone; a command loads the second, which esbuild cannot split off by itself in this format.
  ...Object.entries({ extension: 'src/extension.ts', 'on-demand': 'src/editor/commands/on-demand.ts' }).map(
    ([name, entry]) =>
      build({
        ...common,
        entryPoints: { [name]: entry },
        platform: 'node',
        format: 'cjs',
        external: ['vscode'],
        plugins: [onDemand, tables],
        // VS Code hands out its API by way of `require`: what Node's own `import` loads would not get it.
        supported: { 'dynamic-import': false },
      }),
  ),
  // The same in a browser, which has no `require` of files: `src/host/web/bundles.ts` loads the other bundles, the same ones.
  build({
    ...common,
    entryPoints: { 'extension-web': 'src/extension-web.ts' },
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    plugins: [loadedTables],
  }),
  // One file for the extension, which requires it, and for the page, where a script's variable is everybody's.
  build({
    ...common,
    entryPoints: { 'zh-cn': 'src/texts/zh-cn/index.ts' },
    format: 'iife',
    globalName: 'globalStepTexts',
    footer: { js: "if(typeof module==='object')module.exports=globalStepTexts;" },
    charset: 'utf8',
  }),
  // The engine runs in a thread of its own, started with the first Python document: of Node, or of a browser. What it has of either is
  // loaded by a dynamic import, so that nothing of Node is touched in a browser.
  build({
    ...common,
    entryPoints: { engine: 'src/editor/engine/engine-worker.ts' },
    platform: 'node',
    format: 'cjs',
    plugins: [readEncodings, pythonText],
  }),
  // `charset`: the tables of encodings are characters, each of which would be written as six.
  build({
    ...common,
    entryPoints: { encodings: 'iconv-lite' },
    platform: 'node',
    format: 'cjs',
    charset: 'utf8',
  }),
  build({
    ...common,
    entryPoints: { 'single-byte': 'iconv-lite' },
    platform: 'node',
    format: 'cjs',
    charset: 'utf8',
    plugins: [singleByte],
  }),
  build({
    ...common,
    ...tfjs,
    entryPoints: { worker: 'src/training/worker.ts' },
    platform: 'node',
    format: 'cjs',
    supported: { 'dynamic-import': false },
  }),
  build({
    ...common,
    entryPoints: { cli: 'src/cli/main.ts' },
    platform: 'node',
    format: 'cjs',
    plugins: [encodings, pythonText],
    banner: { js: '#!/usr/bin/env node' },
  }),
  build({
    ...common,
    entryPoints: { webview: 'webview/main.ts' },
    platform: 'browser',
    format: 'iife',
    loader: { '.svg': 'text' },
  }),
]);

mkdirSync('dist', { recursive: true });
for (const file of ['tree-sitter.wasm', 'tree-sitter-python.wasm'])
  copyFileSync(join(wasmFolder, file), join('dist', file));

// The rules' pages, a file a language: packed one by one, they would take twice the room.
for (const [file, folder] of [
  ['rules.json', 'docs/rules'],
  ['rules.zh-cn.json', 'docs/rules/zh-cn'],
]) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  const pages = names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
  writeFileSync(join('dist', file), JSON.stringify(Object.fromEntries(pages)));
}

// What went into each bundle, for the meta tests and the bench.
const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile?.outputs));
const inputsOf = ({ inputs, bytes, imports }) => ({
  bytes,
  inputs: Object.keys(inputs),
  imports: imports.map(({ path }) => path),
});
writeFileSync(
  join('dist', 'meta.json'),
  JSON.stringify(
    Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, inputsOf(output)])),
    null,
    1,
  ),
);

// The licences of all of that.
const inputs = new Set(Object.values(outputs).flatMap((output) => Object.keys(output.inputs)));
writeFileSync(join('dist', 'ThirdPartyNotices.txt'), thirdPartyNotices([...inputs]));
