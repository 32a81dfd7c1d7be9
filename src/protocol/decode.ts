import { caseKinds } from '../case/step-case';
import { type AskableValues, takesValue } from './asked-values';
import type { ColumnBatch } from './columns';
import {
  count,
  DecodeError,
  type Fields,
  flag,
  list,
  oneOf,
  orNull,
  positive,
  positiveUpTo,
  record,
  shortText,
  text,
  number,
} from './decode-values';
import type { TalliedRows } from './row-tally';
import { askedVariation, playgroundView, variation } from './decode-playground';
import { sourceLocation, stepTrace, wiring } from './decode-step';
import { portTargets } from './playground';
import type {
  Execution,
  FieldView,
  HostMessage,
  KeptView,
  NonFinite,
  PlanEntryView,
  RunView,
  SessionState,
  SourceText,
  TrainingSnapshot,
  UnresolvedView,
  WebviewMessage,
} from './training-messages';

/** What a decoder makes of a value that is no message: where it went wrong, for a log. It is never thrown into a page. */
export interface MalformedMessage {
  readonly type: 'malformed-message';
  readonly problem: string;
}

/** Checks a message that came from the host, every field of it. */
export function decodeHostMessage(value: unknown): HostMessage | MalformedMessage {
  return settle(() => hostMessage(record(value, 'message')));
}

/** Checks a message that came from the page, every field of it, against what can be asked of the training that it was shown. */
export function decodeWebviewMessage(value: unknown, askable: AskableValues): WebviewMessage | MalformedMessage {
  return settle(() => webviewMessage(record(value, 'message'), askable));
}

function settle<T>(decode: () => T): T | MalformedMessage {
  try {
    return decode();
  } catch (error) {
    if (error instanceof DecodeError) return { type: 'malformed-message', problem: error.message };
    throw error;
  }
}

function hostMessage(fields: Fields): HostMessage {
  const type = text(fields['type'], 'type');
  switch (type) {
    case 'snapshot-taken':
      return { type, snapshot: trainingSnapshot(record(fields['snapshot'], 'snapshot')) };
    case 'steps-recorded':
      return {
        type,
        runId: text(fields['runId'], 'runId'),
        batch: count(fields['batch'], 'batch'),
        rows: columnBatch(record(fields['rows'], 'rows')),
      };
    case 'state-changed':
      return { type, state: sessionState(fields['state'], 'state') };
    case 'runs-changed':
      return { type, runs: list(runView)(fields['runs'], 'runs') };
    case 'program-changed':
      return { type, isOutOfDate: flag(fields['isOutOfDate'], 'isOutOfDate') };
    case 'step-traced':
      return {
        type,
        iteration: positive(fields['iteration'], 'iteration'),
        traces: list(stepTrace)(fields['traces'], 'traces'),
        problem: orNull(text)(fields['problem'], 'problem'),
      };
    default:
      throw new DecodeError(`unknown host message "${type}"`);
  }
}

function webviewMessage(fields: Fields, askable: AskableValues): WebviewMessage {
  const type = text(fields['type'], 'type');
  switch (type) {
    case 'announce-ready':
    case 'pause-runs':
    case 'resume-runs':
    case 'step-runs':
    case 'stop-runs':
    case 'restart-runs':
    case 'read-again':
      return { type };
    case 'run-variation':
    case 'apply-variation':
      return { type, variation: askedVariation(fields['variation'], 'variation') };
    case 'copy-schedule':
      return {
        type,
        target: oneOf(...portTargets)(fields['target'], 'target'),
        // Nothing is trained with it: what has no form in a framework is told by name.
        variation: variation(fields['variation'], 'variation'),
      };
    case 'acknowledge-steps':
      return { type, batch: count(fields['batch'], 'batch') };
    case 'reveal-source':
      return { type, location: sourceLocation(fields['location'], 'location') };
    case 'set-values':
      return { type, values: askedValues(record(fields['values'], 'values'), askable) };
    case 'mark-run':
      return {
        type,
        runId: runId(fields),
        name: orNull(shortText(longestName))(fields['name'], 'name'),
        isPinned: flag(fields['isPinned'], 'isPinned'),
        isHidden: flag(fields['isHidden'], 'isHidden'),
      };
    case 'delete-run':
    case 'replay-run':
      return { type, runId: runId(fields) };
    case 'highlight-source':
      return { type, location: orNull(sourceLocation)(fields['location'], 'location') };
    case 'run-to':
    case 'trace-step':
      return { type, iteration: positiveUpTo(askable.lastIteration)(fields['iteration'], 'iteration') };
    case 'save-picture':
      return {
        type,
        format: oneOf('png', 'svg')(fields['format'], 'format'),
        column: shortText(longestName)(fields['column'], 'column'),
        content: shortText(largestPicture)(fields['content'], 'content'),
      };
    case 'export-rows':
      return { type, format: oneOf('csv', 'json', 'tensorboard')(fields['format'], 'format') };
    default:
      throw new DecodeError(`unknown webview message "${type}"`);
  }
}

