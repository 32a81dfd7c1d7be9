import type { ChildProcess } from 'node:child_process';

/** A running VS Code. */
export interface CodeServer {
  readonly origin: string;
  /** Folder of its extensions, user data and logs. */
  readonly home: string;
  readonly server: ChildProcess;
  /** Ends it, and removes its folder unless that was given. */
  stop(): void;
  /** The address that opens the workspace, and a file of it. */
  address(file?: string | null): string;
}

/** Starts VS Code on a folder, with the packaged extension installed. */
export function startCodeServer(options: {
  readonly vsix: string;
  readonly folder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly port?: number;
  readonly profile?: string | null;
  /** Another language than English, as `zh-cn`. */
  readonly language?: string | null;
}): Promise<CodeServer>;
/** Installs VS Code where the cache has none. */
export function ensureCodeServer(): { readonly node: string; readonly entry: string };
