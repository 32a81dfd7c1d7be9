import type { TestProject } from 'vitest/node';
import { type RunningServer, startServer } from './vs-code';

declare module 'vitest' {
  interface ProvidedContext {
    readonly vscode: RunningServer;
  }
}

/** Before the first file of the project `e2e`: one VS Code for all of them. Returns what ends it. */
export async function setup(project: TestProject): Promise<() => void> {
  const { stop, ...server } = await startServer();
  project.provide('vscode', server);
  return stop;
}
