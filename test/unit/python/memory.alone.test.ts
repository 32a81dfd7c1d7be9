import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { analyze } from '../../../src/analysis/analyze';
import { SourceText } from '../../../src/python/source-text';
import { testParser } from '../../helpers/python-parser';

function usedMegabytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

it('keeps one state of a text that is edited, whatever was read of the others', async () => {
  const parser = await testParser();
  const part = (index: number): string => `
def function_number_${index}(learning_rate_of_it):
    a_string_of_some_length_${index} = 'what function ${index} says of itself'
    print(f"{a_string_of_some_length_${index}} and {learning_rate_of_it:>20}")
    return tf.nn.relu(learning_rate_of_it) + ${index}
`;
  const parts = Array.from({ length: 2400 }, (_, index) => part(index));
  let text = `import tensorflow as tf\n${parts.join('')}train = tf.train.AdamOptimizer(0.1).minimize(loss)\n`;
  let module = parser.parse(text);
  analyze(module, new SourceText('a.py', text));
  const edit = async (round: number): Promise<void> => {
    const at = text.indexOf(`print(f"{a_string_of_some_length_${round}}`);
    text = `${text.slice(0, at)}some_other_name_of_edit_${round} = 'another string of edit ${round}'\n    ${text.slice(at)}`;
    module = parser.parseEdited(text, module);
    analyze(module, new SourceText('a.py', text));
    // Vitest takes a thread for lost that answers nothing for a minute, which a busy machine may need for all of them.
    await new Promise((resume) => setImmediate(resume));
  };
  for (let round = 0; round < 10; round++) await edit(round);
  const before = usedMegabytes();
  for (let round = 10; round < 110; round++) await edit(round);
  // A hundred states of 0.57 MB were read since; what was added to the text are some kilobytes.
  expect(text.length).toBeGreaterThan(550_000);
  expect(usedMegabytes() - before).toBeLessThan(10);
});
