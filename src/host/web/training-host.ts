import type { TrainingHost } from '../training-host';
import { webPort } from './web-port';

/** What a browser tells of the machine's memory, in GiB: a rounded number, at most 8. */
const { navigator } = globalThis as unknown as { readonly navigator?: { readonly deviceMemory?: number } };
/** A tab may have about so much, whatever the machine has. */
const mostOfTab = 2 ** 31;

/** A training's thread in a browser. The first message says that it may begin. */
export function trainingHost(): TrainingHost {
  const { port, first } = webPort();
  void first;
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.addEventListener('message', () => waiting.shift()?.());
  channel.port1.start();
  return {
    port,
    // A timer of 0 ms costs four of them when it follows another one.
    soon: (callback) => {
      waiting.push(callback);
      channel.port2.postMessage(null);
    },
    freeBytes: () => Math.min(mostOfTab, ((navigator?.deviceMemory ?? 4) * 2 ** 30) / 4),
    meter: null,
  };
}
