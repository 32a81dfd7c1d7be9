// The house rules of docs/architecture.md as data: which folder of src may import which other, and which packages.
// ESLint turns them into restricted imports; test/meta checks the same table against the built bundles.
export const folders = [
  'texts',
  'base',
  'frameworks',
  'case',
  'schedules',
  'port',
  'protocol',
  'python',
  'analysis',
  'lint',
  'explain',
  'interpret',
  'plan',
  'tf1',
  'rewrite',
  'training',
  'engine',
  'files',
  'host',
  'present',
  'editor',
  'panel',
  'cli',
];

/** @type {Record<string, string>} */
const library = {
  vscode: '^vscode$',
  node: '^node:',
  tfjs: '^@tensorflow/',
  parser: '(?:tree-sitter|^jsonc-parser$)',
};

/**
 * folder -> { may: folders it may import, packages: kinds of packages it may import, why }
 * @type {Record<string, { may: string[], packages: string[], why: string }>}
 */
export const layers = {
  texts: {
    may: [],
    packages: [],
    why: 'texts are tables: who says a message loads the one of its language',
  },
  base: { may: ['texts'], packages: [], why: 'base has no imports but the types of texts: everything stands on it' },
  frameworks: {
    may: ['base', 'schedules'],
    packages: [],
    why: 'a catalogue says what libraries are, as data: every reader stands on it',
  },
  case: { may: ['base'], packages: [], why: 'case is the vocabulary in which every surface speaks of a training call' },
  schedules: { may: ['base'], packages: [], why: 'a schedule is pure numbers: run and preview share one definition' },
  port: {
    may: ['base', 'frameworks', 'schedules'],
    packages: [],
    why: 'port turns numbers into text: it knows neither Python’s syntax nor an editor',
  },
  protocol: {
    may: ['base', 'case', 'frameworks', 'schedules'],
    packages: [],
    why: 'protocol is the vocabulary that the webview shares: it must load anywhere',
  },
  python: { may: ['base'], packages: ['parser'], why: 'python turns text into syntax and knows nothing else' },
  analysis: {
    may: ['base', 'frameworks', 'python'],
    packages: [],
    why: 'analysis is plain functions over syntax, for every caller',
  },
  lint: { may: ['base', 'case', 'analysis'], packages: [], why: 'rules read facts, never the tree' },
  explain: {
    may: ['base', 'frameworks', 'python', 'lint'],
    packages: [],
    why: 'explain joins a log’s text with what the check found and where the calls stand; it resolves nothing itself',
  },
  interpret: {
    may: ['base', 'frameworks', 'python'],
    packages: [],
    why: 'interpret runs the graph-building Python within limits and records TensorFlow calls; it knows no tfjs and no editor',
  },
  plan: {
    may: ['base', 'case', 'frameworks', 'analysis', 'interpret', 'schedules', 'protocol'],
    packages: [],
    why: 'a plan is made of facts and recorded calls, never of the tree',
  },
  rewrite: {
    may: ['base', 'frameworks', 'python', 'schedules', 'port', 'protocol', 'plan'],
    packages: [],
    why: 'rewrite edits the syntax that a plan was read from; it knows no editor',
  },
  tf1: {
    may: ['base', 'frameworks', 'schedules'],
    packages: ['tfjs'],
    why: 'tf1 is TensorFlow 1 on tfjs; it knows no Python and no editor',
  },
  training: {
    may: ['base', 'case', 'frameworks', 'protocol', 'plan'],
    packages: [],
    why: 'training joins plan and tf1 in a worker; only plan-trainee and its parts load tf1, only worker and worker-port know threads',
  },
  engine: {
    may: [
      'base',
      'case',
      'frameworks',
      'schedules',
      'python',
      'analysis',
      'lint',
      'explain',
      'interpret',
      'plan',
      'protocol',
      'rewrite',
    ],
    packages: [],
    why: 'engine is one check for the editor and the command line: who reads the files is its caller’s business',
  },
  files: {
    may: ['base', 'python', 'engine'],
    packages: ['node'],
    why: 'files is where program files are read and written: it knows what bytes are text, and nothing of what the text says',
  },
  host: {
    may: ['base', 'engine', 'files', 'python'],
    packages: ['vscode', 'node'],
    why: 'host is what differs between Node and a browser: threads, ports, memory, the extension’s own files',
  },
  present: {
    may: ['base', 'case', 'frameworks', 'schedules', 'lint', 'explain', 'plan', 'panel'],
    packages: [],
    why: 'present says what a call, a rate and a failure look like in words and curves: it needs no editor',
  },
  editor: {
    may: [
      'texts',
      'present',
      'files',
      'host',
      'engine',
      'explain',
      'base',
      'case',
      'frameworks',
      'schedules',
      'port',
      'protocol',
      'python',
      'analysis',
      'lint',
      'interpret',
      'plan',
      'rewrite',
      'training',
      'panel',
    ],
    packages: ['vscode', 'node'],
    why: 'the editor surface never loads tfjs: that is the worker’s',
  },
  panel: {
    may: [
      'engine',
      'explain',
      'base',
      'case',
      'frameworks',
      'schedules',
      'port',
      'protocol',
      'python',
      'analysis',
      'lint',
      'interpret',
      'plan',
      'rewrite',
      'training',
      'editor',
    ],
    packages: ['vscode', 'node'],
    why: 'the panel never loads tfjs: that is the worker’s',
  },
  cli: {
    may: [
      'files',
      'host',
      'engine',
      'base',
      'case',
      'frameworks',
      'schedules',
      'port',
      'protocol',
      'python',
      'analysis',
      'lint',
      'interpret',
      'plan',
      'training',
    ],
    packages: ['node'],
    why: 'the command line runs without VS Code',
  },
};

