import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { phraseBook } from '../../../src/base/phrase-book';
import { localizedMessage } from '../../../src/panel/localize-message';
import type { TrainingSnapshot } from '../../../src/protocol/training-messages';
import { FakeSource } from '../../fakes/fake-source';

const look = phraseBook(
  JSON.parse(readFileSync('l10n/bundle.l10n.zh-cn.json', 'utf8')) as Readonly<Record<string, string>>,
);

describe('a message in another language', () => {
  it('has the plan’s labels and reasons, and leaves the program’s own names alone', () => {
    const snapshot: TrainingSnapshot = {
      ...new FakeSource(['a']).snapshot,
      entries: [
        { label: 'schedule', value: 'exponential_decay', location: null },
        { label: 'step', value: 'global_steps, starts at 0', location: null },
        { label: 'loss', value: 'loss', location: null },
      ],
      unresolved: [
        {
          what: 'iterations',
          why: 'no loop that runs this train op was found',
          standIn: '100 iterations',
          location: null,
          field: null,
        },
      ],
      state: { kind: 'failed', message: 'the training thread is gone: restart it', location: null },
    };
    const message = localizedMessage({ type: 'snapshot-taken', snapshot }, look);
    if (message.type !== 'snapshot-taken') throw new Error('another message');
    const { entries, unresolved, state } = message.snapshot;
    expect(entries.map(({ label, value }) => [label, value])).toEqual([
      ['学习率策略', 'exponential_decay'],
      ['步数', 'global_steps，从 0 开始'],
      ['损失', 'loss'],
    ]);
    expect(unresolved[0]).toMatchObject({
      what: '迭代次数',
      why: '没有找到运行这个训练操作的循环',
      standIn: '100 次迭代',
    });
    expect(state).toEqual({ kind: 'failed', message: '训练线程已不在：请重新开始', location: null });
  });
});
