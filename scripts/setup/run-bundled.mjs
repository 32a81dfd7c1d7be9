// What a command of ours that runs TypeScript needs: one bundle for Node, and its options as JSON in the environment.
import { build } from 'esbuild';
import { bundleAlias, bundleLoader } from './bundle-alias.mjs';
import { runAloud } from './run.mjs';

/**
 * Bundles a file and runs it in Node; this process ends with its status where it fails.
 * @param {string} entry
 * @param {string} bundle Where the bundle is written.
 * @param {string} variable The environment variable that holds the options.
 * @param {object} options
 * @param {import('esbuild').BuildOptions} settings What this bundle needs besides.
 */
export async function runBundled(entry, bundle, variable, options, settings = {}) {
  const { alias = {}, ...others } = settings;
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'es2022',
    outfile: bundle,
    logLevel: 'error',
    ...others,
    alias: { ...bundleAlias, ...alias },
    loader: bundleLoader,
  });
  runAloud(process.execPath, [bundle], { env: { ...process.env, [variable]: JSON.stringify(options) } });
}
