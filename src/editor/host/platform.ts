import type { OpenThread } from '../../host/open-thread';
import type { OnDemandModule } from '../commands/on-demand';

/** What differs between an extension host in Node and one in a browser. */
export interface Platform {
  readonly engine: OpenThread;
  readonly training: OpenThread;
  /** Loads the bundle of what only commands need. */
  readonly loadOnDemand: () => Promise<OnDemandModule>;
}
