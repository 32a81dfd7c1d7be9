import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Workbench } from './support/workbench';

// Files as they are while somebody works on them, and files that nobody should open: nothing may be thrown, and the lens comes back.
const whole = readFileSync('media/samples/without_global_step.py', 'utf8');
const large = whole + `values = [\n${'    0.123456789, 0.987654321, 0.5,\n'.repeat(155_000)}]\n`;

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.start({
    files: {
      'empty.py': '',
      'large.py': large,
      'nul.py': Buffer.from(whole.replace('w*x-y', 'w*x\0-y')),
      'python2.py': whole.replace(/print\((.*)\)$/gm, 'print $1'),
    },
  });
  await workbench.open('without_global_step.py');
  await workbench.lenses().first().waitFor();
});
afterAll(async () => {
  await workbench.dispose();
});

const goTo = async (line: number): Promise<void> => {
  await workbench.page.keyboard.press('Control+G');
  await workbench.page.locator('.quick-input-widget input').first().waitFor();
  await workbench.page.keyboard.type(`${line}`);
  await workbench.page.keyboard.press('Enter');
};

describe('while somebody types', () => {
  it('bears an open parenthesis and half a line, and the lens comes back with the code', async () => {
    await goTo(9);
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.type('(');
    await workbench.page.waitForTimeout(600);
    await workbench.page.keyboard.press('Control+Z');
    await workbench.page.keyboard.press('End');
    for (let key = 0; key < 14; key++) await workbench.page.keyboard.press('Backspace');
    await expect.poll(() => workbench.lenses().count()).toBe(0);
    await workbench.page.keyboard.type('minimize(loss', { delay: 20 });
    await expect.poll(() => workbench.lenses().count(), { timeout: 10_000 }).toBeGreaterThan(0);
    await expect.poll(() => workbench.lenses().first().textContent()).toMatch(/no global step/);
  });

  it.each(['empty.py', 'nul.py', 'python2.py', 'large.py'])('opens %s', async (name) => {
    await workbench.openFile(name);
    if (name === 'empty.py') await expect.poll(() => workbench.lenses().count()).toBe(0);
    else if (name !== 'nul.py') {
      await goTo(9);
      await expect.poll(() => workbench.lenses().count(), { timeout: 30_000 }).toBeGreaterThan(0);
    } else await workbench.page.waitForTimeout(1000);
  });

  it('has logged no error', () => {
    expect(workbench.logs()).toContain('Extension host with pid');
    expect(workbench.errors()).toEqual([]);
    expect(workbench.logs()).not.toMatch(/Extension host.*(?:unresponsive|terminated)/i);
  });
});
