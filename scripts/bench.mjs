// `npm run bench`: what the packaged extension weighs, how long it takes to wake, and whether training ever holds up its host.
// The engines' own figures: npm run bench:check, bench:train, bench:panel; `npm run bench -- --all` runs them too.
import { build } from 'esbuild';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureDependencies } from './setup/dependencies.mjs';
import { npm, run, runAloud } from './setup/run.mjs';
import { bundleAlias, bundleLoader } from './setup/bundle-alias.mjs';

ensureDependencies();
run(npm, ['run', 'package']);
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

console.log(`VSIX ${kilobytes(statSync('global-step.vsix').size)} (aim: at most 1024 KB)`);
for (const name of readdirSync('dist').filter((name) => /\.(?:js|css|wasm)$/.test(name))) {
  const content = readFileSync(join('dist', name));
  console.log(
    `  ${name.padEnd(26)} ${kilobytes(content.length).padStart(10)}, gzip ${kilobytes(gzipSync(content).length)}`,
  );
}

// Inside the project, so that the packages are found from there.
const bundle = 'out/bench/host.cjs';
await build({
  entryPoints: ['test/bench/host.ts'],
  bundle: true,
  external: ['playwright-core', 'esbuild', 'vscode'],
  platform: 'node',
  format: 'cjs',
  // What is bundled of scripts/setup finds the files beside it.
  define: { 'import.meta.url': JSON.stringify(new URL('setup/', import.meta.url).href) },
  outfile: bundle,
  alias: bundleAlias,
  loader: bundleLoader,
  logLevel: 'error',
});
runAloud(process.execPath, [bundle]);

if (process.argv.includes('--all')) {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const name of [
    'bench:check',
    'bench:workspace',
    'bench:train',
    'bench:panel',
    'bench:web',
    'bench:first-lens',
  ].filter((name) => name in scripts)) {
    console.log(`\n${name}`);
    runAloud(npm, ['run', '--silent', name]);
  }
}
