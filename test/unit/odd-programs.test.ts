import { expect, it } from 'vitest';
import { say } from '../../src/base/message';
import { interpret } from '../../src/interpret/interpret';
import { pairOf } from '../../src/plan/counterpart';
import { readPlans } from '../../src/plan/read-plans';
import type { TrainingPlan } from '../../src/plan/training-plan';
import type { SessionState } from '../../src/protocol/training-messages';
import { SourceText } from '../../src/python/source-text';
import type { TrainingEvent } from '../../src/training/commands';
import { startTraining } from '../../src/training/start-training';
import { internalIn } from '../fuzz/exhausting/run-one';
import { oddProgram } from '../fuzz/messages/programs';
import { Random } from '../fuzz/random';
import { alone } from '../helpers/interpreted';
import { testParser } from '../helpers/python-parser';

const parser = await testParser();
const [groups, perGroup] = [12, 25];

/** All that the training of a plan says, and how it ended. What crosses to a thread and back is copied as a message is. */
function trained(
  plan: TrainingPlan,
): Promise<{ readonly said: readonly TrainingEvent[]; readonly state: SessionState }> {
  return new Promise((settle) => {
    const said: TrainingEvent[] = [];
    const obey = startTraining({
      now: () => 0,
      schedule: (callback) => {
        setImmediate(callback);
      },
      send: (event) => {
        said.push(structuredClone(event));
        if (event.type === 'state-changed' && /^(?:ended|failed)$/.test(event.state.kind))
          settle({ said, state: event.state });
      },
    });
    const request = { runs: pairOf(plan), pace: { stretchSeconds: 0 }, stopAtNonFinite: true };
    obey(structuredClone({ type: 'start-training', request } as const));
  });
}

/** Every sentence that a user may read of an event. */
function sentences(event: TrainingEvent): string[] {
  switch (event.type) {
    case 'training-prepared':
      return event.runs.flatMap(({ unresolved }) =>
        unresolved.map(({ why, standIn }) => `${say(why)} ${say(standIn)}`),
      );
    case 'execution-chosen':
      return event.execution.kind === 'kernels' ? [say(event.execution.reason)] : [];
    case 'became-non-finite':
      return [say(event.message)];
    case 'state-changed':
      return 'message' in event.state && event.state.message !== null ? [say(event.state.message)] : [];
    default:
      return [];
  }
}

it.each(Array.from({ length: groups }, (_, group) => group))(
  'programs in which something does not fit end in rows or in sentences with a place (%i)',
  async (group) => {
    for (let index = 0; index < perGroup; index++) {
      const text = oddProgram(new Random((group * perGroup + index) * 7919 + 1));
      const interpretation = interpret(parser.parse(text), new SourceText('train.py', text), alone(parser));
      const { recorder, limit } = interpretation;
      const said = [...recorder.obstacles.map(({ why }) => say(why)), ...(limit === null ? [] : [limit.message])];
      const [plan] = readPlans('train.py', interpretation);
      if (plan !== undefined) {
        said.push(...plan.unresolved.map(({ what, why, standIn }) => `${say(what)} ${say(why)} ${say(standIn)}`));
        const { said: events, state } = await trained(plan);
        said.push(...events.flatMap(sentences));
        expect(
          events.filter(({ type }) => type === 'defect-found'),
          text,
        ).toEqual([]);
        if (state.kind === 'failed') expect(state.location, text).toMatchObject({ file: 'train.py' });
      }
      expect(
        said.map(internalIn).filter((found) => found !== null),
        `${said.join('\n')}\n${text}`,
      ).toEqual([]);
    }
  },
);
