import type { CheckedFile } from '../../engine/engine';
import type { WorkspaceView } from '../../engine/files';
import type { EngineThread, RequestOptions } from './engine-thread';

/** So many files are checked in one request: what is found in them is shown before the next one, and an editor's requests come between. */
const batchSize = 64;

/** Files that are to be checked, none of them open. */
export interface BatchedFiles {
  /** Their addresses. */
  readonly files: readonly string[];
  readonly view: () => WorkspaceView;
}

/** What came of a batch. */
export interface CheckedBatch {
  /** How many files were checked. */
  readonly size: number;
  readonly checked: readonly CheckedFile[];
}

/**
 * Checks files in an engine's thread, a request a batch. Who imports whom is learned before the first of them, in requests that take
 * some milliseconds each. Throws a `CancelledError` as soon as the signal is aborted.
 */
export async function* checkInBatches(
  engine: EngineThread,
  { files, view }: BatchedFiles,
  options: RequestOptions,
): AsyncGenerator<CheckedBatch> {
  while (!(await engine.request('prepare', [view()], options)));
  for (let first = 0; first < files.length; first += batchSize) {
    const batch = files.slice(first, first + batchSize);
    yield { size: batch.length, checked: await engine.request('checkFiles', [batch, view()], options) };
  }
}
