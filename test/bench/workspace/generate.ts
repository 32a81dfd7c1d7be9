import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const filesAFolder = 50;

/** What most files of a repository are: code that trains nothing. */
function plain(number: number): string {
  const functions = Array.from(
    { length: 12 },
    (_, index) =>
      `def parse_${index}(lines, limit=${number + index}):\n    found = []\n    for line in lines:\n        if len(line) > limit and line.startswith('${number}'):\n            found.append(line.strip().split(','))\n    return found\n`,
  );
  return `import os\nimport sys\n\nfrom util_${(number + 7) % filesAFolder} import parse_1\n\n\n${functions.join('\n\n')}`;
}

const model = `import tensorflow as tf


def build(rate, loss, step=None):
    return tf.train.AdamOptimizer(rate).minimize(loss, global_step=step)
`;

function program(number: number): string {
  return `import tensorflow as tf
from model import build

step = tf.train.get_or_create_global_step()
rate = tf.train.exponential_decay(0.1, step, ${100 + number}, 0.5)
train = build(rate, tf.Variable(1.0) ** 2${number % 2 === 0 ? ', step' : ''})
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(10):
        sess.run(train)
`;
}

/** Writes a repository of so many files: of 50 in a folder, one holds a training call, which three programs make; the others train nothing. */
export function generateRepository(folder: string, files: number): void {
  for (let number = 0; number < files; number++) {
    const inFolder = number % filesAFolder;
    const package_ = join(folder, `part_${Math.floor(number / filesAFolder)}`);
    if (inFolder === 0) mkdirSync(package_, { recursive: true });
    const [name, text] =
      inFolder === 0
        ? ['model', model]
        : inFolder <= 3
          ? [`train_${inFolder}`, program(number)]
          : [`util_${inFolder}`, plain(number)];
    writeFileSync(join(package_, `${name}.py`), text);
  }
}
