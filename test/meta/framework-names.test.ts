import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { tensorflow1 } from '../../src/frameworks/tensorflow1/catalogue';
import { isScheduleName } from '../../src/schedules/schedule';

// docs/architecture.md: what TensorFlow 1 is, is written once. A name of its outside of the catalogue is a second table in the making.

/** Where names of TensorFlow may stand, how many of them at most, and why. */
const allowed: Readonly<Record<string, readonly [most: number, why: string]>> = {
  'analysis/meaning/prefilter.ts': [
    35,
    'tells texts apart before anything of them is parsed: words of a text, not names of values',
  ],
  'analysis/meaning/': [
    16,
    'the four training calls (TrainingCallName), and the consumers that the findings call by their names',
  ],
  'analysis/walk/': [7, 'the methods of a class of the program that is an optimizer: they are its own names'],
  'editor/': [4, 'the optimizer of a copied schedule, and words by which edits of a text are told to matter'],
  'explain/': [35, 'causes of messages of a log, each of which speaks of calls by their names'],
  'interpret/modules/': [83, 'a registry: what TensorFlow does on Python’s side, attached to the catalogue’s names'],
  'interpret/numpy/': [12, 'NumPy’s names, not TensorFlow’s'],
  'interpret/': [
    25,
    'computations of recorded calls that are none on single numbers, attached to the catalogue’s names',
  ],
  'lint/': [5, 'the four training calls are a type of their own (TrainingCallName)'],
  'plan/': [7, 'calls that a counterpart or a stand-in adds to a plan'],
  'port/': [6, 'code that is written for a reader; three of Paddle’s classes are called as Keras’ are'],
  'rewrite/': [3, 'calls that an edit writes or looks for in the source'],
  'tf1/': [8, 'names that TensorFlow’s own objects have: classes in messages, keys of collections'],
};

/** Folders that attach something to the catalogue's records by their names, and the catalogue. */
const attaching = /^(?:frameworks|schedules|texts|tf1[\\/](?:api|ops|compile))[\\/]/;

/**
 * Parts of names that nothing else is called: two words, or capitals within. Schedules' keys are a type of their own, which the compiler
 * checks; `global_step` is the parameter and the key that programs write themselves.
 */
function isDistinctive(part: string): boolean {
  if (part.length < 6 || part === 'global_step' || isScheduleName(part)) return false;
  return /[a-z0-9]_[a-z]/.test(part) || /[a-z][A-Z]/.test(part);
}

const dotted = new Set<string>();
const parts = new Set<string>();
for (const { name, aliases } of tensorflow1.all)
  for (const one of [name, ...aliases]) {
    if (one.includes('.')) dotted.add(one);
    const last = one.slice(one.lastIndexOf('.') + 1);
    if (isDistinctive(last)) parts.add(last);
  }

/** What is said to readers: a text of a message, or a part of one. */
function isSaid({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && /^(?:message|verbatim)$/.test(parent.expression.getText());
}

/** TensorFlow's names in the literals and regular expressions of a file. Sentences are for readers. */
function namesIn(path: string): string[] {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const note = (text: string): void => {
    for (const word of text.match(/[A-Za-z_][\w.]*/g) ?? []) {
      if (dotted.has(word)) found.push(word);
      else found.push(...word.split('.').filter((part) => parts.has(part)));
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) {
      const { parent } = node;
      const isPath = ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isLiteralTypeNode(parent);
      if (!isPath && !isSaid(node) && !/\s/.test(node.text)) note(node.text);
    } else if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) note(node.getText());
    else if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) note(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe('names of TensorFlow outside of the catalogue', () => {
  const areas = Object.keys(allowed);
  const counts = new Map<string, string[]>();
  for (const name of readdirSync('src', { recursive: true }) as string[]) {
    if (!name.endsWith('.ts') || attaching.test(name)) continue;
    const found = namesIn(join('src', name));
    const area = areas.find((one) => name.startsWith(one)) ?? name;
    if (found.length > 0) counts.set(area, [...(counts.get(area) ?? []), ...found]);
  }

  it('stand only where there is a reason', () => {
    expect(Object.fromEntries([...counts].filter(([area]) => !Object.hasOwn(allowed, area)))).toEqual({});
  });

  it.each(Object.entries(allowed))('are in %s no more than they were', (area, [most]) => {
    expect(counts.get(area)?.length ?? 0, String(counts.get(area))).toBeLessThanOrEqual(most);
  });
});
