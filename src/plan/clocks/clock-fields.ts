// What a source does not give of a training's clock, and what stands in for it until a user sets something else.
import { message } from '../../base/message';
import type { SourceRange } from '../../base/source-range';
import type { Interpretation } from '../../interpret/interpret';
import type { RecordedScheduler } from '../../interpret/record/training-clocks';
import type { ReadingBounds } from '../../interpret/reading';
import { own } from '../../base/own';
import { takesValue } from '../../protocol/asked-values';
import { withOverride } from '../plan-field';
import type { PlanField, PlanOverrides, Unresolved } from '../training-plan';
import { metricCourses } from './plateau-course';

/** More batches of an epoch are not gone through. */
const mostBatches = 100_000;
/** More processes are not trained with. */
const mostProcesses = 4096;
const batchesId = 'batches';
const passesId = 'passes';

/** What a user has said of loops of which the program does not say how often they are passed. */
export function givenLengths(overrides: PlanOverrides): Pick<ReadingBounds, 'batches' | 'passes'> {
  const given = (id: string): number | undefined => {
    const value = own(overrides, id);
    return value !== undefined && takesValue(lengthField(id, 1), value) ? value : undefined;
  };
  return { batches: given(batchesId), passes: given(passesId) };
}

function lengthField(id: string, value: number): PlanField {
  return { id, kind: 'int', value, least: 1, most: mostBatches };
}

/** The numbers that stand in for those of batches that the program's loaders give, and of passes of its other loops. */
export function lengthsOf({ recorder }: Interpretation, range: SourceRange): Unresolved[] {
  const { standInBatches: batches, standInPasses: passes } = recorder.clocks;
  const ofLoader: Unresolved[] =
    batches === null
      ? []
      : [
          {
            what: message('batches an epoch'),
            why: message('how many batches a loader gives is not known'),
            standIn: message('{0} batches an epoch', batches),
            range,
            field: lengthField(batchesId, batches),
          },
        ];
  if (passes === null) return ofLoader;
  const ofLoops = recorder.unknownLoops.map(({ why, span }): Unresolved => ({
    what: message('passes of the loop'),
    why,
    standIn: message('{0} passes', passes),
    range: recorder.source.range(span),
    field: lengthField(passesId, passes),
  }));
  return [...ofLoader, ...ofLoops];
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

/** How many batches Accelerate adds up for an update. */
export function accumulationField(overrides: PlanOverrides): PlanField {
  return withOverride({ id: 'accumulation', kind: 'int', value: 1, least: 1, most: mostBatches }, overrides);
}

/** The same as something that stands in, where the program tells Accelerate of its batches and does not say their number. */
export function accumulationUnresolved(
  { recorder: { clocks } }: Interpretation,
  overrides: PlanOverrides,
  range: SourceRange,
): Unresolved[] {
  if (!clocks.tellsBatches || clocks.addedUp !== null) return [];
  const field = accumulationField(overrides);
  return [
    {
      what: message('batches an update'),
      why: message('how many batches are added up for an update'),
      standIn: message('{0} batches an update', field.value),
      range,
      field,
    },
  ];
}

/** How many processes train side by side, which the program is told when it is launched. */
export function processesField(overrides: PlanOverrides): PlanField {
  return withOverride({ id: 'processes', kind: 'int', value: 1, least: 1, most: mostProcesses }, overrides);
}

/** The same as something that stands in, of a scheduler that Accelerate steps once for each of them; nothing of any other. */
export function processesUnresolved(
  { prepared }: RecordedScheduler,
  overrides: PlanOverrides,
  range: SourceRange,
): Unresolved[] {
  if (prepared === null || prepared.splitsBatches || !prepared.stepsWithOptimizer) return [];
  const field = processesField(overrides);
  return [
    {
      what: message('processes'),
      why: message('Accelerate steps a prepared scheduler once for each process, and a launch says how many there are'),
      standIn: message('{0} processes', field.value),
      range,
      field,
    },
  ];
}
