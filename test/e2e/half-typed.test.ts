import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useWorkbench } from './support/use-workbench';
import type { Workbench } from './support/workbench';

// Files as they are while somebody works on them, and files that nobody should open: nothing may be thrown, and the lens comes back.
const whole = readFileSync('media/samples/without_global_step.py', 'utf8');
const large = whole + `values = [\n${'    0.123456789, 0.987654321, 0.5,\n'.repeat(155_000)}]\n`;

const sample = 'without_global_step.py';
const files = {
  'empty.py': '',
  'large.py': large,
  'nul.py': Buffer.from(whole.replace('w*x-y', 'w*x\0-y')),
  'python2.py': whole.replace(/print\((.*)\)$/gm, 'print $1'),
};

let workbench: Workbench;
useWorkbench({ files, settings: { 'files.autoSave': 'off' } }, async (opened) => {
  workbench = opened;
  await workbench.open(sample);
  await workbench.lenses().first().waitFor();
});

/** Waits until a file that was opened just now has been checked: the lens of the sample, which is opened after it, is there again. */
const checkedSince = async (): Promise<void> => {
  await workbench.openFile('empty.py');
  await expect.poll(() => workbench.lenses().count()).toBe(0);
  await workbench.openFile(sample);
  await expect.poll(() => workbench.lenses().count()).toBeGreaterThan(0);
};

describe('while somebody types', () => {
  it('bears an open parenthesis and half a line, and the lens comes back with the code', async () => {
    const { keyboard } = workbench.page;
    await workbench.openFile(sample);
    await expect.poll(() => workbench.lenses().first().textContent()).toMatch(/rate stays 0\.1/);
    await workbench.goTo(9);
    await keyboard.press('End');
    await keyboard.type('(');
    await expect.poll(() => workbench.source()).toContain('minimize(loss)()');
    await checkedSince();
    await workbench.goTo(9);
    await keyboard.press('Control+Z');
    await expect.poll(() => workbench.source()).not.toContain('minimize(loss)(');
    await keyboard.press('End');
    for (let key = 0; key < 14; key++) await keyboard.press('Backspace');
    await expect.poll(() => workbench.lenses().count()).toBe(0);
    await keyboard.type('minimize(loss', { delay: 20 });
    await expect.poll(() => workbench.lenses().first().textContent()).toMatch(/rate stays 0\.1/);
  });

  it.each(['python2.py', 'large.py'])('opens %s, with its lens', async (name) => {
    await workbench.openFile(name);
    await workbench.goTo(9);
    await expect.poll(() => workbench.lenses().count()).toBeGreaterThan(0);
  });

  it.each(['empty.py', 'nul.py'])('opens %s, and checks the next file', async (name) => {
    await workbench.openFile(name);
    await checkedSince();
  });
});
