import type { WebviewMessage } from '../src/protocol/training-messages';

/** What VS Code puts into a webview's page, once: `acquireVsCodeApi` must not be called a second time. */
interface VsCodeApi {
  postMessage(message: WebviewMessage): void;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's side of the channel to the extension. */
export interface Host {
  post(message: WebviewMessage): void;
  /** Calls back with everything that comes, undecoded. */
  listen(receive: (message: unknown) => void): void;
  /** Hands VS Code what it gives the serializer after a reload. */
  persist(state: unknown): void;
}

/** Takes hold of the channel. The only caller of `acquireVsCodeApi`. */
export function connectToHost(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => {
      api.postMessage(message);
    },
    listen: (receive) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        receive(event.data);
      });
    },
    persist: (state) => {
      api.setState(state);
    },
  };
}
