import { Emitter } from '../../src/base/emitter';

/** A place in a document, as VS Code has it. */
export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

/** A stretch of a document, as VS Code has it. */
export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(start: Position, end: Position);
  constructor(line: number, character: number, endLine: number, endCharacter: number);
  constructor(start: Position | number, end: Position | number, endLine = 0, endCharacter = 0) {
    this.start = typeof start === 'number' ? new Position(start, Number(end)) : start;
    this.end = typeof end === 'number' ? new Position(endLine, endCharacter) : end;
  }

  isEqual(other: Range): boolean {
    return JSON.stringify(this) === JSON.stringify(other);
  }

  intersection({ start, end }: Range): Range | undefined {
    const before = (a: Position, b: Position): boolean =>
      a.line < b.line || (a.line === b.line && a.character <= b.character);
    return before(this.start, end) && before(start, this.end) ? this : undefined;
  }
}

class Uri {
  constructor(
    readonly scheme: string,
    readonly path: string,
  ) {}

  readonly fragment = '';

  static parse(text: string): Uri {
    const colon = text.indexOf(':');
    return new Uri(text.slice(0, colon), text.slice(colon + 1).replace(/^\/\//, ''));
  }

  static joinPath(base: Uri, ...parts: string[]): Uri {
    return new Uri(base.scheme, [base.path, ...parts].join('/'));
  }

  toString(): string {
    return `${this.scheme}://${this.path}`;
  }
}

/** A text document that a test edits. */
export class FakeDocument {
  readonly uri: Uri;
  version = 1;
  isClosed = false;
  isDirty = false;

  constructor(
    address: string,
    public text: string,
    public languageId = 'python',
  ) {
    this.uri = Uri.parse(address);
  }

  getText(): string {
    return this.text;
  }

  positionAt(offset: number): Position {
    const lines = this.text.slice(0, offset).split('\n');
    return new Position(lines.length - 1, lines.at(-1)?.length ?? 0);
  }

  lineAt(line: number): { readonly text: string } {
    return { text: this.text.split('\n')[line] ?? '' };
  }
}

interface Change {
  readonly document: FakeDocument;
  readonly contentChanges: readonly unknown[];
}

class CodeActionKind {
  constructor(readonly value: string) {}

  static readonly QuickFix = new CodeActionKind('quickfix');
  static readonly SourceFixAll = new CodeActionKind('source.fixAll');

  append(part: string): CodeActionKind {
    return new CodeActionKind(`${this.value}.${part}`);
  }

  contains(other: CodeActionKind): boolean {
    return other.value === this.value || other.value.startsWith(`${this.value}.`);
  }
}

/** As much of the module `vscode` as documents, diagnostics, settings and fixes need, with a window that a test plays. */
export class FakeVscode {
  readonly documents: FakeDocument[] = [];
  readonly settings = new Map<string, unknown>();
  readonly readOnlySchemes = new Set<string>(['git']);
  readonly shown = new Map<string, readonly unknown[]>();
  private readonly opened = new Emitter<FakeDocument>();
  private readonly changed = new Emitter<Change>();
  private readonly closed = new Emitter<FakeDocument>();
  private readonly saved = new Emitter<FakeDocument>();
  private readonly configured = new Emitter<{ affectsConfiguration: () => boolean }>();
  private readonly never = new Emitter<never>();

  open(document: FakeDocument): void {
    this.documents.push(document);
    this.opened.fire(document);
  }

  edit(document: FakeDocument, text: string): void {
    document.text = text;
    document.version += 1;
    this.changed.fire({ document, contentChanges: [{}] });
  }

  close(document: FakeDocument): void {
    document.isClosed = true;
    this.documents.splice(this.documents.indexOf(document), 1);
    this.closed.fire(document);
  }

  save(document: FakeDocument): void {
    this.saved.fire(document);
  }

  configure(key: string, value: unknown): void {
    this.settings.set(key, value);
    this.configured.fire({ affectsConfiguration: () => true });
  }

  /** What `import * as vscode` gives. */
  module(): Record<string, unknown> {
    return {
      Uri,
      Range,
      Position,
      CodeActionKind,
      DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
      NotebookCellKind: { Markup: 1, Code: 2 },
      Diagnostic: class {
        constructor(
          readonly range: Range,
          readonly message: string,
          readonly severity: number,
        ) {}
      },
      DiagnosticRelatedInformation: class {
        constructor(
          readonly location: unknown,
          readonly message: string,
        ) {}
      },
      Location: class {
        constructor(
          readonly uri: Uri,
          readonly range: Range,
        ) {}
      },
      CodeAction: class {
        constructor(
          readonly title: string,
          readonly kind: CodeActionKind,
        ) {}
      },
      CodeLens: class {
        constructor(
          readonly range: Range,
          readonly command: unknown,
        ) {}
      },
      WorkspaceEdit: class {
        readonly edits: unknown[] = [];
        replace(uri: Uri, range: Range, text: string): void {
          this.edits.push({ uri: uri.toString(), range, text });
        }
        insert(uri: Uri, at: Position, text: string): void {
          this.edits.push({ uri: uri.toString(), at, text });
        }
      },
      env: { language: 'en' },
      languages: {
        match: (selector: { pattern: string }, document: FakeDocument) =>
          document.uri.path.includes(selector.pattern.replaceAll('*', '')) ? 10 : 0,
        registerCodeActionsProvider: () => ({ dispose: () => undefined }),
        registerCodeLensProvider: () => ({ dispose: () => undefined }),
        createDiagnosticCollection: () => ({
          set: (uri: Uri, diagnostics: readonly unknown[]) => this.shown.set(uri.toString(), diagnostics),
          delete: (uri: Uri) => this.shown.delete(uri.toString()),
          dispose: () => undefined,
        }),
      },
      workspace: {
        textDocuments: this.documents,
        notebookDocuments: [],
        workspaceFolders: undefined,
        fs: { isWritableFileSystem: (scheme: string) => !this.readOnlySchemes.has(scheme) },
        getWorkspaceFolder: () => undefined,
        findFiles: () => Promise.resolve([]),
        createFileSystemWatcher: () => ({
          onDidCreate: this.never.event,
          onDidChange: this.never.event,
          onDidDelete: this.never.event,
          dispose: () => undefined,
        }),
        getConfiguration: () => ({ get: (key: string) => this.settings.get(key) }),
        onDidOpenTextDocument: this.opened.event,
        onDidChangeTextDocument: this.changed.event,
        onDidCloseTextDocument: this.closed.event,
        onDidSaveTextDocument: this.saved.event,
        onDidChangeConfiguration: this.configured.event,
        onDidChangeWorkspaceFolders: this.never.event,
        onDidChangeNotebookDocument: this.never.event,
        onDidCloseNotebookDocument: this.never.event,
      },
    };
  }
}