/**
 * Single files that may import more than their folder.
 * @type {Record<string, { may: string[], packages: string[] }>}
 */
export const exceptions = {
  'src/python/source-bytes.ts': { may: [], packages: ['node'] },
  'src/training/build-plan.ts': { may: ['tf1'], packages: [] },
  'src/training/observed-columns.ts': { may: ['tf1'], packages: [] },
  'src/training/plan-feeds.ts': { may: ['tf1'], packages: [] },
  'src/training/fetch-values.ts': { may: ['tf1'], packages: [] },
  'src/training/plan-trainee.ts': { may: ['tf1'], packages: [] },
  'src/training/prepared-runs.ts': { may: ['tf1'], packages: [] },
  'src/training/seen-decays.ts': { may: ['tf1'], packages: [] },
  'src/training/seen-slots.ts': { may: ['tf1'], packages: [] },
  'src/training/whole-values.ts': { may: ['tf1'], packages: [] },
  'src/training/plan-failure.ts': { may: ['tf1'], packages: [] },
  'src/training/step-trace.ts': { may: ['tf1'], packages: [] },
  'src/training/start-training.ts': { may: ['tf1'], packages: [] },
  'src/training/trace-averages.ts': { may: ['tf1'], packages: [] },
  'src/training/trace-updates.ts': { may: ['tf1'], packages: [] },
  'src/training/trace-watch.ts': { may: ['tf1'], packages: [] },
  'src/training/trace-values.ts': { may: ['tf1'], packages: [] },
  'src/training/trace-desk.ts': { may: [], packages: [] },
  'src/training/worker.ts': { may: ['host'], packages: [] },
  'src/training/worker-port.ts': { may: ['host'], packages: [] },
};

/**
 * The `no-restricted-imports` patterns of a folder, with what one of its files may import besides.
 * @param {string} folder
 * @param {{ may: string[], packages: string[] }} besides
 */
export function restrictedImports(folder, besides = { may: [], packages: [] }) {
  const { may, packages, why } = layers[folder] ?? { may: [], packages: [], why: '' };
  const closed = folders.filter((other) => other !== folder && !may.includes(other) && !besides.may.includes(other));
  const kinds = Object.keys(library).filter((kind) => !packages.includes(kind) && !besides.packages.includes(kind));
  return [
    ...(closed.length > 0 ? [{ regex: `^(?:\\.\\./)+(?:${closed.join('|')})(?:/|$)`, message: why }] : []),
    ...kinds.map((kind) => ({ regex: library[kind], message: why })),
    { regex: '(?:^|/)webview/', message: 'only the webview imports the webview' },
    ...(may.includes('training') || besides.may.includes('training')
      ? [
          {
            regex:
              'training/(?:build-plan|fetch-values|loop|observed-columns|plan-failure|plan-feeds|plan-trainee|prepared-runs|seen-decays|seen-slots|step-trace|trace-averages|trace-desk|trace-updates|trace-values|trace-watch|whole-values|worker)$',
            message: 'training runs in a thread: start it by worker-port',
          },
        ]
      : []),
  ];
}
