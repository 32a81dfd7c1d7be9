import { inheritedNames } from './inherited-names';
import type { Random } from './random';

/** Makes of a text another that somebody might have, or that nobody would. */
export type Mutation = (text: string, random: Random) => string;

const at = (text: string, random: Random): number => random.below(text.length + 1);
const insert = (text: string, place: number, what: string): string => text.slice(0, place) + what + text.slice(place);
const lines = (text: string): string[] => text.split(/(?<=\n)/);
const times = (random: Random, most: number): number => 1 + random.below(most);

/** Replaces some of the matches of a pattern. */
function some(text: string, random: Random, pattern: RegExp, replacement: string): string {
  const share = random.next();
  return text.replace(pattern, (...match: unknown[]) => {
    const [whole] = match as string[];
    if (random.next() > share || whole === undefined) return whole ?? '';
    return replacement.replace(/\$(\d)/g, (_, group: string) => String(match[Number(group)]));
  });
}

const tokens = [
  '(', ')', '[', ']', '{', '}', '"', "'", '"""', "'''", ':', ',', '.', '=', '\\', '\\\n', '#', '@', '`', '*', '**', '->', ':=',
  'lambda ', 'def ', 'class ', 'if ', 'else:', 'for ', 'in ', 'yield ', 'return ', 'import ', 'from ', 'print ', 'exec ', 'f"{',
  '0777', '1L', '<>', 'é', '😀', '\ud800', '\0', '\r', '\t', '\f', '\v', '\u2028', '\ufeff', '%time ', '!ls', 'global_step', 'match x:',
  '.minimize(', 'tf.train.', '*args', '**kwargs', 'self.', 'None', 'lambda: ', 'async ', 'await ',
]; // prettier-ignore

