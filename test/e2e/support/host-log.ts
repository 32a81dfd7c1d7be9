import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one window's extension hosts log: those of windows that were there before belong to others. */
export class HostLog {
  private readonly root: string;
  private readonly others: ReadonlySet<string>;

  /** `home` is the server's folder. */
  constructor(home: string) {
    this.root = join(home, 'data', 'logs');
    this.others = new Set(this.files().map(hostOf));
  }

  /** Everything that the extension hosts, and the extension's own channel, logged. */
  text(): string {
    return this.own()
      .map(({ text }) => text)
      .join('\n');
  }

  /** Entries that are errors of this extension: its own, and those whose stack goes through it. */
  errors(): string[] {
    const entries = this.own().flatMap(({ path, text }) =>
      text.split(/^(?=\d{4}-\d\d-\d\d )/m).map((entry) => ({ isOwn: path.includes('global-step.global-step'), entry })),
    );
    return entries.flatMap(({ isOwn, entry }) =>
      entry.includes('[error]') && (isOwn || entry.includes('global-step.global-step-')) ? [entry] : [],
    );
  }

  /** The extension hosts' processes, in the order in which they started; a reload starts another one. */
  hosts(): number[] {
    const entries = [...this.text().matchAll(/^.*Extension host with pid \d+ started/gm)].map(([entry]) => entry);
    // An entry begins with its time.
    return entries.sort().map((entry) => Number(/pid (\d+)/.exec(entry)?.[1]));
  }

  private own(): { readonly path: string; readonly text: string }[] {
    return this.files()
      .filter((path) => !this.others.has(hostOf(path)))
      .map((path) => ({ path, text: readFileSync(join(this.root, path), 'utf8') }));
  }

  private files(): string[] {
    if (!existsSync(this.root)) return [];
    return readdirSync(this.root, { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.includes('exthost') && path.endsWith('.log'),
    );
  }
}

/** The folder of an extension host, of which each window has its own. */
const hostOf = (path: string): string => /^.*?exthost\d+/.exec(path)?.[0] ?? path;
