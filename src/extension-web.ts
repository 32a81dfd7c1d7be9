import * as vscode from 'vscode';
import { tableFile } from './base/message';
import { activateOn } from './editor/activate';
import type { OnDemandModule } from './editor/commands/on-demand';
import { Bundles } from './host/web/bundles';
import { useTable } from './host/web/table';
import { webThread } from './host/web/web-thread';

/** The extension in a browser: vscode.dev, github.dev. Its threads are web workers, and it reads files by VS Code alone. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const bundles = new Bundles(context.extensionUri);
  const table = tableFile(vscode.env.language);
  if (table !== null) useTable(await bundles.load(table));
  activateOn(
    {
      engine: webThread('engine of global-step', async () => {
        const [script, runtime, grammar] = await Promise.all([
          bundles.read('engine.js'),
          bundles.read('tree-sitter.wasm'),
          bundles.read('tree-sitter-python.wasm'),
        ]);
        return { script, first: { runtime, grammar } };
      }),
      training: webThread('global-step training', async () => ({
        script: await bundles.read('worker.js'),
        first: null,
      })),
      loadOnDemand: async () => (await bundles.load('on-demand.js')) as OnDemandModule,
    },
    context,
  );
}
