import type { ChildProcess } from 'node:child_process';

/** A running VS Code. */
export interface CodeServer {
  readonly origin: string;
  /** Folder of its extensions, user data and logs. */
  readonly home: string;
  readonly server: ChildProcess;
  /** Ends it, and removes its folder unless that was given. */
  readonly stop: () => void;
  /** The address that opens a folder: its own, where none is named. */
  address(folder?: string): string;
}

/** Starts VS Code with the packaged extension installed; it ends with this process. */
export function startCodeServer(options: {
  readonly vsix: string;
  readonly folder?: string | null;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly port?: number;
  readonly profile?: string | null;
  /** Another language than English that a window may ask for, as `zh-cn`. */
  readonly language?: string | null;
  readonly builtIn?: readonly string[] | null;
}): Promise<CodeServer>;
/** Installs VS Code where the cache has none. */
export function ensureCodeServer(): { readonly node: string; readonly entry: string };
/** Settings that keep the screen to the code. */
export const quietSettings: Readonly<Record<string, unknown>>;
