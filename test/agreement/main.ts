// Reads every program below the folders twice, as the checker does and as the run does, and counts where the two disagree.
import { createEngine } from '../../src/engine/engine';
import { programFile } from '../../src/engine/program-file';
import { isProgram } from '../../src/engine/files';
import { filesByPath } from '../../src/files/disk-files';
import { mayTrain } from '../../src/analysis/meaning/prefilter';
import { fuzzParser } from '../fuzz/check-one';
import { type Disagreement, disagreementsOf } from './disagreements';

async function main(): Promise<void> {
  const folders = JSON.parse(process.env['AGREEMENT'] ?? '[]') as readonly string[];
  const files = filesByPath();
  const engine = createEngine(await fuzzParser(), files);
  const counts = new Map<Disagreement['about'], number>();
  let programs = 0;
  let calls = 0;
  for (const folder of folders) {
    const view = { roots: [folder], unsaved: [] };
    for (const file of [...files.list(folder)].flat().filter(isProgram)) {
      try {
        const text = files.read(file);
        if (!mayTrain(text)) continue;
        const { source } = programFile(file, text);
        const program = { file, title: file, parts: source.parts, view };
        let { report, isWhole } = engine.check(program);
        while (!isWhole) ({ report, isWhole } = engine.check(program));
        const plans = engine.plans(program);
        if (plans.length === 0) continue;
        const { compared, disagreements } = disagreementsOf(report, plans, engine.outlook(program).calls);
        programs += 1;
        calls += compared;
        for (const { about, line, check, run } of disagreements) {
          counts.set(about, (counts.get(about) ?? 0) + 1);
          console.log(`${file}:${line}: ${about}: check says ${check}, run says ${run}`);
        }
      } catch (error) {
        console.log(`${file}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  console.log(`${programs} programs of which a train op is made when they run, ${calls} calls that both see`);
  for (const about of ['call', 'optimizer', 'step', 'case', 'rate'] as const)
    console.log(`  ${about}: ${counts.get(about) ?? 0} disagree`);
}

void main();
