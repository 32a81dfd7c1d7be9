import type { SourceText } from '../../python/source-text';

/** What a program that trains through a module of its own has, when the training call is not in its own text. */
const driving = /\b(?:tf|tensorflow)\b|\bimport\s+\*/;
/** Programs reach a training call through so many modules of their own; further ones are not looked for. */
const longestWay = 4;

function stemOf(file: string): string {
  const parts = file.replace(/\.\w+$/, '').split('/');
  return (parts.at(-1) === '__init__' ? parts.at(-2) : parts.at(-1)) ?? '';
}

const importLine = /^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(.*)|import[ \t]+(.*))$/gm;

/** The texts that import one of those, or import what does. Names alone decide: what they lead to is seen when they are walked. */
export function importersOf(candidates: readonly SourceText[], sources: readonly SourceText[]): SourceText[] {
  const known = new Set(candidates);
  const stems = new Set(candidates.map(({ file }) => stemOf(file)));
  const found: SourceText[] = [];
  let left = sources.filter((source) => !known.has(source) && driving.test(source.text));
  for (let way = 0; way < longestWay && left.length > 0; way++) {
    const next = left.filter(({ text }) => importsOneOf(text, stems));
    if (next.length === 0) break;
    for (const source of next) stems.add(stemOf(source.file));
    found.push(...next);
    left = left.filter((source) => !next.includes(source));
  }
  return found;
}

/** The modules that a text's import statements name, as a caller's `resolve` takes them; names that follow may be modules too. */
export function* importedNames(text: string): Generator<{ readonly name: string; readonly level: number }> {
  for (const [, from, names = '', modules = ''] of text.matchAll(importLine)) {
    if (from === undefined) {
      for (const [name] of modules.matchAll(/[\w.]+/g)) yield { name, level: 0 };
      continue;
    }
    const level = /^\.*/.exec(from)?.[0].length ?? 0;
    const name = from.slice(level);
    yield { name, level };
    if (level > 0 && name === '') for (const [member] of names.matchAll(/\w+/g)) yield { name: member, level };
  }
}

function importsOneOf(text: string, stems: ReadonlySet<string>): boolean {
  for (const [, from = '', names = '', modules = ''] of text.matchAll(importLine)) {
    for (const word of `${from} ${names} ${modules}`.split(/[^\w]+/)) if (stems.has(word)) return true;
  }
  return false;
}
