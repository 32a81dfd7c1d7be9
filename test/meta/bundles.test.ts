import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { describe, expect, it } from 'vitest';

interface Bundle {
  readonly bytes: number;
  readonly inputs: readonly string[];
  readonly imports: readonly string[];
}

// What esbuild really put into each bundle, whatever the linter thinks that the sources import.
const bundles = JSON.parse(readFileSync('dist/meta.json', 'utf8')) as Record<string, Bundle>;
const bundle = (name: string): Bundle => {
  const found = bundles[`dist/${name}`];
  if (found === undefined) throw new Error(`there is no bundle ${name}`);
  return found;
};
const isNode = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);
const scripts = Object.keys(bundles).filter((name) => name.endsWith('.js'));

describe('the bundles', () => {
  it.each(scripts)('%s loads vscode only where VS Code is', (name) => {
    expect(bundles[name]?.imports.includes('vscode')).toBe(name === 'dist/extension.js');
  });

  it.each(scripts)('%s holds tfjs only where training is', (name) => {
    expect(bundles[name]?.inputs.some((input) => input.includes('@tensorflow/'))).toBe(name === 'dist/worker.js');
  });

  it('the page needs nothing from outside', () => {
    expect(bundle('webview.js').imports.filter((name) => isNode(name) || name === 'vscode')).toEqual([]);
    expect(
      bundle('webview.js').inputs.filter((input) => /^src\/(?!protocol\/|schedules\/|base\/)/.test(input)),
    ).toEqual([]);
  });

  it('activation reads neither the parser nor the interpreter', () => {
    const early = bundle('extension.js').inputs;
    expect(early.filter((input) => /tree-sitter|src\/(?:interpret|tf1)\//.test(input))).toEqual([]);
    expect(bundle('engine.js').inputs.some((input) => input.includes('tree-sitter'))).toBe(true);
  });
});
