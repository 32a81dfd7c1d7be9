import * as vscode from 'vscode';

/** The extension's own files in a browser, where only its first script comes by itself. */
export class Bundles {
  private readonly modules = new Map<string, unknown>([['vscode', vscode]]);

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** Rejects where a file cannot be fetched. */
  async read(name: string): Promise<Uint8Array> {
    return vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.extensionUri, 'dist', name));
  }

  /** A script's exports; the scripts that it requires, but for VS Code, must be loaded before it. */
  async load(name: string): Promise<unknown> {
    const id = `./${name}`;
    if (!this.modules.has(id)) this.modules.set(id, run(new TextDecoder().decode(await this.read(name)), this.require));
    return this.modules.get(id);
  }

  private readonly require = (id: string): unknown => {
    if (!this.modules.has(id)) throw new Error(`${id} is not loaded`);
    return this.modules.get(id);
  };
}

/** As VS Code itself runs an extension's script in a browser. */
function run(text: string, require: (id: string) => unknown): unknown {
  const module: { exports: unknown } = { exports: {} };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is a file of this extension
  const script = new Function('module', 'exports', 'require', text) as (...given: readonly unknown[]) => void;
  script(module, module.exports, require);
  return module.exports;
}
