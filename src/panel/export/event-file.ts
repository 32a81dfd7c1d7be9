import { chunksOf, type ExportedRun } from './exported-run';
import { tfRecord } from './tf-record';

// TensorBoard's event files: TFRecords of `Event` messages (tensorflow/core/util/event.proto). The few fields that are used:
// Event { double wall_time = 1; int64 step = 2; string file_version = 3; Summary summary = 5 },
// Summary { repeated Value value = 1 }, Value { string tag = 1; float simple_value = 2 }.

const encoder = new TextEncoder();

/** Grows as bytes are written; reused from message to message. */
class MessageWriter {
  private bytes = new Uint8Array(256);
  private view = new DataView(this.bytes.buffer);
  private length = 0;

  take(): Uint8Array {
    const taken = this.bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }

  double(field: number, value: number): void {
    this.tag(field, 1);
    this.reserve(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  float(field: number, value: number): void {
    this.tag(field, 5);
    this.reserve(4);
    this.view.setFloat32(this.length, value, true);
    this.length += 4;
  }

  /** A whole number from 0 up to 2^53. */
  int64(field: number, value: number): void {
    this.tag(field, 0);
    this.varint(value);
  }

  block(field: number, content: Uint8Array): void {
    this.tag(field, 2);
    this.varint(content.length);
    this.reserve(content.length);
    this.bytes.set(content, this.length);
    this.length += content.length;
  }

  private tag(field: number, wireType: number): void {
    this.varint(field * 8 + wireType);
  }

  private varint(value: number): void {
    let rest = value;
    this.reserve(10);
    while (rest >= 128) {
      this.bytes[this.length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.length++] = rest;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    larger.set(this.bytes);
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}

/**
 * One run as an event file that TensorBoard reads: an event an iteration, with a scalar for each column that the program has a value
 * for. An event's step is the iteration, so that a run whose global step stands still is not drawn on one spot; the global step is
 * a scalar of its own. No times were recorded: every event carries the one of the export.
 */
export function* eventFileParts(run: ExportedRun, wallTimeSeconds: number): Generator<Uint8Array> {
  const { columns, absent } = run.view;
  const scalars = columns.flatMap((column, index) =>
    column === 'iteration' || absent.includes(column) ? [] : [{ index, tag: encoder.encode(column) }],
  );
  const [event, summary, value] = [new MessageWriter(), new MessageWriter(), new MessageWriter()];
  event.double(1, wallTimeSeconds);
  event.block(3, encoder.encode('brain.Event:2'));
  yield tfRecord(event.take());
  const iteration = columns.indexOf('iteration');
  for (const { count, cell } of chunksOf(run)) {
    const records: Uint8Array[] = [];
    for (let row = 0; row < count; row++) {
      for (const { index, tag } of scalars) {
        value.block(1, tag);
        value.float(2, cell(row, index));
        summary.block(1, value.take());
      }
      event.double(1, wallTimeSeconds);
      event.int64(2, cell(row, iteration));
      event.block(5, summary.take());
      records.push(tfRecord(event.take()));
    }
    yield joined(records);
  }
}

/** Parts put together into one. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
