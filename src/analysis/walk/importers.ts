/** A module that an import statement names. `level` counts the dots of a relative import. */
export interface ImportedModule {
  readonly name: string;
  readonly level: number;
}

const fromHead = /^from\s*(\.*)\s*([^\s.;#'"()]*(?:\.[^\s.;#'"()]+)*)$/;
/** No dotted name is longer, and longer lists of names are cut. */
const longestHead = 300;
const longestList = 20_000;

/**
 * The modules that a text's import statements name, as a caller's `resolve` takes them, found without parsing it. Of `from a import b`,
 * `a.b` follows `a`: a member may be a module. Statements in comments and texts count as well.
 */
export function* importedNames(text: string): Generator<ImportedModule> {
  const word = 'import';
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at)) {
    const head = headBefore(text, at);
    at += word.length;
    const [, dots = '', from = ''] = head === null || head === '' ? [] : (fromHead.exec(head) ?? []);
    if (head === null || (head !== '' && dots === '' && from === '')) continue;
    const list = listBehind(text, at);
    at += list.length;
    const level = dots.length;
    if (head !== '') yield { name: from, level };
    for (const name of namesOf(list)) if (name !== '*') yield { name: from === '' ? name : `${from}.${name}`, level };
  }
}

/** What stands before `import` in its statement; null where that is no statement. */
function headBefore(text: string, at: number): string | null {
  const next = text[at + 6];
  if (next === undefined || !/[\s(*\\]/.test(next)) return null;
  const before = text.slice(Math.max(0, at - longestHead), at);
  const lineBreak = before.lastIndexOf('\n');
  const line = before.slice(lineBreak + 1).trim();
  const isAfterBackslash = before[lineBreak - 1] === '\\' || before[lineBreak - 2] === '\\';
  if (line === '' && !isAfterBackslash) return '';
  return line.startsWith('from') && !/[;:]/.test(line) ? line : headWithin(text, at);
}

/** The same where other statements stand before it, or a line that ends in a backslash and goes on in this one. */
function headWithin(text: string, at: number): string | null {
  let start = at;
  for (; start > 0 && at - start <= longestHead; start--) {
    const char = text[start - 1];
    if (char === ';' || char === ':') break;
    if (char === '\n' && text[start - 2] !== '\\' && !(text[start - 2] === '\r' && text[start - 3] === '\\')) break;
  }
  return at - start > longestHead ? null : text.slice(start, at).replaceAll('\\', ' ').trim();
}

/** The list of names behind `import`: in parentheses it may fill several lines. */
function listBehind(text: string, at: number): string {
  const list = text.slice(at, at + longestList);
  if (/^[ \t\\]*\(/.test(list)) return list.slice(0, list.indexOf(')') + 1);
  return /^(?:[^\n;#\\]|\\\r?\n?)*/.exec(list)?.[0] ?? '';
}

function namesOf(list: string): string[] {
  const isPlain = !/[#()\\]/.test(list);
  const plain = isPlain ? list : list.replace(/#[^\n]*/g, '').replace(/[()\\]/g, ' ');
  const names: string[] = [];
  for (const item of plain.split(',')) {
    const trimmed = item.trim();
    const end = trimmed.search(/\s/);
    const name = end < 0 ? trimmed : trimmed.slice(0, end);
    if (name !== '' && !/["'[\]{}=]/.test(name)) names.push(name);
  }
  return names;
}
