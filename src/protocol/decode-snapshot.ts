import {
  buffer,
  count,
  DecodeError,
  type Fields,
  flag,
  list,
  number,
  oneOf,
  orNull,
  positive,
  record,
  said,
  text,
} from './decode-values';
import type {
  Execution,
  FieldView,
  KeptView,
  NonFinite,
  OutputView,
  PlanEntryView,
  RunView,
  SessionState,
  SourceText,
  TrainingSnapshot,
  TrainOps,
  UnresolvedView,
  VerdictView,
} from './training-messages';
import { playgroundView } from './decode-playground';
import { runCaseKinds } from '../case/clock-case';
import { sourceLocation, wiring } from './decode-step';
import type { TalliedRows } from './row-tally';
import type { ColumnBatch } from './columns';

// Decoders of what the host shows of a training: snapshot, runs, plan, state, rows.

export function trainingSnapshot(fields: Fields): TrainingSnapshot {
  return {
    title: text(fields['title'], 'title'),
    verdict: orNull(verdictView)(fields['verdict'], 'verdict'),
    runs: list(runView)(fields['runs'], 'runs'),
    trainOps: orNull(trainOps)(fields['trainOps'], 'trainOps'),
    entries: list(planEntry)(fields['entries'], 'entries'),
    unresolved: list(unresolved)(fields['unresolved'], 'unresolved'),
    sources: list(sourceText)(fields['sources'], 'sources'),
    state: sessionState(fields['state'], 'state'),
    playground: orNull(playgroundView)(fields['playground'], 'playground'),
    isOutOfDate: flag(fields['isOutOfDate'], 'isOutOfDate'),
  };
}

function verdictView(value: unknown, at: string): VerdictView {
  const fields = record(value, at);
  return {
    kind: oneOf(...runCaseKinds)(fields['kind'], `${at}.kind`),
    answer: said(fields['answer'], `${at}.answer`),
    sentence: said(fields['sentence'], `${at}.sentence`),
    details: list(said)(fields['details'], `${at}.details`),
    change: orNull((one, where) => {
      const change = record(one, where);
      return {
        text: said(change['text'], `${where}.text`),
        location: orNull(sourceLocation)(change['location'], `${where}.location`),
      };
    })(fields['change'], `${at}.change`),
    isEndless: flag(fields['isEndless'], `${at}.isEndless`),
    fix: orNull(said)(fields['fix'], `${at}.fix`),
  };
}

export function runView(value: unknown, at: string): RunView {
  const fields = record(value, at);
  return {
    id: text(fields['id'], `${at}.id`),
    variant: oneOf('as-written', 'counterpart', 'preview')(fields['variant'], `${at}.variant`),
    label: text(fields['label'], `${at}.label`),
    passesGlobalStep: flag(fields['passesGlobalStep'], `${at}.passesGlobalStep`),
    case: oneOf(...runCaseKinds)(fields['case'], `${at}.case`),
    isVaried: flag(fields['isVaried'], `${at}.isVaried`),
    columns: list(text)(fields['columns'], `${at}.columns`),
    absent: list(text)(fields['absent'], `${at}.absent`),
    plannedIterations: count(fields['plannedIterations'], `${at}.plannedIterations`),
    isEndless: flag(fields['isEndless'], `${at}.isEndless`),
    lossOf: oneOf('program', 'stand-in-data', 'stand-in-model')(fields['lossOf'], `${at}.lossOf`),
    wiring: wiring(fields['wiring'], `${at}.wiring`),
    location: orNull(sourceLocation)(fields['location'], `${at}.location`),
    execution: orNull(execution)(fields['execution'], `${at}.execution`),
    nonFinite: orNull(nonFinite)(fields['nonFinite'], `${at}.nonFinite`),
    output: orNull(outputView)(fields['output'], `${at}.output`),
    kept: orNull(keptView)(fields['kept'], `${at}.kept`),
  };
}

function trainOps(value: unknown, at: string): TrainOps {
  const fields = record(value, at);
  return {
    ops: list((one, where) => {
      const op = record(one, where);
      return {
        label: said(op['label'], `${where}.label`),
        location: sourceLocation(op['location'], `${where}.location`),
        times: count(op['times'], `${where}.times`),
      };
    })(fields['ops'], `${at}.ops`),
    shown: count(fields['shown'], `${at}.shown`),
    order: list(list(count))(fields['order'], `${at}.order`),
    runs: count(fields['runs'], `${at}.runs`),
  };
}

function execution(value: unknown, at: string): Execution {
  const fields = record(value, at);
  const kind = oneOf('compiled', 'kernels')(fields['kind'], `${at}.kind`);
  if (kind === 'compiled') return { kind, usesSimd: flag(fields['usesSimd'], `${at}.usesSimd`) };
  return { kind, reason: said(fields['reason'], `${at}.reason`) };
}

