import { describe, expect, it } from 'vitest';
import { message } from '../../../src/base/message';
import { SpokenError } from '../../../src/base/spoken-error';
import { DeadlineError, EngineError } from '../../../src/editor/engine/engine-thread';
import { inWords } from '../../../src/editor/engine/failure-text';

const logged: unknown[] = [];
const log = { warn: (_: string, error: unknown) => void logged.push(error) };
const told = (error: unknown): Promise<string> =>
  inWords(Promise.reject(error as Error), 'file:///a%20b/my%20model.py', log).then(
    () => 'nothing',
    (reason: unknown) => (reason as Error).message,
  );

describe('why a program could not be read', () => {
  it.each([
    new EngineError(
      "Cannot read properties of undefined (reading 'kind')",
      'TypeError: Cannot\n    at read (engine.js:1:2)',
    ),
    new EngineError("the engine's thread ended by itself (exit code 1)", ''),
    new EngineError('Worker terminated due to reaching memory limit: JS heap out of memory', ''),
    new DeadlineError('this takes longer than 30 s'),
    new TypeError("Cannot read properties of undefined (reading 'uri')"),
  ])('names the file, and nothing of how the engine works: $message', async (error) => {
    logged.length = 0;
    const said = await told(error);
    expect(said).toMatch(/^my model\.py (?:takes|could not be read)/);
    expect(said).not.toMatch(/undefined|engine\.js|TypeError|thread|exit code|heap|\n/);
    expect(logged).toEqual([error]);
  });

  it('keeps the place that a refusal speaks of', async () => {
    const place = { file: 'a.py', cell: null, start: 0, end: 1, line: 1, column: 1, endLine: 1, endColumn: 2 };
    const refused = Promise.reject(new SpokenError(message('nothing'), undefined, place));
    await expect(inWords(refused, 'file:///a.py', log)).rejects.toMatchObject({ place });
  });

  it('is what a refusal says itself', async () => {
    expect(await told(new SpokenError(message('{0} holds no Python.', 'a.py')))).toBe('a.py holds no Python.');
  });
});
