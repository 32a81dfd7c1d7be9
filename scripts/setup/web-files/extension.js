// A file system in the browser's memory, and notebooks, for a VS Code that has neither: it begins with the files that its server lists. `web-files:` can be
// written to, `web-files-fixed:` cannot.
const vscode = require('vscode');

class WebFiles {
  constructor(contents) {
    this.contents = contents;
    this.changes = new vscode.EventEmitter();
    this.onDidChangeFile = this.changes.event;
    this.folders = new Set(['/']);
    for (const path of contents.keys()) this.addFolders(path);
    this.times = new Map();
  }

  addFolders(path) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      this.folders.add(path.slice(0, at));
  }

  watch() {
    return new vscode.Disposable(() => {});
  }

  stat({ path }) {
    const mtime = this.times.get(path) ?? 1;
    if (this.folders.has(path)) return { type: vscode.FileType.Directory, ctime: 1, mtime, size: 0 };
    return { type: vscode.FileType.File, ctime: 1, mtime, size: this.at(path).length };
  }

  readDirectory({ path }) {
    if (!this.folders.has(path)) throw vscode.FileSystemError.FileNotFound(path);
    const prefix = path === '/' ? '/' : `${path}/`;
    const isIn = (other) => other !== '/' && other.startsWith(prefix) && !other.slice(prefix.length).includes('/');
    const named = (type) => (other) => [other.slice(prefix.length), type];
    return [
      ...[...this.contents.keys()].filter(isIn).map(named(vscode.FileType.File)),
      ...[...this.folders].filter(isIn).map(named(vscode.FileType.Directory)),
    ];
  }

  readFile({ path }) {
    return this.at(path);
  }

  writeFile(uri, content, { create, overwrite }) {
    const isThere = this.contents.has(uri.path);
    if (!isThere && !create) throw vscode.FileSystemError.FileNotFound(uri);
    if (isThere && create && !overwrite) throw vscode.FileSystemError.FileExists(uri);
    this.contents.set(uri.path, content);
    this.addFolders(uri.path);
    this.times.set(uri.path, Date.now());
    this.tell(isThere ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created, uri);
  }

  createDirectory({ path }) {
    this.folders.add(path);
    this.addFolders(path);
  }

  delete(uri) {
    this.contents.delete(uri.path);
    this.folders.delete(uri.path);
    this.tell(vscode.FileChangeType.Deleted, uri);
  }

  rename(from, to) {
    this.writeFile(to, this.at(from.path), { create: true, overwrite: true });
    this.delete(from);
  }

  tell(type, uri) {
    this.changes.fire([{ type, uri }]);
  }

  at(path) {
    const content = this.contents.get(path);
    if (content === undefined) throw vscode.FileSystemError.FileNotFound(path);
    return content;
  }
}

/** What the server lists, as a map of paths to bytes. */
async function served({ origin }) {
  const listed = await (await fetch(`${origin}/files.json`)).json();
  const bytesOf = async (path) => {
    const response = await fetch(`${origin}/files${path.split('/').map(encodeURIComponent).join('/')}`);
    return [path, new Uint8Array(await response.arrayBuffer())];
  };
  return new Map(await Promise.all(listed.map(bytesOf)));
}

const kinds = { code: vscode.NotebookCellKind.Code, markdown: vscode.NotebookCellKind.Markup };

/** Notebooks, whose own extension code-server ships without its part for the browser. What was put out is not read. */
const notebooks = {
  deserializeNotebook(bytes) {
    const { cells } = JSON.parse(new TextDecoder().decode(bytes));
    return new vscode.NotebookData(
      cells.map(
        ({ cell_type: type, source }) =>
          new vscode.NotebookCellData(
            kinds[type] ?? kinds.markdown,
            [source].flat().join(''),
            type === 'code' ? 'python' : type,
          ),
      ),
    );
  },
  serializeNotebook({ cells }) {
    const written = cells.map(({ kind, value }) =>
      kind === kinds.code
        ? { cell_type: 'code', metadata: {}, source: value, execution_count: null, outputs: [] }
        : { cell_type: 'markdown', metadata: {}, source: value },
    );
    return new TextEncoder().encode(JSON.stringify({ cells: written, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  },
};

exports.activate = async ({ extensionUri, subscriptions }) => {
  subscriptions.push(vscode.workspace.registerNotebookSerializer('jupyter-notebook', notebooks));
  const contents = await served(new URL(extensionUri.toString(true)));
  for (const [scheme, isReadonly] of [
    ['web-files', false],
    ['web-files-fixed', true],
  ]) {
    const files = new WebFiles(new Map(contents));
    subscriptions.push(vscode.workspace.registerFileSystemProvider(scheme, files, { isReadonly }));
    vscode.workspace.registerFileSearchProvider(scheme, {
      provideFileSearchResults: (_query, { folder }) => [...files.contents.keys()].map((path) => folder.with({ path })),
    });
  }
};
