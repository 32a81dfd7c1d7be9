import { expect, it } from 'vitest';
import { type Message, message } from '../../../src/base/message';
import { exhausted } from '../../../src/tf1/budget';
import { namedIfExhausted } from '../../../src/tf1/errors';
import { inChinese } from '../../helpers/chinese';

const megabyte = 2 ** 20;
const raised = (what: Message, bytes: number, limit: number): Message =>
  message('{0} raises {1}', 'tf.get_variable', exhausted(bytes, what, limit).said);
const named = (what: Message, name: string): Message =>
  namedIfExhausted({ name, type: name }, exhausted(977 * megabyte, what, 2048 * megabyte)).said;

it.each([
  [
    raised(message('{0} of shape {1}, with its initial value,', 'table', '(10, 20)'), 80 * megabyte, 75 * megabyte),
    'tf.get_variable 引发 ResourceExhaustedError：形状为 (10, 20) 的 table（连同其初始值）要占用 80 MB，超过了训练所用的 75 MB 中余下的部分',
  ],
  [
    named(message('a result of shape {0}', '(16000, 16000)'), 'Sub'),
    'ResourceExhaustedError：Sub（Sub）所需的内存超出了可用的范围：形状为 (16000, 16000) 的结果要占用 977 MB，超过了训练所用的 2 GB 中余下的部分',
  ],
  [
    named(message('an array of {0} elements', 500_000_000), 'Tile'),
    'ResourceExhaustedError：Tile（Tile）所需的内存超出了可用的范围：500000000 个元素的数组要占用 977 MB，超过了训练所用的 2 GB 中余下的部分',
  ],
  [
    message('the rows of {0} iterations take more than what is left of the {1} for training', 90_000, '78 KB'),
    '90000 次迭代的数据行超过了训练所用的 78 KB 中余下的部分',
  ],
])('a training that ends for its memory says so in Chinese (%#)', (said, chinese) => {
  expect(inChinese(said)).toBe(chinese);
});
