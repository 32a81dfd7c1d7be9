import type { TrainingCommand } from './commands';
import { type LoopHost, TrainingLoop } from './loop';
import { PlanTrainee } from './plan-trainee';

/** Obeys a session's commands in this thread: the first builds the runs, the others go to their loop. */
export function startTraining(host: LoopHost): (command: TrainingCommand) => void {
  let loop: TrainingLoop | null = null;
  return (command) => {
    if (command.type !== 'start-training') {
      loop?.handle(command);
      return;
    }
    const { runs, pace, stopAtNonFinite } = command.request;
    loop?.dispose();
    try {
      const trainees = runs.map((run) => new PlanTrainee(run));
      loop = new TrainingLoop(trainees, pace, stopAtNonFinite, host);
      loop.start();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      host.send({ type: 'state-changed', state: { kind: 'failed', message } });
    }
  };
}
