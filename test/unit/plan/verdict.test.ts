import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Message, say } from '../../../src/base/message';
import { type CallOutlook, readOutlook } from '../../../src/plan/outlook';
import { checkText } from '../../helpers/check-text';
import { inChinese } from '../../helpers/chinese';
import { interpreted } from '../../helpers/interpreted';
import { stepCaseFolder as folder, stepCases } from '../../helpers/step-cases';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** What is said of the first training call of a program. */
function outlookOf(text: string): CallOutlook {
  const [call] = readOutlook('train.py', interpreted(parser, text), checkText(parser, text)).calls;
  if (call === undefined) throw new Error('the program makes no train op');
  return call;
}

describe('the verdict', () => {
  it('is tested for each program of the folder', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(stepCases).map((name) => `${name}.py`));
  });

  it.each(Object.entries(stepCases))('of %s', (name, wanted) => {
    const { case: kind, verdict } = outlookOf(readFileSync(join(folder, `${name}.py`), 'utf8'));
    const { answer, sentence, details, change } = verdict;
    expect({
      kind,
      answer: say(answer),
      sentence: say(sentence),
      details: details.map((detail) => say(detail)),
      change: change === null ? null : [say(change.text), change.range?.line],
    }).toEqual({ details: [], ...wanted });
    // A lens has room for sixty characters.
    expect(say(answer).length).toBeLessThanOrEqual(60);
    const all: Message[] = [answer, sentence, ...details, ...(change === null ? [] : [change.text])];
    for (const text of all) {
      expect(inChinese(text), say(text)).toMatch(/[\u4e00-\u9fff]/);
      expect(inChinese(text), say(text)).not.toMatch(/(?:\b[a-z]{2,}\b[ ,]+){2}[a-z]{2,}\b/);
    }
  });
});
