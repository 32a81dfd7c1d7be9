import { expect, it } from 'vitest';
import {
  editPieces,
  editsOfPieces,
  editText,
  type TextEdit,
  textOfPieces,
  wholeText,
} from '../../../src/base/text-edit';
import { Random } from '../../fuzz/random';

/** Edits of a text of some length that do not touch each other. */
function someEdits(random: Random, length: number): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = random.below(4); at <= length; at += 1 + random.below(6)) {
    const end = Math.min(length, at + random.below(4));
    edits.push({ start: at, end, text: 'xyz'.slice(0, random.below(4)) });
    at = end;
  }
  return edits;
}

it('several rounds of edits are one round of the text before', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = new Random(seed);
    const before = 'abcdefghijklmnopqrstuvw'.slice(0, random.below(24));
    let [text, pieces] = [before, wholeText(before)];
    for (let round = 0; round < 3; round += 1) {
      const edits = someEdits(random, text.length);
      [text, pieces] = [editText(text, edits), editPieces(pieces, edits)];
      expect(textOfPieces(pieces)).toBe(text);
    }
    const all = editsOfPieces(pieces, before.length);
    expect(editText(before, all)).toBe(text);
    for (const [index, { start }] of all.slice(1).entries()) expect(start).toBeGreaterThan(all[index]?.end ?? -1);
  }
});
