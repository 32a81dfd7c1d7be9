import { describe, expect, it } from 'vitest';
import { createEngine, type Engine, type ProgramTexts } from '../../../src/engine/engine';
import type { FileReport } from '../../../src/lint/finding';
import { MemoryFiles } from '../../helpers/memory-files';
import { testParser } from '../../helpers/python-parser';
import { checkedFolders } from '../../helpers/workspaces';

const parser = await testParser();

function whole(engine: Engine, program: ProgramTexts): FileReport {
  const { report, isWhole } = engine.check(program);
  return isWhole ? report : whole(engine, program);
}

/** Numbers that look like chance, and are the same each time. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** A text with a line more, or with the step passed on or not. */
function edited(text: string, pick: (below: number) => number): string {
  const swaps = [
    ['loss)\n', 'loss, step)\n'],
    ['loss, step)\n', 'loss)\n'],
  ] as const;
  const swap = swaps.find(([from]) => text.includes(from) && pick(2) === 0);
  if (swap !== undefined) return text.replace(swap[0], swap[1]);
  const lines = text.split('\n');
  lines.splice(pick(lines.length), 0, `# ${pick(1000)}`);
  return lines.join('\n');
}

describe('what is kept from one request to the next comes to what a new engine finds', () => {
  it.each(Object.entries(checkedFolders))('%s', (_, { files }) => {
    const pick = chance(7);
    const table = new MemoryFiles(new Map(Object.entries(files)));
    const kept = createEngine(parser, table);
    const names = Object.keys(files).filter((name) => name.endsWith('.py'));
    const unsaved = new Map<string, string>();
    for (let turn = 0; turn < 30; turn++) {
      const name = names[pick(names.length)] ?? '';
      const text = edited(unsaved.get(name) ?? table.texts.get(name) ?? '', pick);
      if (pick(3) === 0) {
        table.texts.set(name, text);
        unsaved.delete(name);
      } else unsaved.set(name, text);
      const file = names[pick(names.length)] ?? '';
      const others = [...unsaved].filter(([other]) => other !== file);
      const program: ProgramTexts = {
        file,
        title: file,
        parts: [{ cell: null, text: unsaved.get(file) ?? table.texts.get(file) ?? '' }],
        view: { roots: ['.'], unsaved: others.map(([other, itsText]) => ({ file: other, text: itsText })) },
      };
      expect(whole(kept, program), `turn ${turn}`).toEqual(whole(createEngine(parser, table), program));
    }
  });
});
