import { readFileSync } from 'node:fs';
import { vectorsIn } from './run-vectors';

const shorten = (given: unknown): string => {
  const text = JSON.stringify(given, (_key, part: unknown) =>
    typeof part === 'number' && !Number.isFinite(part) ? String(part) : part,
  );
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
};

/** Runs a file of vectors: each failing id with what was got and expected, then the count. Exit 1 where one fails. */
function main(path: string | undefined): number {
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
  for (const { id, check } of vectorsIn(file)) {
    const findings = check();
    if (findings.length === 0) passed += 1;
    else failed += 1;
    for (const { what, got, expected } of findings)
      console.log(`${id}: ${what}: got ${shorten(got)}, expected ${shorten(expected)}`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = main(process.argv[2]);
