import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { phraseBook } from '../../../src/base/phrase-book';

const look = phraseBook(JSON.parse(readFileSync('l10n/bundle.l10n.zh-cn.json', 'utf8')) as Record<string, string>);

it.each([
  [
    'tf.get_variable raises ResourceExhaustedError: table of shape (10, 20), with its initial value, takes 80 MB, which is more than what is left of the 75 MB for training',
    'tf.get_variable 引发 ResourceExhaustedError：形状为 (10, 20) 的 table（连同其初始值）要占用 80 MB，超过了训练所用的 75 MB 中余下的部分',
  ],
  [
    'ResourceExhaustedError: Sub (Sub) makes more than memory holds: a result of shape (16000, 16000) takes 977 MB, which is more than what is left of the 2 GB for training',
    'ResourceExhaustedError：Sub (Sub) 所需的内存超出了可用的范围：形状为 (16000, 16000) 的结果要占用 977 MB，超过了训练所用的 2 GB 中余下的部分',
  ],
  [
    'ResourceExhaustedError: Tile (Tile) makes more than memory holds: an array of 500000000 elements takes 1.9 GB, which is more than what is left of the 98 MB for training',
    'ResourceExhaustedError：Tile (Tile) 所需的内存超出了可用的范围：500000000 个元素的数组要占用 1.9 GB，超过了训练所用的 98 MB 中余下的部分',
  ],
  [
    'ResourceExhaustedError: what the program feeds, the largest an array of shape (3900000,), takes 89 MB, which is more than what is left of the 75 MB for training',
    'ResourceExhaustedError：程序所喂入的数据（其中最大的是形状为 (3900000,) 的数组）要占用 89 MB，超过了训练所用的 75 MB 中余下的部分',
  ],
  [
    'the rows of 90000 iterations take more than what is left of the 78 KB for training',
    '90000 次迭代的数据行超过了训练所用的 78 KB 中余下的部分',
  ],
])('a training that ends for its memory says so in Chinese: %s', (english, chinese) => {
  expect(look(english)).toBe(chinese);
});
