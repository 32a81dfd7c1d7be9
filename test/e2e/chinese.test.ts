import { describe, expect, it } from 'vitest';
import { useWorkbench } from './support/use-workbench';
import type { Workbench } from './support/workbench';

// The same main job for somebody whose VS Code is Chinese.
let workbench: Workbench;
useWorkbench({ language: 'zh-cn', settings: { 'files.autoSave': 'off' } }, async (opened) => {
  workbench = opened;
  await workbench.open('without_global_step.py');
});

describe('in a Chinese VS Code', () => {
  it('the lens and the squiggle speak Chinese', async () => {
    await workbench.lenses().first().waitFor();
    await expect.poll(() => workbench.lenses().first().textContent()).toMatch(/学习率一直是\s0\.1，最终应为\s0\.2/);
    await workbench.command('Focus on Problems View');
    const problem = workbench.page.locator('.markers-panel .monaco-list-row', { hasText: 'minimize()' }).first();
    await expect.poll(() => problem.textContent()).toContain('没有收到 global_steps，它一直是 0：学习率一直是 0.1');
    await workbench.command('View: Toggle Panel Visibility');
  });

  it('the command does, and the panel that it opens', async () => {
    await workbench.command('可视化全局步数');
    const panel = await workbench.panel();
    await expect
      .poll(() => panel.locator('body').innerText())
      .toContain('全部 10 次迭代中学习率一直是 0.1，最终应为 0.2');
    await expect.poll(() => panel.locator('body').innerText()).toContain('修正后');
    await panel.getByRole('tab', { name: '程序' }).click();
    await expect.poll(() => panel.locator('.entries').innerText()).toContain('学习率调度');
  });
});
