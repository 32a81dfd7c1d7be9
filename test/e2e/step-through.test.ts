import { describe, expect, it } from 'vitest';
import type { TrainingPage } from './support/training-page';
import { useTrained } from './support/use-workbench';
import type { Workbench } from './support/workbench';

// One step taken apart in the real VS Code, with the numbers of the real worker, by keyboard alone once the panel is there.
let workbench: Workbench;
let page: TrainingPage;
useTrained('without_global_step.py', {}, (opened, trained) => {
  workbench = opened;
  page = trained;
});

describe('the step-through', () => {
  it('goes to the third step’s increment by keyboard alone, and back', async () => {
    const { frame } = page;
    const { keyboard } = workbench.page;
    await frame.getByRole('tab', { name: 'Training', exact: true }).focus();
    await keyboard.press('ArrowRight');
    await keyboard.press('Tab');
    for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', ...Array<string>(5).fill('ArrowRight')]) {
      await keyboard.press(key);
    }
    const facts = frame.locator('.phase[aria-current="step"] .fact');
    await expect
      .poll(() => facts.allTextContents())
      .toEqual([
        'as written: global_step stays 0: minimize is not passed it, and nothing else adds to it',
        'corrected: global_step: 2 → 3, by minimize (line 9)',
      ]);
    await expect.poll(() => frame.locator('[data-wiring="as-written"] .edge-missing').count()).toBe(1);
    await expect.poll(() => frame.locator('.code .is-marked .line-number').allTextContents()).toEqual(['9']);
    await keyboard.press('Shift+ArrowLeft');
    await expect.poll(async () => (await facts.allTextContents())[1]).toContain('global_step: 1 → 2');
  });
});
