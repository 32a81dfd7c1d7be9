import { type Message, message } from '../../base/message';
import type { SchedulerFacts, SchedulerPace } from '../../analysis/facts/clock-facts';
import type { Finding } from '../finding';
import { ofSchedulers, type Rule } from '../rule';

/** A scheduler that is stepped once an epoch where its length counts batches, or the reverse. */
export const schedulerPace: Rule = {
  id: 'scheduler-pace',
  severity: 'warning',
  mildest: 'hint',
  check: ofSchedulers(findingsOf),
};

function findingsOf({ pace, accumulated, range, name }: SchedulerFacts): Finding[] {
  if (pace === null) return accumulated === null ? [] : [hintOf(accumulated, range, name)];
  return [
    {
      rule: schedulerPace.id,
      severity: schedulerPace.severity,
      range,
      message: textOf(pace, name),
      related: [{ range: pace.step, message: message('its step()') }],
      fixes: [],
    },
  ];
}

/** How many processes train, and how many batches an update has, is the launch's: no more than a hint. */
function hintOf(length: string, range: SchedulerFacts['range'], name: string): Finding {
  return {
    rule: schedulerPace.id,
    severity: 'hint',
    range,
    message: message(
      '{0} is prepared by Accelerate, which steps it once a process with each update and passes over the batches between: {1} is right only where as many processes train as an update has batches.',
      name,
      length,
    ),
    related: [],
    fixes: [],
  };
}

function textOf({ fault, text, epochs, trained }: SchedulerPace, name: string): Message {
  switch (fault) {
    case 'batches-by-epoch':
      return message(
        '{0} counts batches ({1}) and is stepped once an epoch: it goes through a small part of its schedule only.',
        name,
        text,
      );
    case 'epochs-by-batch':
      return message(
        '{0} counts epochs ({1}) and is stepped once a batch: it is through its schedule within the first epochs.',
        name,
        text,
      );
    case 'falls-by-batch':
      return message(
        '{0} is stepped once a batch, over {1} epochs: with ten batches an epoch already the learning rate comes to nothing.',
        name,
        trained ?? 0,
      );
    case 'ends-early':
      return message(
        '{0} is over after {1} epochs ({2}), and the program trains {3}: the learning rate of the rest is not the one that is meant.',
        name,
        epochs ?? 0,
        text,
        trained ?? 0,
      );
    case 'divided':
      return message(
        '{0} gets a number of batches that is divided by the size of a batch once more ({1}): it is over after a fraction of the training.',
        name,
        text,
      );
  }
}
