// The course of a metric that only the run knows, for a scheduler that waits for it to stop becoming better.
import { type Message, message } from '../../base/message';
import type { Plateau } from '../../schedules/pytorch/plateau';

/** The courses that a metric can be given, in the order of a field's choices. */
export function metricCourses(): readonly Message[] {
  return [
    message('becomes better at first, then stays'),
    message('stays as it is'),
    message('becomes better each time'),
  ];
}

/** Steps after which a metric that stays has become as good as it gets. */
const improvingSteps = 3;

/** The nth metric of a course, from 0, for a plateau's own direction and threshold. */
export function metricOf(course: number): (plateau: Plateau, step: number) => number {
  return ({ isRising, isRelative }, step) => {
    const better = course === 1 ? 0 : course === 0 ? Math.min(step, improvingSteps) : step;
    if (!isRelative) return isRising ? better : -better;
    return isRising ? 1.01 ** better : 0.99 ** better;
  };
}
