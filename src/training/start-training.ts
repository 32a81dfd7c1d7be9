import { trainingLimit } from '../base/memory-limit';
import { limitVariables } from '../tf1/memory';
import type { TrainingCommand } from './commands';
import { type LoopHost, TrainingLoop } from './loop';
import { trainingError } from './plan-failure';
import { PlanTrainee } from './plan-trainee';
import { tellFailure } from './tell-failure';
import { TraceDesk } from './trace-desk';

/**
 * Obeys a session's commands in this thread: the first builds the runs, the others go to their loop. `freeBytes` tells the machine's free
 * memory, of which the runs take a part together.
 */
export function startTraining(
  host: LoopHost,
  freeBytes: () => number = () => Number.POSITIVE_INFINITY,
): (command: TrainingCommand) => void {
  let loop: TrainingLoop | null = null;
  let desk: TraceDesk | null = null;
  return (command) => {
    if (command.type === 'trace-step') {
      desk?.trace(command.request, command.iteration);
      return;
    }
    if (command.type !== 'start-training') {
      loop?.handle(command);
      return;
    }
    const { runs, pace, stopAtNonFinite, talliesRows = false } = command.request;
    loop?.dispose();
    desk?.dispose();
    desk = new TraceDesk(runs, host);
    try {
      limitVariables(trainingLimit(freeBytes()) / Math.max(1, runs.length));
      const trainees = runs.map((run) => PlanTrainee.of(run));
      loop = new TrainingLoop(trainees, { ...pace, stopAtNonFinite, talliesRows }, host);
      loop.start();
    } catch (error) {
      const [first] = runs;
      tellFailure(host, first === undefined ? error : trainingError(error, first.plan));
    }
  };
}