/** Names that a user gives, and those of columns: a variable's path may be long. */
const longestName = 1000;
/** Characters of a picture: a chart on the largest screen takes some tenths of it. */
const largestPicture = 64 * 1024 * 1024;

function runId(fields: Fields): string {
  return shortText(longestName)(fields['runId'], 'runId');
}

/** Values for fields that the training has, each in the range of its own. */
function askedValues(values: Fields, { fields }: AskableValues): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => {
      const field = fields.find((candidate) => candidate.id === id);
      if (field === undefined) throw new DecodeError(`values.${id}: this training has no such field`);
      const given = number(value, `values.${id}`);
      if (!takesValue(field, given)) throw new DecodeError(`values.${id}: ${given} is out of the field's range`);
      return [id, given];
    }),
  );
}

function trainingSnapshot(fields: Fields): TrainingSnapshot {
  return {
    title: text(fields['title'], 'title'),
    runs: list(runView)(fields['runs'], 'runs'),
    entries: list(planEntry)(fields['entries'], 'entries'),
    unresolved: list(unresolved)(fields['unresolved'], 'unresolved'),
    sources: list(sourceText)(fields['sources'], 'sources'),
    state: sessionState(fields['state'], 'state'),
    playground: orNull(playgroundView)(fields['playground'], 'playground'),
    isOutOfDate: flag(fields['isOutOfDate'], 'isOutOfDate'),
  };
}

function runView(value: unknown, at: string): RunView {
  const fields = record(value, at);
  return {
    id: text(fields['id'], `${at}.id`),
    variant: oneOf('as-written', 'counterpart')(fields['variant'], `${at}.variant`),
    label: text(fields['label'], `${at}.label`),
    passesGlobalStep: flag(fields['passesGlobalStep'], `${at}.passesGlobalStep`),
    case: oneOf(...caseKinds)(fields['case'], `${at}.case`),
    isVaried: flag(fields['isVaried'], `${at}.isVaried`),
    columns: list(text)(fields['columns'], `${at}.columns`),
    absent: list(text)(fields['absent'], `${at}.absent`),
    plannedIterations: count(fields['plannedIterations'], `${at}.plannedIterations`),
    wiring: wiring(fields['wiring'], `${at}.wiring`),
    location: orNull(sourceLocation)(fields['location'], `${at}.location`),
    execution: orNull(execution)(fields['execution'], `${at}.execution`),
    nonFinite: orNull(nonFinite)(fields['nonFinite'], `${at}.nonFinite`),
    kept: orNull(keptView)(fields['kept'], `${at}.kept`),
  };
}

function execution(value: unknown, at: string): Execution {
  const fields = record(value, at);
  const kind = oneOf('compiled', 'kernels')(fields['kind'], `${at}.kind`);
  if (kind === 'compiled') return { kind, usesSimd: flag(fields['usesSimd'], `${at}.usesSimd`) };
  return { kind, reason: text(fields['reason'], `${at}.reason`) };
}

function nonFinite(value: unknown, at: string): NonFinite {
  const fields = record(value, at);
  return {
    iteration: positive(fields['iteration'], `${at}.iteration`),
    message: text(fields['message'], `${at}.message`),
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
        label: text(difference['label'], `${where}.label`),
        then: orNull(text)(difference['then'], `${where}.then`),
        now: orNull(text)(difference['now'], `${where}.now`),
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
    choices: list(text)(fields['choices'], `${at}.choices`),
  };
}

function planEntry(value: unknown, at: string): PlanEntryView {
  const fields = record(value, at);
  return {
    label: text(fields['label'], `${at}.label`),
    value: text(fields['value'], `${at}.value`),
    location: orNull(sourceLocation)(fields['location'], `${at}.location`),
  };
}

function unresolved(value: unknown, at: string): UnresolvedView {
  const fields = record(value, at);
  return {
    what: text(fields['what'], `${at}.what`),
    why: text(fields['why'], `${at}.why`),
    standIn: text(fields['standIn'], `${at}.standIn`),
    location: orNull(sourceLocation)(fields['location'], `${at}.location`),
    field: orNull(fieldView)(fields['field'], `${at}.field`),
  };
}

function sessionState(value: unknown, at: string): SessionState {
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
        message: orNull(text)(fields['message'], `${at}.message`),
        ...('tallies' in fields ? { tallies: list(talliedRows)(fields['tallies'], `${at}.tallies`) } : {}),
      };
    case 'failed':
      return {
        kind,
        message: text(fields['message'], `${at}.message`),
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

function columnBatch(fields: Fields): ColumnBatch {
  const rows = count(fields['count'], 'rows.count');
  const values = fields['values'];
  if (!(values instanceof ArrayBuffer)) throw new DecodeError('rows.values: expected an ArrayBuffer');
  const width = rows === 0 ? 0 : values.byteLength / 8 / rows;
  if (!Number.isInteger(width) || (rows === 0 && values.byteLength > 0)) {
    throw new DecodeError(`rows.values: ${values.byteLength} bytes are no whole columns of ${rows} float64`);
  }
  return { firstRow: count(fields['firstRow'], 'rows.firstRow'), count: rows, values };
}
