import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { chinese } from '../../src/texts/zh-cn';

const table: readonly (readonly [string, string])[] = Object.entries(chinese);

/** Every text that is written out in the sources. */
function literals(): Set<string> {
  const found = new Set<string>();
  for (const folder of ['src', 'webview'])
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, name);
      if (!path.endsWith('.ts') || path.startsWith(join('src', 'texts'))) continue;
      const visit = (node: ts.Node): void => {
        if (ts.isStringLiteralLike(node)) found.add(node.text);
        ts.forEachChild(node, visit);
      };
      visit(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest));
    }
  return found;
}

/** Names of Python's, of TensorFlow's and of formats, which Chinese says as English does where the sentence has them in another form. */
const names = new Set(['import', 'Estimator', 'values', 'boundaries', 'PyTorch', 'MNIST']);
/** Texts that are nothing but names, signs and places. */
const wordless = /^(?:learning_rate|global_step|CSV|JSON|TensorBoard|loss\{#[\w-]+\})$/;
const words = (text: string): string[] => text.match(/[A-Za-z][\w']*/g) ?? [];
const withoutMarks = (text: string): string => text.replace(/\{#?[\w-]+\}|\$\([\w-]+\)/g, '');

// That each text has an entry, and each entry the parts of its text, the compiler checks.
describe('the Chinese table', () => {
  it('has each text once, whatever file it stands in', () => {
    const folder = 'src/texts/zh-cn';
    const files = readdirSync(folder).filter((name) => name !== 'index.ts');
    const keys = files.flatMap((name) => {
      const found: string[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isPropertyAssignment(node) && ts.isStringLiteralLike(node.name)) found.push(node.name.text);
        ts.forEachChild(node, visit);
      };
      visit(ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.Latest));
      return found;
    });
    expect(keys.length).toBeGreaterThan(1000);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('has no text that nothing says', () => {
    const said = literals();
    expect(table.map(([text]) => text).filter((text) => !said.has(text))).toEqual([]);
  });

  it('has no English word but names that stand in the English text too', () => {
    const foreign = table.flatMap(([text, translation]) => {
      const own = new Set(words(withoutMarks(text)));
      return words(withoutMarks(translation)).filter((word) => !own.has(word) && !names.has(word));
    });
    expect(foreign).toEqual([]);
  });

  it('is Chinese, and has no English phrase', () => {
    const isSentence = (text: string): boolean => /[a-z]{3}/i.test(withoutMarks(text).replace(/[\w.]*[_.]\w+/g, ''));
    for (const [text, translation] of table) {
      if (isSentence(text) && !wordless.test(text) && !/^(?:\{0\} and \{1\}|Global Step: \{0\}|∂loss)/.test(text))
        expect(translation, text).toMatch(/[\u4e00-\u9fff]/);
      // Quoted logs and code of Python's may be English.
      const own = translation.replace(/“[^”]*”|\[[^\]]*\]|import tensorflow[\w.]* as tf|meta graph/g, '');
      expect(own, text).not.toMatch(/[a-z]{2,} [a-z]{2,}/);
    }
  });

  it('has Chinese punctuation between Chinese characters', () => {
    for (const [text, translation] of table)
      expect(translation, text).not.toMatch(/[\u4e00-\u9fff][,.;:!?(]|[,;:!?)][\u4e00-\u9fff]/);
  });
});
