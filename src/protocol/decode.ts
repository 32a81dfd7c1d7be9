import { type AskableValues, takesValue } from './asked-values';
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
  positiveUpTo,
  record,
  said,
  shortText,
  text,
} from './decode-values';
import { askedVariation, variation } from './decode-playground';
import { sourceLocation, stepTrace } from './decode-step';
import { portTargets, type PreviewRequest } from './playground';
import type { HostMessage, KeptView, TrainingNews, WebviewMessage } from './training-messages';
import { columnBatch, runView, sessionState, trainingSnapshot } from './decode-snapshot';

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
    case 'preview-told':
      return {
        type,
        preview: count(fields['preview'], 'preview'),
        told: trainingNews(record(fields['told'], 'told')),
      };
    case 'step-traced':
      return {
        type,
        iteration: positive(fields['iteration'], 'iteration'),
        traces: list(stepTrace)(fields['traces'], 'traces'),
        problem: orNull(said)(fields['problem'], 'problem'),
      };
    case 'download-file':
      return { type, name: text(fields['name'], 'name'), bytes: buffer(fields['bytes'], 'bytes') };
    default:
      throw new DecodeError(`unknown host message "${type}"`);
  }
}

function trainingNews(fields: Fields): TrainingNews {
  const told = hostMessage(fields);
  switch (told.type) {
    case 'snapshot-taken':
    case 'steps-recorded':
    case 'state-changed':
    case 'runs-changed':
    case 'program-changed':
      return told;
    default:
      throw new DecodeError(`told: "${told.type}" is no news of a training`);
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
    case 'fix-program':
    case 'end-preview':
      return { type };
    case 'preview-variation':
    case 'acknowledge-preview':
      return previewRequest(type, fields);
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
    case 'choose-train-op':
      return { type, index: count(fields['index'], 'index') };
    case 'reveal-source':
      return { type, location: sourceLocation(fields['location'], 'location') };
    case 'set-values':
      return { type, values: askedValues(record(fields['values'], 'values'), askable) };
    case 'mark-run':
      return { type, runId: runId(fields), ...runMark(fields) };
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

function previewRequest(type: Exclude<PreviewRequest['type'], 'end-preview'>, fields: Fields): PreviewRequest {
  const preview = count(fields['preview'], 'preview');
  if (type === 'acknowledge-preview') return { type, preview, batch: count(fields['batch'], 'batch') };
  const countsStep = flag(fields['countsStep'], 'countsStep');
  return { type, preview, variation: askedVariation(fields['variation'], 'variation'), countsStep };
}

/** Names that a user gives, and those of columns: a variable's path may be long. */
const longestName = 1000;
/** Characters of a picture: a chart on the largest screen takes some tenths of it. */
const largestPicture = 64 * 1024 * 1024;

function runMark(fields: Fields): Pick<KeptView, 'name' | 'isPinned' | 'isHidden'> {
  return {
    name: orNull(shortText(longestName))(fields['name'], 'name'),
    isPinned: flag(fields['isPinned'], 'isPinned'),
    isHidden: flag(fields['isHidden'], 'isHidden'),
  };
}

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
