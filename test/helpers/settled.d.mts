import type { Frame, Page } from 'playwright-core';

/** Waits until a page, or a frame of it, has drawn what it was told, and what moves for a limited time has come to rest. */
export function settled(page: Page | Frame): Promise<void>;
