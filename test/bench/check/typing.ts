import type { Parser, Tree } from '@vscode/tree-sitter-wasm';
import type { PythonParser } from '../../../src/python/parser';
import { type CorpusFile, quantile } from './corpus';
import { checkSyntax, timed } from './subjects';

/** An edit: what is typed, a character at a time, at a place; `undo` takes it back in the end. */
interface Typing {
  readonly name: string;
  readonly typed: (indent: string) => string;
  readonly undo: boolean;
}

const typings: readonly Typing[] = [
  { name: 'typing a statement', typed: (indent) => `x = tf.nn.relu(y + 1)\n${indent}`, undo: false },
  { name: 'a line break and a call', typed: (indent) => `\n${indent}opt.minimize(loss`, undo: true },
  { name: 'opening a quote, and undo', typed: () => '"', undo: true },
  { name: 'opening three quotes, and undo', typed: () => '"""', undo: true },
  { name: 'opening a bracket, and undo', typed: () => 'f(', undo: true },
];

/** One text after another, as somebody types: every state that a check would see. */
function* states(text: string, { typed, undo }: Typing, places: readonly number[]): Iterable<string> {
  for (const place of places) {
    const [indent = ''] = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', place - 1) + 1)) ?? [];
    const all = typed(indent);
    for (let length = 1; length <= all.length; length++)
      yield text.slice(0, place) + all.slice(0, length) + text.slice(place);
    if (undo) yield text;
  }
}

/** Starts of code on lines within blocks, evenly spread. */
function placesIn(text: string, count: number): number[] {
  const lines = [...text.matchAll(/^[ \t]+(?=[a-z_])/gm)].map(({ 0: space, index }) => index + space.length);
  return Array.from(
    { length: Math.min(count, lines.length) },
    (_, index) => lines[Math.floor(((index + 0.5) * lines.length) / count)] ?? 0,
  );
}

/** A program of about so many lines: whole TensorFlow 1 files, the longest first, as many as it takes. */
export function programOf(files: readonly CorpusFile[], lines: number): string {
  let text = '';
  let count = 0;
  for (const file of [...files].sort((a, b) => b.text.length - a.text.length)) {
    const own = file.text.split('\n').length;
    if (count > 0 && count + own > lines * 1.02) continue;
    text += `${file.text.replaceAll('\r\n', '\n').replace(/\n*$/, '')}\n\n`;
    count += own;
  }
  return text;
}

/** Prints what a keystroke costs until its facts and findings are up to date, and what tree-sitter's incremental parse costs. */
export function benchTyping(parser: PythonParser, bare: Parser, text: string, aimMs: number): void {
  const lines = text.split('\n').length;
  let syntax = parser.parse(text);
  // As the engine does it for an editor: what an edit leaves as it was is not read again.
  const checkEdited = (state: string) => {
    syntax = parser.parseEdited(state, syntax);
    return checkSyntax({ path: 'typed.py', text: state }, syntax);
  };
  checkEdited(text);
  const { calls, findings } = checkEdited(text);
  console.log(
    `\nA keystroke in ${lines} lines, ${(text.length / 1e3).toFixed(0)} kB, ${calls.length} training calls, ${findings.length} findings (ms: p50 / p95 / max)`,
  );
  const all: number[] = [];
  for (const typing of typings) {
    const places = placesIn(text, typing.undo ? 25 : 8);
    const ours: number[] = [];
    for (const state of states(text, typing, places)) ours.push(timed(() => checkEdited(state)));
    all.push(...ours);
    const theirs = incremental(bare, text, states(text, typing, places));
    console.log(
      `  ${typing.name.padEnd(32)} ${summary(ours)}   tree-sitter's incremental parse alone ${summary(theirs)}`,
    );
  }
  const p95 = quantile(all, 0.95);
  console.log(
    `  all of them: p95 ${p95.toFixed(2)} ms (aim: at most ${aimMs}), longest ${Math.max(...all).toFixed(1)} ms (aim: at most 50)`,
  );
}

function summary(values: readonly number[]): string {
  return [quantile(values, 0.5), quantile(values, 0.95), Math.max(...values)]
    .map((value) => value.toFixed(2))
    .join(' / ');
}

function incremental(parser: Parser, text: string, following: Iterable<string>): number[] {
  let before = text;
  let tree = parser.parse(text);
  const times: number[] = [];
  for (const state of following) {
    const old: Tree | null = tree;
    times.push(
      timed(() => {
        old?.edit(editBetween(before, state));
        tree = parser.parse(state, old);
      }),
    );
    old?.delete();
    before = state;
  }
  tree?.delete();
  return times;
}

function editBetween(before: string, after: string) {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const point = (text: string, offset: number) => {
    const row = text.slice(0, offset).split('\n').length - 1;
    return { row, column: offset - text.lastIndexOf('\n', offset - 1) - 1 };
  };
  return {
    startIndex: start,
    oldEndIndex: before.length - end,
    newEndIndex: after.length - end,
    startPosition: point(before, start),
    oldEndPosition: point(before, before.length - end),
    newEndPosition: point(after, after.length - end),
  };
}
