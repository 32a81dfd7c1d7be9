import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventFileParts, joined } from '../../../../src/panel/export/event-file';
import type { ExportedRun } from '../../../../src/panel/export/exported-run';
import { csvParts, jsonParts } from '../../../../src/panel/export/rows-text';
import { crc32c } from '../../../../src/panel/export/tf-record';
import { RunLog } from '../../../../src/training/run-log';
import { noWiring } from '../../../fakes/no-wiring';

/** What others have written, of which neither has types that hold here. */
const require = createRequire(import.meta.url);
const others = require('@roboflow/tfrecords/src/tensorFlowHelpers.js') as {
  crc32c(bytes: Buffer): number;
  maskCrc(crc: number): number;
  readInt64(bytes: Buffer): number;
};
interface Reader {
  nextField(): boolean;
  isEndGroup(): boolean;
  getFieldNumber(): number;
  readDouble(): number;
  readFloat(): number;
  readInt64(): number;
  readString(): string;
  readMessage(message: object, read: () => void): void;
  skipField(): void;
}
const { BinaryReader } = require('google-protobuf') as { BinaryReader: new (bytes: Uint8Array) => Reader };

function runOf(
  id: string,
  rows: readonly (readonly number[])[],
  changes: Partial<ExportedRun['view']> = {},
): ExportedRun {
  const columns = ['iteration', 'global_step', 'learning_rate', 'loss', 'w'];
  const log = new RunLog(columns.length);
  const values = Float64Array.from(columns.flatMap((_, column) => rows.map((row) => row[column] ?? Number.NaN)));
  log.append({ firstRow: 0, count: rows.length, values: values.buffer });
  const view: ExportedRun['view'] = {
    id,
    variant: 'as-written',
    label: id,
    passesGlobalStep: true,
    case: 'passed',
    columns,
    absent: [],
    plannedIterations: rows.length,
    isEndless: false,
    lossOf: 'program',
    wiring: noWiring,
    location: null,
    isVaried: false,
    execution: null,
    nonFinite: null,
    output: null,
    kept: null,
    ...changes,
  };
  return { view, rows: log };
}

const rate = Math.fround(0.1 * 2 ** 0.1);
const written = runOf('as-written', [
  [1, 1, rate, 2.5, Math.fround(0.1)],
  [2, 2, 0.2, Number.NaN, -1],
]);
const still = runOf('counterpart', [[1, 0, 0.1, Number.POSITIVE_INFINITY, 0]], { absent: ['learning_rate'] });

describe('rows as text', () => {
  it('are the panel’s cells as CSV', () => {
    expect([...csvParts([written, still])].join('').split('\n')).toEqual([
      'run,iteration,global_step,learning_rate,loss,w',
      'as-written,1,1,0.10717735,2.5,0.1',
      'as-written,2,2,0.2,NaN,-1',
      'counterpart,1,0,,Infinity,0',
      '',
    ]);
  });

  it('keep a name with a comma in one field', () => {
    const odd = runOf('a,"b"', [[1, 0, 0, 0, 0]]);
    expect([...csvParts([odd])].join('')).toContain('"a,""b""",1,0,0,0,0');
  });

  it('are one document as JSON, whatever is not a number', () => {
    const document: unknown = JSON.parse([...jsonParts('train.py', [written, still])].join(''));
    expect(document).toMatchObject({
      version: 1,
      title: 'train.py',
      runs: [
        { run: 'as-written', iterations: [{ learning_rate: 0.10717735, w: 0.1 }, { loss: 'NaN' }] },
        { run: 'counterpart', iterations: [{ learning_rate: null, loss: 'Infinity' }] },
      ],
    });
  });

  it('are whole beyond a chunk', () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => [row + 1, row, 0.1, row / 2, 0]);
    const lines = [...csvParts([runOf('long', rows)])].join('').trimEnd().split('\n');
    expect(lines).toHaveLength(20_001);
    expect(lines.at(-1)).toBe('long,20000,19999,0.1,9999.5,0');
    expect(JSON.parse([...jsonParts('t', [runOf('long', rows)])].join(''))).toMatchObject({
      runs: [{ iterations: { length: 20_000 } }],
    });
  });
});

