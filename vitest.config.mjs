import { defineConfig } from 'vitest/config';

// `unit` runs sources in this process; `integration` runs what a build made (CLI, worker, VSIX) and `e2e` the real VS Code.
const project = (name, timeout) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: timeout,
    hookTimeout: timeout,
    // tfjs's single kernels are ES modules in files that Node takes for CommonJS.
    server: { deps: { inline: [/@tensorflow/] } },
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', 20_000),
      project('meta', 60_000),
      project('integration', 120_000),
      { test: { ...project('e2e', 240_000).test, fileParallelism: false } },
      // No tests: it takes the README's pictures out of the real product, when it is asked for.
      ...(process.env.GLOBAL_STEP_PICTURES === undefined ? [] : [project('pictures', 240_000)]),
    ],
  },
});
