import tseslint from 'typescript-eslint';
import { exceptions, folders, restrictedImports } from './scripts/layers.mjs';
import { boundaryRule } from './scripts/lint/boundaries.mjs';
import { noInheritedNames } from './scripts/lint/no-inherited-names.mjs';

const house = { rules: { boundaries: boundaryRule, 'no-inherited-names': noInheritedNames } };

/** @type {(files: string[], patterns: object[], ignores?: string[]) => import('typescript-eslint').ConfigArray[number]} */
const restrict = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const sleeps = [
  { selector: 'CallExpression[callee.property.name="waitForTimeout"]', message: 'wait for a state, not for a while' },
  {
    // In a promise, a timer is a sleep; one that settles what else would hang forever has a name of its own.
    selector: 'NewExpression[callee.name="Promise"] CallExpression[callee.name=/^set(?:Timeout|Interval)$/]',
    message: 'wait for a state, not for a while',
  },
  {
    selector: 'ImportDeclaration[source.value=/^(?:node:)?timers(?:\\u002fpromises)?$/]',
    message: 'wait for a state, not for a while',
  },
];

/** Of a page, which changes while it is asked: `expect(await …)` holds of one moment. */
const askedOnce = [
  {
    selector:
      'CallExpression[callee.name="expect"] > AwaitExpression.arguments, CallExpression[callee.name="expect"] > .arguments AwaitExpression',
    message: 'a page is asked until it answers so: `await expect.poll(() => …)`',
  },
];

/** Files of a folder run in one thread, over the same modules: these change them for the files after. */
const notShared = [
  {
    selector:
      'CallExpression[callee.object.name="vi"][callee.property.name=/^(?:mock|doMock)$/], CallExpression[callee.object.name="Parser"][callee.property.name="init"]',
    message: 'a file that changes a module is called *.alone.test.ts, and runs in a process of its own',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', 'media/', 'test/fixtures/', 'test/data/'] },
  {
    files: ['src/**/*.ts', 'webview/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      eqeqeq: 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    files: ['scripts/**/*.mjs', '*.mjs'],
    extends: [tseslint.configs.recommended],
    rules: { eqeqeq: 'error', 'prefer-const': 'error', 'no-var': 'error' },
  },
  {
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    plugins: { house },
    rules: { 'house/boundaries': 'error' },
  },
  {
    // What is larger says beside the exception why.
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', 60], 'max-params': ['error', 5], 'max-lines': ['error', 300] },
  },
  {
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    ignores: ['src/base/own.ts'],
    rules: { 'house/no-inherited-names': 'error' },
  },
  ...folders.map((folder) => restrict([`src/${folder}/**/*.ts`], restrictedImports(folder), Object.keys(exceptions))),
  ...Object.entries(exceptions).map(([file, besides]) =>
    restrict([file], restrictedImports(file.split('/')[1], besides)),
  ),
  restrict(
    ['src/extension.ts'],
    [
      {
        regex: '(?:/|^)(?:tf1|cli|webview)/|^@tensorflow/',
        message: 'tfjs is the worker’s; the composition root wires the editor side',
      },
    ],
  ),
  restrict(
    ['webview/**/*.ts'],
    [
      { regex: '^(?:vscode|node:.*)$', message: 'the webview runs in a page: neither vscode nor node is there' },
      {
        regex: '^(?:\\.\\./)+src/(?!(?:base|case|protocol|schedules|texts)/)',
        message:
          'of src, the webview may import only the protocol, the case, the schedules, which are pure numbers, the texts and the base',
      },
      { regex: '^uplot', message: 'uPlot is imported by webview/chart/uplot-chart.ts alone' },
      { regex: '^@dagrejs/', message: 'dagre is imported by webview/wiring/layout.ts alone' },
      { regex: '^@vscode/webview-ui-toolkit', message: 'the toolkit is imported by webview/ui/toolkit.ts alone' },
    ],
    ['webview/chart/uplot-chart.ts', 'webview/ui/toolkit.ts', 'webview/wiring/layout.ts'],
  ),
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // A test waits for a state: what a busy machine has not done after a while, it does after a longer one.
    files: ['test/unit/**/*.ts', 'test/integration/**/*.ts', 'test/meta/**/*.ts', 'test/e2e/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...sleeps] },
  },
  {
    files: ['test/unit/**/*.ts'],
    ignores: ['test/unit/**/*.alone.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...sleeps, ...notShared] },
  },
  {
    files: ['test/integration/webview/**/*.ts', 'test/e2e/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...sleeps, ...askedOnce] },
  },
);
