// Finds every text that the extension's own code says: for the test of translations, and to list what is missing:
//   node scripts/texts.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The texts of calls of `l10n.t` and `message`, which are looked up under themselves, and all other literals with their parts as `{0}`. */
export function textsOfSources(folder = 'src') {
  const said = new Set();
  const literals = new Set();
  for (const name of readdirSync(folder, { recursive: true })) {
    if (name.endsWith('.ts')) readFile(join(folder, name), said, literals);
  }
  return { said, literals };
}

function readFile(path, said, literals) {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node) => {
    if (ts.isCallExpression(node) && isTranslation(node.expression.getText(file))) {
      const [first] = node.arguments;
      if (first !== undefined && ts.isStringLiteralLike(first)) said.add(first.text);
    }
    const text = textOf(node);
    if (text !== null) literals.add(text);
    ts.forEachChild(node, visit);
  };
  visit(file);
}

const isTranslation = (callee) => callee === 'message' || callee === 'vscode.l10n.t';

function textOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }, index) => `{${index}}${literal.text}`).join('');
}

if (process.argv[1]?.endsWith('texts.mjs')) {
  const known = JSON.parse(readFileSync('l10n/bundle.l10n.zh-cn.json', 'utf8'));
  for (const text of textsOfSources().said) if (!(text in known)) console.log(JSON.stringify(text));
}