/** Every way of spoiling a text, by name. */
export const mutations: Readonly<Record<string, Mutation>> = {
  truncated: (text, random) => text.slice(0, at(text, random)),
  beheaded: (text, random) => text.slice(at(text, random)),
  'lines dropped': (text, random) => {
    const share = random.next() * 0.3;
    return lines(text)
      .filter(() => random.next() > share)
      .join('');
  },
  'lines doubled': (text, random) => {
    const share = random.next() * 0.3;
    return lines(text)
      .flatMap((line) => (random.next() < share ? [line, line] : [line]))
      .join('');
  },
  'lines in another order': (text, random) => {
    const all = lines(text);
    for (let count = times(random, 8); count > 0; count--) {
      const [line = ''] = all.splice(random.below(all.length), 1);
      all.splice(random.below(all.length + 1), 0, line);
    }
    return all.join('');
  },
  'a name of every object': (text, random) => {
    const names = [...new Set(text.match(/\b[A-Za-z_]\w*\b/g) ?? ['x'])];
    const [before, after] = [random.pick(names), random.pick(inheritedNames)];
    return text.replace(new RegExp(`\\b${before}\\b`, 'g'), after);
  },
  'bytes flipped': (text, random) => {
    const bytes = Buffer.from(text);
    for (let count = times(random, 20); count > 0 && bytes.length > 0; count--) {
      const place = random.below(bytes.length);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << random.below(8));
    }
    return bytes.toString('utf8');
  },
  'characters removed': (text, random) => {
    let result = text;
    for (let count = times(random, 10); count > 0; count--) {
      const place = at(result, random);
      result = result.slice(0, place) + result.slice(place + times(random, 4));
    }
    return result;
  },
  'tokens inserted': (text, random) => {
    let result = text;
    for (let count = times(random, 10); count > 0; count--)
      result = insert(result, at(result, random), random.pick(tokens));
    return result;
  },
  'brackets removed': (text, random) => some(text, random, /[()[\]{}]/g, ''),
  'quotes removed': (text, random) => some(text, random, /["']/g, ''),
  'colons removed': (text, random) => some(text, random, /:/g, ''),
  'indentation removed': (text, random) => some(text, random, /^[ \t]+/gm, ''),
  'indentation of tabs and spaces': (text, random) => some(text, random, /^ {4}/gm, '\t'),
  'NUL bytes': (text, random) => {
    let result = text;
    for (let count = times(random, 30); count > 0; count--)
      result = insert(result, at(result, random), '\0'.repeat(times(random, 3)));
    return result;
  },
  'other line breaks': (text, random) => text.replaceAll('\n', random.pick(['\r\n', '\r', '\n\r', '\u2028'])),
  'a byte order mark': (text) => `\ufeff${text}`,
  'deep brackets': (text, random) =>
    insert(
      text,
      at(text, random),
      random.pick(['(', '[', '{', 'f(', '-', 'not ', 'lambda: ']).repeat(times(random, 20_000)),
    ),
  'deep blocks': (text, random) => {
    const depth = times(random, 300);
    return (
      text +
      Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}if x:\n`).join('') +
      `${' '.repeat(depth)}y = 1\n`
    );
  },
  'a deep chain': (text, random) =>
    `${text}\nx = a${random
      .pick(['.b', '(c)', '[d]', ' + e', ' if f else g', ' and h'])
      .repeat(times(random, 5000))}\n`,
  'nested calls of optimizers': (text, random) => {
    const depth = times(random, 200);
    return `${text}\n${'tf.train.AdamOptimizer('.repeat(depth)}0.1${')'.repeat(depth)}.minimize(loss)\n`;
  },
  'a function that calls itself': (text, random) =>
    `${text}\ndef f(a, b=1):\n    ${random.pick(['return f(a, f(b))', 'f(f, f); return f', 'self.x = f; return self.x(a)'])}\nf(f)\n`,
  'names bound to each other': (text, random) =>
    text + Array.from({ length: times(random, 400) }, (_, index) => `n${index} = n${random.below(400)}\n`).join(''),
  'Python 2': (text, random) => {
    let result = some(text, random, /\bprint\(([^()\n]*)\)/g, 'print $1');
    result = some(result, random, /\bexcept (\w+) as (\w+)/g, 'except $1, $2');
    result = some(result, random, /!=/g, '<>');
    result = some(result, random, /\bstr\((\w+)\)/g, '`$1`');
    result = some(result, random, /\b(\d+)\b(?![.eExX])/g, '0$1L');
    return some(result, random, /^( *)(\w+) = /gm, '$1exec "$2 = 1" in $2\n$1$2 = ');
  },
  'in one line': (text) => text.replace(/\n\s*/g, '; '),
  'twice over': (text) => `${text}\n${text}`,
};

/** Ways of spoiling a notebook that is made of a text. */
export const notebookMutations: Readonly<Record<string, Mutation>> = {
  whole: (json) => json,
  truncated: (json, random) => json.slice(0, at(json, random)),
  'characters removed': (json, random) => {
    const place = at(json, random);
    return json.slice(0, place) + json.slice(place + times(random, 3));
  },
  'members of another type': (json, random) =>
    some(
      json,
      random,
      /"(?:source|cell_type|cells|metadata)":/g,
      random.pick(['"source":1,"x":', '"cells":', '"input":']),
    ),
  'other values': (json, random) => some(json, random, /"code"/g, random.pick(['null', '7', '[]', '{}', '"raw"'])),
};

/** A notebook of a text's paragraphs, magics among them. */
export function asNotebook(text: string, random: Random): string {
  const cells = text.split(/\n\n+/).map((paragraph) => {
    const extra = random.pick([
      '',
      '',
      '',
      '%matplotlib inline\n',
      '!pip install x\n',
      '%%time\n',
      '%%bash\n',
      'x?\n',
      '?x\n',
      'y = !ls\n',
    ]);
    const source = extra + paragraph;
    return {
      cell_type: random.next() < 0.9 ? 'code' : 'markdown',
      metadata: {},
      source: random.next() < 0.5 ? source : lines(source),
    };
  });
  return JSON.stringify({ cells, metadata: {}, nbformat: 4 });
}