interface ReadEvent {
  wallTime?: number;
  step?: number;
  version?: string;
  scalars: Record<string, number>;
}

/** Reads an event file by the checksums of @roboflow/tfrecords and the protobuf reader of Google. */
function readEvents(file: Buffer): ReadEvent[] {
  const events: ReadEvent[] = [];
  for (let at = 0; at < file.length;) {
    const head = file.subarray(at, at + 8);
    const length = others.readInt64(head);
    expect(file.readUInt32LE(at + 8)).toBe(others.maskCrc(others.crc32c(head)));
    const data = file.subarray(at + 12, at + 12 + length);
    expect(file.readUInt32LE(at + 12 + length)).toBe(others.maskCrc(others.crc32c(data)));
    events.push(readEvent(new BinaryReader(new Uint8Array(data))));
    at += length + 16;
  }
  return events;
}

function readEvent(reader: Reader): ReadEvent {
  const event: ReadEvent = { scalars: {} };
  while (reader.nextField() && !reader.isEndGroup()) {
    const field = reader.getFieldNumber();
    if (field === 1) event.wallTime = reader.readDouble();
    else if (field === 2) event.step = reader.readInt64();
    else if (field === 3) event.version = reader.readString();
    else if (field === 5) {
      reader.readMessage(event, () => {
        while (reader.nextField() && !reader.isEndGroup()) {
          reader.readMessage(event, () => {
            let tag = '';
            while (reader.nextField() && !reader.isEndGroup()) {
              if (reader.getFieldNumber() === 1) tag = reader.readString();
              else event.scalars[tag] = reader.readFloat();
            }
          });
        }
      });
    } else reader.skipField();
  }
  return event;
}

describe('event files', () => {
  it('have the checksum of RFC 3720', () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, at) => at))).toBe(0x46dd794e);
  });

  it('are read back by others with the same numbers', () => {
    const events = readEvents(Buffer.from(joined([...eventFileParts(written, 1700000000.25)])));
    expect(events).toEqual([
      { wallTime: 1700000000.25, version: 'brain.Event:2', scalars: {} },
      {
        wallTime: 1700000000.25,
        step: 1,
        scalars: { global_step: 1, learning_rate: rate, loss: 2.5, w: Math.fround(0.1) },
      },
      {
        wallTime: 1700000000.25,
        step: 2,
        scalars: { global_step: 2, learning_rate: Math.fround(0.2), loss: Number.NaN, w: -1 },
      },
    ]);
  });

  it('leave out what the program has no value for, and count beyond 127 and 16,383', () => {
    const rows = Array.from({ length: 200 }, (_, row) => [row * 100 + 1, 0, 0, row, 0]);
    const events = readEvents(
      Buffer.from(joined([...eventFileParts(runOf('long', rows, { absent: ['learning_rate'] }), 1)])),
    );
    expect(events).toHaveLength(201);
    expect(events.slice(1).every(({ step }, row) => step === row * 100 + 1)).toBe(true);
    expect(events.at(-1)).toEqual({ wallTime: 1, step: 19_901, scalars: { global_step: 0, loss: 199, w: 0 } });
  });

  const hasTensorBoard = spawnSync('python3', ['-c', 'import tensorboard']).status === 0;
  it.runIf(hasTensorBoard)('are read by TensorBoard itself, where there is one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'global-step-events-'));
    try {
      writeFileSync(join(folder, 'events.out.tfevents.1.x'), joined([...eventFileParts(written, 1)]));
      const script = `
import json, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
events = EventAccumulator(sys.argv[1]); events.Reload()
print(json.dumps({tag: [[e.step, e.value] for e in events.Scalars(tag)] for tag in events.Tags()['scalars'] if tag != 'loss'}))`;
      const { stdout } = spawnSync('python3', ['-c', script, folder], { encoding: 'utf8' });
      expect(JSON.parse(stdout)).toEqual({
        global_step: [
          [1, 1],
          [2, 2],
        ],
        learning_rate: [
          [1, rate],
          [2, Math.fround(0.2)],
        ],
        w: [
          [1, Math.fround(0.1)],
          [2, -1],
        ],
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
