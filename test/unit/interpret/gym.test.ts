import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { interpreted, plainValue } from '../../helpers/interpreted';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

// gym's environments: the spaces are those of its documentation, observations and rewards stand in.

const parser = await testParser();
const valueOf = (text: string) => plainValue(interpreted(parser, `import gym\n${text}`).names.get('r'));

/** REINFORCE: the actions are drawn with what the run gives, so nobody knows them. */
const policyGradient = `
import gym
import numpy as np
import tensorflow as tf
env = gym.make('CartPole-v0').unwrapped
env.seed(1)
seen = tf.placeholder(tf.float32, [None, env.observation_space.shape[0]])
taken = tf.placeholder(tf.int32, [None])
worth = tf.placeholder(tf.float32, [None])
logits = tf.layers.dense(seen, env.action_space.n)
chances = tf.nn.softmax(logits)
loss = tf.reduce_mean(worth * tf.nn.sparse_softmax_cross_entropy_with_logits(logits=logits, labels=taken))
train = tf.train.AdamOptimizer(0.01).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for episode in range(7):
        state, states, actions, rewards = env.reset(), [], [], []
        while True:
            p = sess.run(chances, {seen: state[np.newaxis, :]})
            action = np.random.choice(range(p.shape[1]), p=p.ravel())
            after, reward, done, info = env.step(action)
            states.append(state); actions.append(action); rewards.append(reward)
            state = after
            if done:
                break
        sess.run(train, {seen: np.vstack(states), taken: np.array(actions), worth: np.array(rewards)})
`;

describe("gym's environments", () => {
  it.each([
    ['CartPole-v0', [[4], 2]],
    ['MountainCar-v0', [[2], 3]],
    ['Acrobot-v1', [[6], 3]],
    ['LunarLander-v2', [[8], 4]],
    ['Breakout-v0', [[210, 160, 3], 4]],
    ['PongNoFrameskip-v4', [[210, 160, 3], 6]],
  ])('%s has the spaces of its documentation', (id, spaces) => {
    expect(valueOf(`e = gym.make('${id}')\nr = [list(e.observation_space.shape), e.action_space.n]`)).toEqual(spaces);
  });

  it('actions of real numbers have bounds', () => {
    const text = "e = gym.make('Pendulum-v0')\nr = [e.action_space.shape[0], float(e.action_space.high[0])]";
    expect(valueOf(text)).toEqual([1, 2]);
  });

  it('an observation lies within its space, and an episode ends', () => {
    const text = `
e = gym.make('MountainCar-v0')
s, turns, done, r = e.reset(), 0, False, True
while not done:
    s, reward, done, info = e.step(e.action_space.sample())
    turns += 1
    r = r and bool((s >= e.observation_space.low).all() and (s <= e.observation_space.high).all())
r = [r, turns, reward]`;
    expect(valueOf(text)).toEqual([true, 200, -1]);
  });

  it('a program trains its own model on what stands in, and it is said once', () => {
    const plan = planOf(parser, policyGradient);
    expect(plan.unresolved.map(({ what, standIn }) => [say(what), say(standIn)])).toEqual([
      ['data', 'drawn observations and rewards, in episodes of a usual length'],
      ['data', 'drawn numbers that fit'],
    ]);
    expect(plan.runs).toHaveLength(7);
  });

  it('an environment that is not described is not known', () => {
    const { names, recorder } = interpreted(parser, "import gym\nr = gym.make('Own-v0').reset()");
    expect([plainValue(names.get('r')), recorder.standIns.data]).toEqual(['unknown', []]);
  });
});
