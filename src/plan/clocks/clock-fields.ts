// What a source does not give of a training's clock, and what stands in for it until a user sets something else.
import { message } from '../../base/message';
import type { SourceRange } from '../../base/source-range';
import type { Interpretation } from '../../interpret/interpret';
import { own } from '../../base/own';
import { withOverride } from '../plan-field';
import type { PlanField, PlanOverrides, Unresolved } from '../training-plan';
import { metricCourses } from './plateau-course';

/** More batches of an epoch are not gone through. */
const mostBatches = 100_000;
const batchesId = 'batches';

/** How many batches a user has said that a loader gives; undefined where none has. */
export function givenBatches(overrides: PlanOverrides): number | undefined {
  const field: PlanField = { id: batchesId, kind: 'int', value: 1, least: 1, most: mostBatches };
  return own(overrides, batchesId) === undefined ? undefined : withOverride(field, overrides).value;
}

/** The number of batches that stands in for that of the program's loaders. */
export function batchesOf({ recorder: { clocks } }: Interpretation, range: SourceRange): Unresolved[] {
  const { standInBatches: value } = clocks;
  if (value === null) return [];
  return [
    {
      what: message('batches an epoch'),
      why: message('how many batches a loader gives is not known'),
      standIn: message('{0} batches an epoch', value),
      range,
      field: { id: batchesId, kind: 'int', value, least: 1, most: mostBatches },
    },
  ];
}

/** When the corrected run steps its scheduler: after each update, or after each epoch. */
export function intervalField(overrides: PlanOverrides, otherwise: 'update' | 'epoch'): PlanField {
  const choices = [message('after each update'), message('after each epoch')];
  return withOverride({ id: 'interval', kind: 'choice', value: otherwise === 'epoch' ? 1 : 0, choices }, overrides);
}

/** The course of the metric that a plateau watches. */
export function metricField(overrides: PlanOverrides): PlanField {
  return withOverride({ id: 'metric', kind: 'choice', value: 0, choices: metricCourses() }, overrides);
}

/** The same as something that stands in. */
export function metricUnresolved(overrides: PlanOverrides, range: SourceRange): Unresolved {
  const field = metricField(overrides);
  return {
    what: message('metric'),
    why: message('what step() is passed is only known during the run'),
    standIn: field.choices?.[field.value] ?? message('stays as it is'),
    range,
    field,
  };
}
