import type { Page } from 'playwright-core';

/** What a page of the harness shows; see fake-host.ts for the scenes. */
export interface HarnessOptions {
  readonly scene?: string;
  readonly theme?: 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';
  readonly width?: number;
  readonly height?: number;
  readonly rows?: string;
  /** VS Code's own, as `zh-cn`. */
  readonly language?: string;
  /** What the panel has written into the page for the serializer. */
  readonly saved?: string;
}

/** A browser with a server behind it. */
export interface Harness {
  /** A page that has loaded, and what went wrong in it, refusals by its policy among it; the list grows. */
  open(options?: HarnessOptions): Promise<{ readonly page: Page; readonly problems: string[] }>;
  /** The same in one page that is used again and again: what was shown before is gone. */
  show(options?: HarnessOptions): Promise<{ readonly page: Page; readonly problems: string[] }>;
  dispose(): Promise<void>;
}

export function openHarness(): Promise<Harness>;
