import { count, flag, list, number, oneOf, orNull, positive, record, said, text } from './decode-values';
import {
  type NamedTensor,
  type StepPhase,
  stepPhases,
  type StepTrace,
  type TensorPreview,
  type TracedAverage,
  type TracedAverages,
  type TracedEquation,
  type TracedFormula,
} from './step-trace';
import type { SourceLocation } from './training-messages';
import type { Wiring, WiringEdge, WiringNode } from './wiring';

/** Checks a place in the source. */
export function sourceLocation(value: unknown, at: string): SourceLocation {
  const fields = record(value, at);
  return {
    file: text(fields['file'], `${at}.file`),
    cell: orNull(count)(fields['cell'], `${at}.cell`),
    line: positive(fields['line'], `${at}.line`),
    column: positive(fields['column'], `${at}.column`),
    endLine: positive(fields['endLine'], `${at}.endLine`),
    endColumn: positive(fields['endColumn'], `${at}.endColumn`),
  };
}

/** Checks the trace of one step. */
export function stepTrace(value: unknown, at: string): StepTrace {
  const fields = record(value, at);
  const read = record(fields['read'], `${at}.read`);
  return {
    runId: text(fields['runId'], `${at}.runId`),
    iteration: positive(fields['iteration'], `${at}.iteration`),
    feeds: list(namedTensor)(fields['feeds'], `${at}.feeds`),
    loss: orNull(preview)(fields['loss'], `${at}.loss`),
    lossValue: orNull(number)(fields['lossValue'], `${at}.lossValue`),
    gradients: list(namedTensor)(fields['gradients'], `${at}.gradients`),
    rate: orNull(number)(fields['rate'], `${at}.rate`),
    updates: list(update)(fields['updates'], `${at}.updates`),
    step: orNull(movedStep)(fields['step'], `${at}.step`),
    averages: list(averages)(fields['averages'], `${at}.averages`),
    read: {
      step: orNull(number)(read['step'], `${at}.read.step`),
      rate: orNull(number)(read['rate'], `${at}.read.rate`),
    },
  };
}

function preview(value: unknown, at: string): TensorPreview {
  const fields = record(value, at);
  return { shape: list(count)(fields['shape'], `${at}.shape`), values: list(number)(fields['values'], `${at}.values`) };
}

function namedTensor(value: unknown, at: string): NamedTensor {
  const fields = record(value, at);
  return { name: text(fields['name'], `${at}.name`), tensor: preview(fields['tensor'], `${at}.tensor`) };
}

function update(value: unknown, at: string): StepTrace['updates'][number] {
  const fields = record(value, at);
  return {
    variable: text(fields['variable'], `${at}.variable`),
    operation: text(fields['operation'], `${at}.operation`),
    before: preview(fields['before'], `${at}.before`),
    after: preview(fields['after'], `${at}.after`),
    formula: orNull(formula)(fields['formula'], `${at}.formula`),
  };
}

function formula(value: unknown, at: string): TracedFormula {
  const fields = record(value, at);
  return {
    element: list(count)(fields['element'], `${at}.element`),
    equations: list(equation)(fields['equations'], `${at}.equations`),
  };
}

function equation(value: unknown, at: string): TracedEquation {
  const fields = record(value, at);
  return {
    slot: orNull(text)(fields['slot'], `${at}.slot`),
    symbols: text(fields['symbols'], `${at}.symbols`),
    numbers: list((piece, where) => (typeof piece === 'string' ? text(piece, where) : number(piece, where)))(
      fields['numbers'],
      `${at}.numbers`,
    ),
    result: number(fields['result'], `${at}.result`),
  };
}

function averages(value: unknown, at: string): TracedAverages {
  const fields = record(value, at);
  return {
    decay: number(fields['decay'], `${at}.decay`),
    limit: number(fields['limit'], `${at}.limit`),
    count: number(fields['count'], `${at}.count`),
    averages: list(average)(fields['averages'], `${at}.averages`),
  };
}

function average(value: unknown, at: string): TracedAverage {
  const fields = record(value, at);
  return {
    name: text(fields['name'], `${at}.name`),
    before: preview(fields['before'], `${at}.before`),
    difference: orNull(preview)(fields['difference'], `${at}.difference`),
    after: preview(fields['after'], `${at}.after`),
  };
}

function movedStep(value: unknown, at: string): NonNullable<StepTrace['step']> {
  const fields = record(value, at);
  return {
    atStart: number(fields['atStart'], `${at}.atStart`),
    before: number(fields['before'], `${at}.before`),
    after: number(fields['after'], `${at}.after`),
    writes: list((one, where) => {
      const write = record(one, where);
      return {
        operation: text(write['operation'], `${where}.operation`),
        isTrainOp: flag(write['isTrainOp'], `${where}.isTrainOp`),
      };
    })(fields['writes'], `${at}.writes`),
  };
}

/** Checks the step flow of a program. */
export function wiring(value: unknown, at: string): Wiring {
  const fields = record(value, at);
  const places = record(fields['places'], `${at}.places`);
  const place = (phase: StepPhase): SourceLocation | null =>
    orNull(sourceLocation)(places[phase], `${at}.places.${phase}`);
  return {
    nodes: list(wiringNode)(fields['nodes'], `${at}.nodes`),
    edges: list(wiringEdge)(fields['edges'], `${at}.edges`),
    places: {
      feed: place('feed'),
      forward: place('forward'),
      gradients: place('gradients'),
      rate: place('rate'),
      update: place('update'),
      increment: place('increment'),
      average: place('average'),
      read: place('read'),
    },
  };
}

const nodeKinds = [
  'step',
  'schedule',
  'average',
  'optimizer',
  'train-op',
  'loss',
  'variables',
  'feed',
  'reader',
  'mover',
] as const;

function wiringNode(value: unknown, at: string): WiringNode {
  const fields = record(value, at);
  return {
    id: text(fields['id'], `${at}.id`),
    kind: oneOf(...nodeKinds)(fields['kind'], `${at}.kind`),
    label: said(fields['label'], `${at}.label`),
    location: orNull(sourceLocation)(fields['location'], `${at}.location`),
    column: orNull(text)(fields['column'], `${at}.column`),
  };
}

function wiringEdge(value: unknown, at: string): WiringEdge {
  const fields = record(value, at);
  return {
    from: text(fields['from'], `${at}.from`),
    to: text(fields['to'], `${at}.to`),
    kind: oneOf('reads', 'moves', 'missing')(fields['kind'], `${at}.kind`),
    phase: orNull(oneOf(...stepPhases))(fields['phase'], `${at}.phase`),
  };
}
