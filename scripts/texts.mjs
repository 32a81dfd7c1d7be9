// Finds every text that the extension's own code says: for the test of translations, and to list what is missing:
//   node scripts/texts.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The texts of calls of `l10n.t` and `message`, which are looked up under themselves, and all other literals with their parts as `{0}`. */
export function textsOfSources(folder = 'src') {
  const said = new Set();
  const literals = new Set();
  const shown = new Set();
  for (const name of readdirSync(folder, { recursive: true })) {
    if (name.endsWith('.ts')) readFile(join(folder, name), said, literals, shown);
  }
  return { said, literals, shown };
}

function readFile(path, said, literals, shown) {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node) => {
    if (ts.isCallExpression(node) && isTranslation(node.expression.getText(file))) {
      const [first] = node.arguments;
      if (first !== undefined && ts.isStringLiteralLike(first)) said.add(first.text);
    }
    const text = textOf(node);
    if (text !== null) literals.add(text);
    if (panelFolders.test(path)) for (const one of shownBy(node, file)) shown.add(one);
    ts.forEachChild(node, visit);
  };
  visit(file);
}

/** Folders whose sentences come to a reader through the panel or a notification. */
const panelFolders = /^src[\\/](?:interpret|plan|port|training|panel|editor|frameworks)[\\/]/;
/** Calls whose texts a reader sees: why something is not known, what went wrong, comments of copied code. */
const saying =
  /^(?:unknown|notKnown|reasonOf|lose|itemsKnown|countOf|note|comment|name|pending\.fail|PortError|LimitError|UnknownArgument)$|\.note$/;

/** The sentences that a node shows to a reader: single words are names of Python's and TensorFlow's. */
function shownBy(node, file) {
  const given = [];
  if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && saying.test(node.expression.getText(file)))
    given.push(...(node.arguments ?? []));
  if (ts.isPropertyAssignment(node) && /^(?:why|problem|standIn|reason|openLabel|note)$/.test(node.name.getText(file)))
    given.push(node.initializer);
  return given
    .flatMap((value) => (ts.isConditionalExpression(value) ? [value.whenTrue, value.whenFalse] : [value]))
    .map(textOf)
    .filter((text) => text !== null && /\s/.test(text) && /[a-z]{3}/.test(text));
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
