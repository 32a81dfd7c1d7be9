import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

// An exported value is for another file: what only its own file uses is not exported, and what only tests use says so in its doc
// comment. Types are left out: they are exported for the signatures that they stand in.

interface Exported {
  readonly file: string;
  readonly name: string;
  /** Whether its comment says that tests use it. */
  readonly isForTests: boolean;
}

const own = [...sources('src'), ...sources('webview')];
const others = [...sources('test'), ...sources('scripts')].filter((file) => !file.includes('fixtures'));
const parsed = new Map([...own, ...others].map((file) => [file, parse(file)]));
const usedByProduct = importedNames(own);
const usedByOthers = importedNames(others);

test('what a file exports is imported by another one', () => {
  expect(own.length).toBeGreaterThan(400);
  expect(
    own
      .flatMap(exportsOf)
      .filter(({ file, name }) => !isEntry(file) && !isUsed(usedByProduct, file, name))
      .filter(({ file, name, isForTests }) => !isForTests || !isUsed(usedByOthers, file, name))
      .map(({ file, name }) => `${file}: ${name}${isUsed(usedByOthers, file, name) ? ' (tests only)' : ''}`),
  ).toEqual([]);
});

// VS Code, esbuild.mjs and the bundle of a language's texts call these.
const entries = new Set([
  'src/extension.ts',
  'src/extension-web.ts',
  'src/host/multi-byte.ts',
  'src/texts/zh-cn/index.ts',
]);

/** The bundles' own files: what runs them is no file of the project. */
function isEntry(file: string): boolean {
  return entries.has(file);
}

function isUsed(used: ReadonlyMap<string, ReadonlySet<string>>, file: string, name: string): boolean {
  const names = used.get(file);
  return names !== undefined && (names.has(name) || names.has('*'));
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|mjs)$/.test(entry.name))
    .map((entry) => normalize(join(entry.parentPath, entry.name)));
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

function syntaxOf(file: string): ts.SourceFile {
  const found = parsed.get(file);
  if (found === undefined) throw new Error(`${file} was not read`);
  return found;
}

function exportsOf(file: string): Exported[] {
  return syntaxOf(file).statements.flatMap((statement) => {
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return [];
    if (!ts.canHaveModifiers(statement)) return [];
    if (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) return [];
    const comment = statement.getFullText().slice(0, statement.getLeadingTriviaWidth());
    const isForTests = /\btests?\b/i.test(comment);
    return namesOf(statement).map((name) => ({ file, name, isForTests }));
  });
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  const { name } = statement as ts.Statement & { readonly name?: ts.Node };
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
}

/** The names that files import, by the file that they come from; `*` for all of them. */
function importedNames(files: readonly string[]): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>();
  const add = (file: string, specifier: string, name: string): void => {
    const target = normalize(join(dirname(file), specifier));
    for (const path of [target, `${target}.ts`]) used.set(path, (used.get(path) ?? new Set()).add(name));
  };
  for (const file of files) {
    const visit = (node: ts.Node): void => {
      if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
        const specifier = (node.moduleSpecifier as ts.StringLiteral).text;
        const bindings = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause;
        if (bindings !== undefined && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings)))
          for (const { propertyName, name } of bindings.elements) add(file, specifier, (propertyName ?? name).text);
        else add(file, specifier, '*');
      }
      // `import('…')` and `typeof import('…')`.
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
        for (const argument of node.arguments) if (ts.isStringLiteral(argument)) add(file, argument.text, '*');
      if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
        add(file, node.argument.literal.text, '*');
      ts.forEachChild(node, visit);
    };
    visit(syntaxOf(file));
  }
  return used;
}
