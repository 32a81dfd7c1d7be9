// Writes a setting for each rule of the registry into package.json, its text into package.nls.json, and its line into README.md's table;
// `test/meta/manifest.test.ts` fails where it was not run. Chinese is written by hand: `test/meta/translations.test.ts` says what is missing.
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
    ...rules.map((rule) => [`rule.${rule.id}`, `${rule.summary.text} By default: ${levelsOf(rule)}.`]),
  ]);
}

/** What a rule reports by itself: `warning`, `error or warning`. */
function levelsOf({ severity, mildest }) {
  return mildest === undefined ? severity : `${severity} or ${mildest}`;
}

/** README.md with the table of all rules behind its heading, in place of the one that it has. */
export function withRuleTable(readme, rules) {
  const rows = rules.map(
    (rule) => `| [${rule.id}](docs/rules/${rule.id}.md) | ${levelsOf(rule)} | ${rule.summary.text} |`,
  );
  const table = ['| rule | by default | what it reports |', '| --- | --- | --- |', ...rows].join('\n');
  return readme.replace(/(?<=\n## Rules\n\n)(?:\|.*\n)*/, () => `${table}\n`);
}

if (process.argv[1]?.endsWith('rule-settings.mjs')) {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const { configuration } = manifest.contributes;
  const { rules } = await readSource('src/lint/registry.ts');
  const { frameworkNames } = await readSource('src/lint/rule-groups.ts');
  configuration.properties = withRuleSettings(configuration.properties, rules, frameworkNames);
  const texts = withRuleTexts(JSON.parse(readFileSync('package.nls.json', 'utf8')), rules);
  const readme = withRuleTable(readFileSync('README.md', 'utf8'), rules);
  const written = {
    'package.json': JSON.stringify(manifest),
    'package.nls.json': JSON.stringify(texts),
    'README.md': readme,
  };
  for (const [filepath, content] of Object.entries(written))
    writeFileSync(filepath, await format(content, { filepath, printWidth: 120 }));
}
