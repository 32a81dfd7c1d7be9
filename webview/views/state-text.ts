import type { TrainingSnapshot } from '../../src/protocol/training-messages';
import { text } from '../ui/text';

/** The state in a word or two; the same words in the header and in the live region. */
export function stateText({ state, verdict }: Pick<TrainingSnapshot, 'state' | 'verdict'>): string {
  switch (state.kind) {
    case 'loading':
      return text.state.loading;
    case 'running':
      return text.state.running;
    case 'paused':
      return text.state.paused;
    case 'ended':
      if (state.reason === 'completed' && verdict?.isEndless === true) return text.state.endless;
      return state.reason === 'non-finite' ? text.state.nonFinite : text.state[state.reason];
    case 'failed':
      return text.state.failed;
  }
}
