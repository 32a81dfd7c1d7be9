// What the user's own command costs, as a process, beside others on the same folders: processor seconds and peak memory.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { run } from './setup/run.mjs';

/** Prints user and system seconds and the peak in KB of the command that it is given; what that prints is let go. */
const wait4 = `
import os, sys
child = os.fork()
if child == 0:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    os.execvp(sys.argv[1], sys.argv[1:])
usage = os.wait4(child, 0)[2]
print(usage.ru_utime, usage.ru_stime, usage.ru_maxrss)
`;

const program = /\.(?:py|ipynb)$/;

/**
 * Measures commands on a folder in turns, and gives the median of each: `{ seconds, megabytes }`. A command is a list of words that the
 * folder is put behind; `python` runs the measure.
 */
export function measureCommands(python, commands, folder, rounds) {
  const taken = commands.map(() => ({ seconds: [], megabytes: [] }));
  for (let round = 0; round < rounds; round++)
    commands.forEach((command, index) => {
      const [user = 0, system = 0, peak = 0] = run(python, ['-c', wait4, ...command, folder])
        .trim()
        .split(' ')
        .map(Number);
      taken[index]?.seconds.push(user + system);
      taken[index]?.megabytes.push(peak / 1024);
    });
  return taken.map(({ seconds, megabytes }) => ({ seconds: median(seconds), megabytes: median(megabytes) }));
}

/** Folders of so many programs, made of those in a folder, in copies of it where it has fewer; calls back with each, and removes it. */
export function withFolders(folder, sizes, use) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => program.test(name))
    .sort();
  for (const size of sizes) {
    const made = mkdtempSync(join(tmpdir(), 'global-step-bench-'));
    try {
      for (let index = 0; index < size && files.length > 0; index++) {
        const name = files[index % files.length] ?? '';
        const to = join(made, `copy${Math.floor(index / files.length)}`, relative('.', name));
        mkdirSync(dirname(to), { recursive: true });
        if (existsSync(join(folder, name))) copyFileSync(join(folder, name), to);
      }
      use(size, made);
    } finally {
      rmSync(made, { recursive: true });
    }
  }
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