function outputView(value: unknown, at: string): OutputView {
  const fields = record(value, at);
  return {
    lines: list(list(orNull(text)))(fields['lines'], `${at}.lines`),
    checkpoints: list(text)(fields['checkpoints'], `${at}.checkpoints`),
    end: orNull(said)(fields['end'], `${at}.end`),
  };
}

function nonFinite(value: unknown, at: string): NonFinite {
  const fields = record(value, at);
  return {
    iteration: positive(fields['iteration'], `${at}.iteration`),
    message: said(fields['message'], `${at}.message`),
  };
}

function keptView(value: unknown, at: string): KeptView {
  const fields = record(value, at);
  return {
    training: positive(fields['training'], `${at}.training`),
    name: orNull(text)(fields['name'], `${at}.name`),
    isPinned: flag(fields['isPinned'], `${at}.isPinned`),
    isHidden: flag(fields['isHidden'], `${at}.isHidden`),
    iterations: count(fields['iterations'], `${at}.iterations`),
    lastRow: list(number)(fields['lastRow'], `${at}.lastRow`),
    differences: list((one, where) => {
      const difference = record(one, where);
      return {
        label: said(difference['label'], `${where}.label`),
        then: orNull(said)(difference['then'], `${where}.then`),
        now: orNull(said)(difference['now'], `${where}.now`),
      };
    })(fields['differences'], `${at}.differences`),
  };
}

function fieldView(value: unknown, at: string): FieldView {
  const fields = record(value, at);
  return {
    id: text(fields['id'], `${at}.id`),
    kind: oneOf('number', 'int', 'choice')(fields['kind'], `${at}.kind`),
    value: number(fields['value'], `${at}.value`),
    least: orNull(number)(fields['least'], `${at}.least`),
    most: orNull(number)(fields['most'], `${at}.most`),
    choices: list(said)(fields['choices'], `${at}.choices`),
    isSet: flag(fields['isSet'], `${at}.isSet`),
  };
}

function planEntry(value: unknown, at: string): PlanEntryView {
  const fields = record(value, at);
  return {
    label: said(fields['label'], `${at}.label`),
    value: said(fields['value'], `${at}.value`),
    location: orNull(sourceLocation)(fields['location'], `${at}.location`),
  };
}

function unresolved(value: unknown, at: string): UnresolvedView {
  const fields = record(value, at);
  return {
    what: said(fields['what'], `${at}.what`),
    why: said(fields['why'], `${at}.why`),
    standIn: said(fields['standIn'], `${at}.standIn`),
    location: orNull(sourceLocation)(fields['location'], `${at}.location`),
    field: orNull(fieldView)(fields['field'], `${at}.field`),
  };
}

export function sessionState(value: unknown, at: string): SessionState {
  const fields = record(value, at);
  const kind = oneOf('loading', 'running', 'paused', 'ended', 'failed')(fields['kind'], `${at}.kind`);
  switch (kind) {
    case 'loading':
    case 'running':
    case 'paused':
      return { kind };
    case 'ended':
      return {
        kind,
        reason: oneOf('completed', 'stopped', 'non-finite')(fields['reason'], `${at}.reason`),
        message: orNull(said)(fields['message'], `${at}.message`),
        ...('tallies' in fields ? { tallies: list(talliedRows)(fields['tallies'], `${at}.tallies`) } : {}),
      };
    case 'failed':
      return {
        kind,
        message: said(fields['message'], `${at}.message`),
        location: orNull(sourceLocation)(fields['location'], `${at}.location`),
      };
  }
}

function talliedRows(value: unknown, at: string): TalliedRows {
  const fields = record(value, at);
  return {
    runId: text(fields['runId'], `${at}.runId`),
    count: count(fields['count'], `${at}.count`),
    checksum: count(fields['checksum'], `${at}.checksum`),
  };
}

function sourceText(value: unknown, at: string): SourceText {
  const fields = record(value, at);
  return {
    file: text(fields['file'], `${at}.file`),
    cell: orNull(count)(fields['cell'], `${at}.cell`),
    text: text(fields['text'], `${at}.text`),
  };
}

export function columnBatch(fields: Fields): ColumnBatch {
  const rows = count(fields['count'], 'rows.count');
  const values = buffer(fields['values'], 'rows.values');
  const width = rows === 0 ? 0 : values.byteLength / 8 / rows;
  if (!Number.isInteger(width) || (rows === 0 && values.byteLength > 0)) {
    throw new DecodeError(`rows.values: ${values.byteLength} bytes are no whole columns of ${rows} float64`);
  }
  return { firstRow: count(fields['firstRow'], 'rows.firstRow'), count: rows, values };
}
