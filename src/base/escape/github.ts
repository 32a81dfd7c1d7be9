import { visible } from './visible';

/** A text as the message of a GitHub Actions workflow command. Source: `escapeData` of actions/toolkit, `packages/core/src/command.ts`. */
export function escapeWorkflowMessage(text: string): string {
  return visible(text).replaceAll('%', '%25');
}

/** A text as a property of a GitHub Actions workflow command: its file, its title. Source: `escapeProperty` of the same file. */
export function escapeWorkflowProperty(text: string): string {
  return escapeWorkflowMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
