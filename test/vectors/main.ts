import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadParser } from '../../src/python/parser';
import { isRateFile, rateVectorsIn } from './rates/rate-vectors';
import { vectorsIn } from './run-vectors';
import type { Vector } from './vector';

const shorten = (given: unknown): string => {
  const text = JSON.stringify(given, (_key, part: unknown) =>
    typeof part === 'number' && !Number.isFinite(part) ? String(part) : part,
  );
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
};

/** The cases of a file: TensorFlow 1's in sections, or a list of runs of today's libraries. */
async function casesIn(file: unknown): Promise<Vector[]> {
  if (!isRateFile(file)) return vectorsIn(file);
  const wasm = (name: string): Buffer => readFileSync(join('node_modules/@vscode/tree-sitter-wasm/wasm', name));
  const parser = await loadParser({ runtime: wasm('tree-sitter.wasm'), grammar: wasm('tree-sitter-python.wasm') });
  return rateVectorsIn(file, parser);
}

/** Runs a file of vectors: each failing id with what was got and expected, then the count. Exit 1 where one fails. */
async function main(path: string | undefined): Promise<number> {
  if (path === undefined) {
    console.error('usage: npm run vectors -- FILE');
    return 2;
  }
  let file: unknown;
  try {
    file = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    console.error(`vectors: ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  let passed = 0;
  let failed = 0;
  let outside = 0;
  for (const { id, check, isOutside } of await casesIn(file)) {
    if (isOutside === true) {
      outside += 1;
      console.log(`${id}: not checked, it is not about the rates of a schedule`);
      continue;
    }
    const findings = check();
    if (findings.length === 0) passed += 1;
    else failed += 1;
    for (const { what, got, expected } of findings)
      console.log(`${id}: ${what}: got ${shorten(got)}, expected ${shorten(expected)}`);
  }
  const others = outside === 0 ? '' : `, ${outside} not about rates`;
  console.log(`${passed} passed, ${failed} failed${others}`);
  return failed === 0 ? 0 : 1;
}

void main(process.argv[2]).then((code) => (process.exitCode = code));
