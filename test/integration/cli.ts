import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** The built command line, run as a process. */
export function globalStep(
  args: readonly string[],
  options: { readonly cwd?: string; readonly input?: string | Uint8Array } = {},
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [resolve('dist/cli.js'), ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...options,
  });
}
