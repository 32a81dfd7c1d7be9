// Small helpers that every script shares: run a program, or stop with its output.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Runs a program to its end and returns its standard output; throws with what it printed where it fails. */
export function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  if (error) throw new Error(`${command}: ${error.message}`);
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout ?? ''}${stderr ?? ''}`);
  return stdout ?? '';
}

/** Runs a program that talks to the user itself, and ends this process with its status where it fails. */
export function runAloud(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** The first of these programs that is on the PATH, or null. */
export function onPath(...names) {
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const name of names)
    for (const folder of (process.env.PATH ?? '').split(delimiter))
      for (const extension of extensions) {
        const file = join(folder, name + extension);
        if (folder !== '' && existsSync(file)) return file;
      }
  return null;
}

/** Where large downloads are kept between clones: a folder of the user's cache. */
export function cacheFolder(...parts) {
  const root = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return join(root, 'global-step', ...parts);
}

/** npm as this node runs it, whatever the PATH says. */
export const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
