import { mkdirSync, writeFileSync } from 'node:fs';
import { fuzzParser } from './check-one';
import { fixWorsens } from './fix-worsens';
import { stepProgram } from './step-programs';

// Program after program of the parts that decide how a step is counted: its fixes, safe ones and all of them, make nothing worse.

interface Options {
  readonly seed: number;
  readonly count: number;
}

const folder = 'out/fuzz';

async function main({ seed, count }: Options): Promise<number> {
  const parser = await fuzzParser();
  mkdirSync(folder, { recursive: true });
  let failures = 0;
  for (let index = 0; index < count; index++) {
    const text = stepProgram(seed + index);
    const worse = fixWorsens(parser, text, false) ?? fixWorsens(parser, text, true);
    if (worse === null) continue;
    failures += 1;
    const file = `${folder}/fixes-${seed + index}.py`;
    writeFileSync(file, text);
    console.log(`${file}: ${worse}`);
  }
  console.log(`${count} programs from seed ${seed} on; the fixes of ${failures} make something worse`);
  return failures;
}

void main(JSON.parse(process.env['FUZZ'] ?? '{}') as Options).then((failures) => {
  process.exitCode = failures > 0 ? 1 : 0;
});
