import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/engine';
import { isProgram } from '../../../src/engine/files';
import { programFile } from '../../../src/engine/program-file';
import { filesByPath } from '../../../src/files/disk-files';
import { disagreementsOf } from '../../agreement/disagreements';
import { testParser } from '../../helpers/python-parser';

// The programs of the fixtures, as the checker reads them and as the run does: which call, optimizer, step, case and rate.
const files = filesByPath();
const engine = createEngine(await testParser(), files);

describe('check and run of one program', () => {
  it.each(['test/fixtures/kinds', 'media/samples'])('agree on every call in %s', (folder) => {
    const view = { roots: [folder], unsaved: [] };
    let calls = 0;
    const found: string[] = [];
    for (const file of [...files.list(folder)].flat().filter(isProgram)) {
      const { source } = programFile(file, files.read(file));
      const program = { file, title: file, parts: source.parts, view };
      let { report, isWhole } = engine.check(program);
      while (!isWhole) ({ report, isWhole } = engine.check(program));
      const { compared, disagreements } = disagreementsOf(report, engine.plans(program), engine.outlook(program).calls);
      calls += compared;
      found.push(...disagreements.map(({ about, line, check, run }) => `${file}:${line}: ${about}: ${check}, ${run}`));
    }
    expect(calls).toBeGreaterThan(0);
    expect(found).toEqual([]);
  });
});
