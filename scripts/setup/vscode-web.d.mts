/** A VS Code for the Web that is being served. */
export interface WebServer {
  /** The address of the loopback that opens it. */
  readonly origin: string;
  /** Ends it. */
  readonly stop: () => void;
}

/**
 * Serves VS Code for the Web on the loopback address. `extension` is the folder of an unpacked VSIX, `folder` what the workspace holds when
 * a page is loaded; what a page writes is gone with it. `isFixed` makes the workspace read-only.
 */
export function startVscodeWeb(options: {
  readonly extension: string;
  readonly folder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly port?: number;
  readonly isFixed?: boolean;
}): Promise<WebServer>;
