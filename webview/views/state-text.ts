import type { SessionState } from '../../src/protocol/training-messages';

/** The state in a word or two; the same words in the header and in the live region. */
export function stateText(state: SessionState): string {
  switch (state.kind) {
    case 'loading':
      return 'Starting the training worker…';
    case 'running':
      return 'Training';
    case 'paused':
      return 'Paused';
    case 'ended':
      return { completed: 'Finished', stopped: 'Stopped', 'non-finite': 'Stopped: not a finite number' }[state.reason];
    case 'failed':
      return 'Failed';
  }
}
