import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Gives a Python file as its text, as the bundles have it. */
const pythonText = {
  name: 'python-text',
  enforce: /** @type {const} */ ('pre'),
  transform: (code, id) => (id.endsWith('.py') ? `export default ${JSON.stringify(code)};` : null),
};

/**
 * Two pools run beside each other. In threads, which the files of a project share: `unit`, which runs sources, and `meta` and
 * `integration`, which run what a build made (CLI, worker, VSIX). In processes: the unit tests that need one of their own, then `e2e`,
 * whose files share one process, and in it one VS Code and one browser window.
 */
const project = (name, timeout, options = {}) => ({
  plugins: [pythonText],
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: timeout,
    hookTimeout: timeout,
    // Between a key and what it brings about, a busy machine takes seconds.
    expect: { poll: { timeout: timeout / 4, interval: 50 } },
    // tfjs's single kernels are ES modules in files that Node takes for CommonJS.
    server: { deps: { inline: [/@tensorflow/] } },
    pool: 'threads',
    ...options,
  },
});
const alone = 'test/unit/**/*.alone.test.ts';
const oneProcess = {
  globalSetup: ['test/e2e/support/shared-server.ts'],
  pool: 'forks',
  poolOptions: { forks: { singleFork: true, isolate: false } },
};

export default defineConfig({
  test: {
    poolOptions: {
      threads: {
        // To load the sources, tfjs among them, anew for each file is more than half of the unit tests' time.
        isolate: false,
        // One more than Vitest's own choice where there are two processors: end to end, half of the time is waiting.
        maxThreads: Math.max(2, availableParallelism() - 1),
      },
    },
    projects: [
      project('unit', 240_000, { exclude: [alone] }),
      project('unit-alone', 240_000, { include: [alone], pool: 'forks' }),
      project('meta', 240_000),
      project('integration', 240_000),
      project('e2e', 480_000, oneProcess),
      // No tests: it takes the README's pictures out of the real product, when it is asked for.
      ...(process.env.GLOBAL_STEP_PICTURES === undefined ? [] : [project('pictures', 240_000, { pool: 'forks' })]),
    ],
  },
});
