import type { RunView } from '../../src/protocol/training-messages';
import { noWiring } from './no-wiring';

/** A run as the page hears of it, ready to begin, with what a test changes. */
export function runView(changes: Partial<RunView> = {}): RunView {
  return {
    id: 'as-written',
    variant: 'as-written',
    label: 'as written',
    passesGlobalStep: true,
    case: 'passed',
    columns: ['iteration', 'global_step', 'learning_rate', 'loss'],
    absent: [],
    plannedIterations: 10,
    isEndless: false,
    lossOf: 'program',
    wiring: noWiring,
    location: null,
    isVaried: false,
    execution: null,
    nonFinite: null,
    output: null,
    kept: null,
    ...changes,
  };
}
