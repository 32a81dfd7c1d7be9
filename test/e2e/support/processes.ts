import { readdirSync, readFileSync } from 'node:fs';

/** A process as Linux shows it. */
export interface Process {
  readonly id: number;
  readonly parent: number;
  readonly group: number;
  readonly commandLine: string;
  readonly residentMegabytes: number;
}

/** All processes of this machine. */
export function processes(): Process[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      try {
        const [, parent = '', group = ''] = readFileSync(`/proc/${entry}/stat`, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ');
        const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${entry}/status`, 'utf8'))?.[1] ?? 0;
        return [
          {
            id: Number(entry),
            parent: Number(parent),
            group: Number(group),
            commandLine: readFileSync(`/proc/${entry}/cmdline`, 'utf8'),
            residentMegabytes: Number(resident) / 1024,
          },
        ];
      } catch {
        return []; // It ended while it was looked at.
      }
    });
}

/** Names of a process's threads; the operating system keeps 15 letters of each. */
export function threadsOf({ id }: Process): string[] {
  try {
    return readdirSync(`/proc/${id}/task`).map((task) => readFileSync(`/proc/${id}/task/${task}/comm`, 'utf8'));
  } catch {
    return []; // It ended while it was looked at.
  }
}

/** Those of the processes that this one started, and that those started. */
export function descendants(all: readonly Process[]): Process[] {
  const parents = new Map(all.map(({ id, parent }) => [id, parent]));
  const isOurs = (id: number): boolean => {
    for (let at: number | undefined = id; at !== undefined && at !== 0; at = parents.get(at)) {
      if (at === process.pid) return true;
    }
    return false;
  };
  return all.filter(({ id }) => isOurs(id));
}
