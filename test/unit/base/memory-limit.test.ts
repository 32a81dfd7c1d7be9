import { expect, it } from 'vitest';
import { bytesText, MemoryBudget, memoryLimits, trainingLimit } from '../../../src/base/memory-limit';

const megabyte = 2 ** 20;

/** A thread of which a test says what it holds, and what of that is garbage. */
class Thread {
  held = 100 * megabyte;
  garbage = 0;
  collections = 0;

  inUse(): number {
    return this.held + this.garbage;
  }

  inUseAfterCollection(): number {
    this.collections += 1;
    this.garbage = 0;
    return this.held;
  }
}

it('what is too large by itself is refused without a look', () => {
  const budget = new MemoryBudget(10 * megabyte, null);
  expect(budget.take(10 * megabyte)).toBe(true);
  expect(budget.take(10 * megabyte + 1)).toBe(false);
  expect(budget.take(Number.POSITIVE_INFINITY)).toBe(false);
  expect(budget.take(Number.NaN)).toBe(false);
});

it('what was held before does not count, garbage does not count, and all else does', () => {
  const thread = new Thread();
  const budget = new MemoryBudget(256 * megabyte, thread);
  const make = (bytes: number): boolean => {
    const isTaken = budget.take(bytes);
    if (isTaken) thread.held += bytes;
    return isTaken;
  };
  for (let time = 0; time < 100; time++) {
    expect(budget.take(32 * megabyte)).toBe(true);
    thread.garbage += 32 * megabyte;
  }
  expect(thread.collections).toBeGreaterThan(0);
  thread.garbage = 0;
  let taken = 0;
  while (make(32 * megabyte)) taken += 32;
  expect(taken).toBe(256);
});

it('what was refused is refused again, however often it is asked for', () => {
  const thread = new Thread();
  const budget = new MemoryBudget(1024 * megabyte, thread);
  // So much is left that two more would pass for what may be overdrawn between two collections.
  thread.held += 1008 * megabyte;
  for (let time = 0; time < 20; time++) {
    const isTaken = budget.take(32 * megabyte);
    expect(isTaken).toBe(false);
    if (isTaken) thread.held += 32 * megabyte;
  }
  thread.held -= 32 * megabyte;
  expect(budget.take(32 * megabyte)).toBe(true);
});

it('a collection is not asked for again before something was made', () => {
  const thread = new Thread();
  const budget = new MemoryBudget(256 * megabyte, thread);
  thread.held += 250 * megabyte;
  thread.garbage = 100 * megabyte;
  for (let time = 0; time < 100; time++) {
    expect(budget.look()).toBe(true);
    thread.garbage = 5 * megabyte;
  }
  expect(thread.collections).toBe(1);
});

it('shared memory, which no meter sees, counts to the end', () => {
  const budget = new MemoryBudget(64 * megabyte, new Thread());
  let taken = 0;
  while (budget.takeShared(10 * megabyte)) taken += 10;
  expect(taken).toBe(60);
});

it('shared memory that is given back can be taken again', () => {
  const budget = new MemoryBudget(64 * megabyte, new Thread());
  expect(budget.takeShared(40 * megabyte)).toBe(true);
  expect(budget.takeShared(40 * megabyte)).toBe(false);
  budget.giveBackShared(40 * megabyte);
  expect(budget.takeShared(40 * megabyte)).toBe(true);
});

it('garbage is collected when what is in use grew by so much, however far the limit is', () => {
  const thread = new Thread();
  const budget = new MemoryBudget(2048 * megabyte, thread, 64 * megabyte);
  let most = 0;
  for (let time = 0; time < 100; time++) {
    expect(budget.take(16 * megabyte)).toBe(true);
    thread.garbage += 16 * megabyte;
    most = Math.max(most, thread.garbage);
  }
  expect(most).toBe(64 * megabyte);
  thread.garbage = 40 * megabyte;
  budget.tidy(41 * megabyte);
  expect(thread.garbage).toBe(40 * megabyte);
  budget.tidy(40 * megabyte);
  expect(thread.garbage).toBe(0);
});

it('a training takes three quarters of what is free, and at most its limit', () => {
  expect(trainingLimit(1000 * megabyte)).toBe(750 * megabyte);
  expect(trainingLimit(64 * 1024 * megabyte)).toBe(memoryLimits.training);
  expect(trainingLimit(Number.POSITIVE_INFINITY)).toBe(2048 * megabyte);
  expect(trainingLimit(0)).toBe(64 * megabyte);
});

it('bytes are said as a reader counts them', () => {
  const texts = [0, 999, 1000, 1536, 32e6, 256 * megabyte, 1.4 * 2 ** 30, 8e13].map(bytesText);
  expect(texts).toEqual(['0 bytes', '999 bytes', '1 KB', '1.5 KB', '31 MB', '256 MB', '1.4 GB', '73 TB']);
});
