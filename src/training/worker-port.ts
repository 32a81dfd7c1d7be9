import { message, type Message } from '../base/message';
import type { Disposable } from '../base/disposable';
import type { OpenThread } from '../host/open-thread';
import type { TrainingCommand, TrainingEvent } from './commands';
import { defectText, isOfMemory, memoryText } from './training-error';

/** A training thread seen from its owner. */
export interface TrainingThread extends Disposable {
  send(command: TrainingCommand): void;
}

/** What the owner of a training thread hears. */
export interface ThreadListener {
  onEvent(event: TrainingEvent): void;
  /** The thread is gone though nobody disposed of it: it crashed, was killed, or ran out of memory; why, for the user. At most once. */
  onDeath(reason: Message): void;
}

/** Starts a training thread. Tests start a fake. */
export type StartThread = (listener: ThreadListener) => TrainingThread;

/** The training in a thread that `open` starts. `log` hears what is no user's to read: stacks, exit codes. */
export function startTrainingThread(open: OpenThread, log: (line: string) => void = () => undefined): StartThread {
  return (listener) => {
    let isOver = false;
    const die = (reason: Message, detail: string): void => {
      if (isOver) return;
      isOver = true;
      log(`the training thread ended: ${detail}`);
      listener.onDeath(reason);
    };
    const thread = open({
      onMessage: (data) => {
        const event = data as TrainingEvent;
        if (event.type === 'defect-found') log(event.defect);
        if (!isOver) listener.onEvent(event);
      },
      onError: (error) => {
        die(isOfMemory(error) ? memoryText : defectText, error.stack ?? error.message);
      },
      onExit: (detail) => {
        die(message('the training thread ended before the training was over: start it again'), detail);
      },
    });
    return {
      send: (command) => {
        thread.post(command, command.type === 'return-rows' ? [command.values] : []);
      },
      dispose: () => {
        isOver = true;
        thread.dispose();
      },
    };
  };
}
