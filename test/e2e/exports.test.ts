import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { waitFor } from '../helpers/wait-for';
import type { Locator } from 'playwright-core';
import { saveAsSuggested } from './support/save-dialog';
import type { TrainingPage } from './support/training-page';
import { useTrained } from './support/use-workbench';
import type { Workbench } from './support/workbench';

// Everything that the panel saves, through VS Code's own dialogs into the workspace's folder, and read back from there.

let workbench: Workbench;
let page: TrainingPage;
useTrained('without_global_step.py', {}, (opened, trained) => {
  workbench = opened;
  page = trained;
});

const save = (link: string, place?: Locator): Promise<void> => saveAsSuggested(workbench, page, link, place);

/** A file in the workspace, as soon as all of it is there: VS Code makes it empty, and writes it then. */
async function saved(name: string, isWhole: (content: Buffer) => boolean): Promise<Buffer> {
  const path = join(workbench.folder, name);
  return waitFor(name, () => {
    const content = existsSync(path) ? readFileSync(path) : null;
    return Promise.resolve(content !== null && isWhole(content) ? content : null);
  });
}

function isJson(content: Buffer): boolean {
  try {
    JSON.parse(content.toString());
    return true;
  } catch {
    return false;
  }
}

/** The records of an event file, each of which is its length in eight bytes, a sum of four, its data, and another sum of four. */
function recordsOf(bytes: Buffer): Buffer[] | null {
  const records: Buffer[] = [];
  let at = 0;
  while (at + 12 <= bytes.length) {
    const length = Number(bytes.readBigUInt64LE(at));
    records.push(bytes.subarray(at + 12, at + 12 + length));
    at += 16 + length;
  }
  return at === bytes.length && at > 0 ? records : null;
}

describe('what is saved', () => {
  it('is a CSV of the command line’s columns', async () => {
    await save('CSV');
    const lines = (
      await saved('without_global_step.csv', (content) => content.toString().trim().split('\n').length > 20)
    )
      .toString()
      .trim()
      .split('\n');
    expect(lines[0]).toMatch(/^run,iteration,global_step,learning_rate,loss/);
    expect(lines).toHaveLength(21);
    expect(lines.find((line) => line.startsWith('counterpart,10,'))).toMatch(/^counterpart,10,10,0\.2,/);
  });

  it('is a JSON with the same rows', async () => {
    await save('JSON');
    const document = JSON.parse((await saved('without_global_step.json', isJson)).toString()) as object;
    expect(JSON.stringify(document)).toMatch(/0\.1071773\d*/);
  });

  it('is a picture of the chart as SVG and as PNG', async () => {
    const chart = page.frame.locator('[data-chart="learning_rate"]');
    await save('Save as SVG', chart);
    const svg = (
      await saved('without_global_step-learning_rate.svg', (content) => content.toString().trim().endsWith('</svg>'))
    ).toString();
    expect(svg).toMatch(/^<svg [^]*<\/svg>\s*$/);
    expect(svg).toContain('as written');
    await save('Save as PNG', chart);
    const png = await saved('without_global_step-learning_rate.png', (content) => content.includes('IEND'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
  });

  it('is an event file a run for TensorBoard, which TFRecord’s own framing holds', async () => {
    await save('TensorBoard');
    const records = await waitFor('the event file of the counterpart', () => {
      const run = join(workbench.folder, 'counterpart');
      const [file] = existsSync(run) ? readdirSync(run) : [];
      if (file === undefined) return Promise.resolve(null);
      expect(file).toMatch(/^events\.out\.tfevents\.\d+\./);
      return Promise.resolve(recordsOf(readFileSync(join(run, file))));
    });
    expect(records[0]?.toString('latin1')).toContain('brain.Event:2');
    expect(records.filter((record) => record.includes('learning_rate'))).toHaveLength(10);
    const last = Buffer.alloc(4);
    last.writeFloatLE(0.2);
    expect(records.some((record) => record.includes('learning_rate') && record.includes(last))).toBe(true);
  });
});
