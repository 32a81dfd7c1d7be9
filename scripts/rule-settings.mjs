// Writes a setting for each rule of the registry into package.json; `test/meta/manifest.test.ts` fails where it was not run.
import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';

/** The registry, from its sources. */
async function readRules() {
  const { outputFiles } = await build({
    entryPoints: ['src/lint/registry.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
  });
  const module = `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`;
  return (await import(module)).rules;
}

const prefix = 'globalStep.rules.';
const levels = {
  default: 'The severity that the rule itself gives.',
  off: 'The rule is not applied.',
  hint: 'Three dots below the place, and nothing in the Problems view.',
  info: 'A blue underline.',
  warning: 'A warning.',
  error: 'An error.',
};

/** package.json's properties with a setting a rule, in the registry's order, after all others. */
export function withRuleSettings(properties, rules) {
  const others = Object.entries(properties).filter(([name]) => !name.startsWith(prefix));
  const settings = rules.map(({ id, summary, severity }, index) => [
    `${prefix}${id}`,
    {
      type: 'string',
      enum: Object.keys(levels),
      enumDescriptions: Object.values(levels),
      default: 'default',
      scope: 'resource',
      order: 100 + index,
      markdownDescription: `${summary} By default: ${severity}.`,
    },
  ]);
  return Object.fromEntries([...others, ...settings]);
}

if (process.argv[1]?.endsWith('rule-settings.mjs')) {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const { configuration } = manifest.contributes;
  configuration.properties = withRuleSettings(configuration.properties, await readRules());
  const options = { filepath: 'package.json', printWidth: 120 };
  writeFileSync('package.json', await format(JSON.stringify(manifest), options));
}
