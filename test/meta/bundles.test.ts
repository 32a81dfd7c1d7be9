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
    const inHost = ['dist/extension.js', 'dist/extension-web.js', 'dist/on-demand.js'];
    expect(bundles[name]?.imports.includes('vscode')).toBe(inHost.includes(name));
  });

  it.each(scripts)('%s holds tfjs only where training is', (name) => {
    expect(bundles[name]?.inputs.some((input) => input.includes('@tensorflow/'))).toBe(name === 'dist/worker.js');
  });

  it('the page needs nothing from outside', () => {
    expect(bundle('webview.js').imports.filter((name) => isNode(name) || name === 'vscode')).toEqual([]);
    // Of the catalogue, the playground takes the optimizers alone: their records, for their settings.
    const shared =
      /^src\/(?!protocol\/|schedules\/|case\/|base\/|frameworks\/(?:signature|equation|tensorflow1\/optimizers(?:\/[\w-]+)?)\.ts$)/;
    expect(bundle('webview.js').inputs.filter((input) => shared.test(input))).toEqual([]);
  });

  it('a window knows nothing of TensorFlow: what it shows of a program, the engine makes', () => {
    const known =
      /^src\/(?:analysis|interpret|rewrite|plan\/(?!nearest\.ts$)|frameworks\/(?!signature\.ts$|equation\.ts$|tensorflow1\/optimizers))/;
    expect(bundle('on-demand.js').inputs.filter((input) => known.test(input))).toEqual([]);
    expect(bundle('engine.js').inputs).toContain('src/engine/opened-training.ts');
  });

  it('a browser needs nothing of Node, at activation or for a command', () => {
    const ofNode = (name: string): readonly string[] => bundle(name).imports.filter(isNode);
    expect([ofNode('extension-web.js'), ofNode('on-demand.js')]).toEqual([[], []]);
    expect(bundle('extension-web.js').inputs.filter((input) => input.startsWith('src/host/node/'))).toEqual([]);
    expect(bundle('extension-web.js').bytes).toBeLessThan(64 * 1024);
  });

  it('activation reads neither the parser nor the interpreter, nor what a command does', () => {
    const early = bundle('extension.js').inputs;
    const late = /tree-sitter|src\/(?:interpret|tf1|panel|port|explain|training|schedules)\//;
    expect(early.filter((input) => late.test(input))).toEqual([]);
    expect(bundle('extension.js').imports).toContain('./on-demand.js');
    expect(bundle('on-demand.js').inputs).toContain('src/panel/training-panel.ts');
    // By size: what is read at activation is what every window with a Python file waits for.
    expect(bundle('extension.js').bytes).toBeLessThan(64 * 1024);
    expect(bundle('engine.js').inputs.some((input) => input.includes('tree-sitter'))).toBe(true);
  });
});
