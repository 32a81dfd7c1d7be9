// Writes a setting for each rule of the registry into package.json, and its text into package.nls.json; `test/meta/manifest.test.ts`
// fails where it was not run. Chinese is written by hand: `test/meta/translations.test.ts` says what is missing.
import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';

/** What a module exports, from its sources. */
async function readSource(entryPoint) {
  const { outputFiles } = await build({
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
  });
  const module = `data:text/javascript;base64,${Buffer.from(outputFiles[0]?.text ?? '').toString('base64')}`;
  return import(module);
}

const prefix = 'globalStep.rules.';
/** One switch a framework, for all its rules. */
const frameworkSetting = 'globalStep.frameworks';
const levels = {
  default: 'The severity that the rule itself gives.',
  off: 'The rule is not applied.',
  hint: 'Three dots below the place, and nothing in the Problems view.',
  info: 'A blue underline.',
  warning: 'A warning.',
  error: 'An error.',
};

/** package.json's properties with a setting a rule, in the registry's order, after all others. */
export function withRuleSettings(properties, rules, frameworks) {
  const others = Object.entries(properties).filter(([name]) => !name.startsWith(prefix) && name !== frameworkSetting);
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
  const switches = {
    type: 'object',
    properties: Object.fromEntries(frameworks.map((name) => [name, { type: 'boolean' }])),
    additionalProperties: false,
    default: Object.fromEntries(frameworks.map((name) => [name, true])),
    scope: 'resource',
    order: 99,
    markdownDescription: '%setting.frameworks%',
  };
  return Object.fromEntries([...others, [frameworkSetting, switches], ...settings]);
}

/** package.nls.json with the texts of those settings, in place of what it had for rules. */
export function withRuleTexts(texts, rules) {
  const others = Object.entries(texts).filter(([key]) => !/^(?:rule|level)\./.test(key));
  return Object.fromEntries([
    ...others,
    ...Object.entries(levels).map(([level, text]) => [`level.${level}`, text]),
    ...rules.map(({ id, summary, severity, mildest }) => [
      `rule.${id}`,
      `${summary.text} By default: ${mildest === undefined ? severity : `${severity} or ${mildest}`}.`,
    ]),
  ]);
}

if (process.argv[1]?.endsWith('rule-settings.mjs')) {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const { configuration } = manifest.contributes;
  const { rules } = await readSource('src/lint/registry.ts');
  const { frameworkNames } = await readSource('src/lint/rule-groups.ts');
  configuration.properties = withRuleSettings(configuration.properties, rules, frameworkNames);
  const texts = withRuleTexts(JSON.parse(readFileSync('package.nls.json', 'utf8')), rules);
  for (const [file, content] of Object.entries({ 'package.json': manifest, 'package.nls.json': texts }))
    writeFileSync(file, await format(JSON.stringify(content), { filepath: file, printWidth: 120 }));
}
