// Writes a setting for each rule of the registry into package.json, and its text into package.nls.json; `test/meta/manifest.test.ts`
// fails where it was not run. Chinese is written by hand: `test/meta/translations.test.ts` says what is missing.
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
  const module = `data:text/javascript;base64,${Buffer.from(outputFiles[0]?.text ?? '').toString('base64')}`;
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
  const settings = rules.map(({ id }, index) => [
    `${prefix}${id}`,
    {
      type: 'string',
      enum: Object.keys(levels),
      enumDescriptions: Object.keys(levels).map((level) => `%level.${level}%`),
      default: 'default',
      scope: 'resource',
      order: 100 + index,
      markdownDescription: `%rule.${id}%`,
    },
  ]);
  return Object.fromEntries([...others, ...settings]);
}

/** package.nls.json with the texts of those settings, in place of what it had for rules. */
export function withRuleTexts(texts, rules) {
  const others = Object.entries(texts).filter(([key]) => !/^(?:rule|level)\./.test(key));
  return Object.fromEntries([
    ...others,
    ...Object.entries(levels).map(([level, text]) => [`level.${level}`, text]),
    ...rules.map(({ id, summary, severity }) => [`rule.${id}`, `${summary.text} By default: ${severity}.`]),
  ]);
}

if (process.argv[1]?.endsWith('rule-settings.mjs')) {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const { configuration } = manifest.contributes;
  const rules = await readRules();
  configuration.properties = withRuleSettings(configuration.properties, rules);
  const texts = withRuleTexts(JSON.parse(readFileSync('package.nls.json', 'utf8')), rules);
  for (const [file, content] of Object.entries({ 'package.json': manifest, 'package.nls.json': texts }))
    writeFileSync(file, await format(JSON.stringify(content), { filepath: file, printWidth: 120 }));
}
