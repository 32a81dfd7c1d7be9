import type { CheckDocument, CheckedFile, CheckedFinding, CheckedFix } from './check-document';

/** What SARIF says of a rule. */
export interface RuleDescription {
  readonly id: string;
  readonly summary: string;
}

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const;

/** The findings as one SARIF 2.1.0 log, with fixes. A notebook's cell is named as a logical location. */
export function sarifLog({ files }: CheckDocument, rules: readonly RuleDescription[], version: string): object {
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  const notices = files.flatMap(({ path, error }) =>
    error === null ? [] : [{ level: 'error', message: { text: error }, locations: [{ physicalLocation: at(path) }] }],
  );
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'global-step',
            semanticVersion: version,
            rules: rules.map(({ id, summary }) => ({ id, shortDescription: { text: summary } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: notices.length === 0, toolExecutionNotifications: notices }],
        results: files.flatMap((file) => file.findings.map((finding) => result(file, finding, indices))),
      },
    ],
  };
}

function result({ path }: CheckedFile, finding: CheckedFinding, indices: ReadonlyMap<string, number>): object {
  const { rule, severity, message, related, cell, fix } = finding;
  const ruleIndex = indices.get(rule);
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: { ...at(path), region: region(finding) },
        ...(cell === null ? {} : { logicalLocations: [{ name: `cell ${cell}`, kind: 'module' }] }),
      },
    ],
    relatedLocations: related.map(({ path: other = path, line, column, message: text }, id) => ({
      id,
      message: { text },
      physicalLocation: { ...at(other), region: { startLine: line, startColumn: column } },
    })),
    // A fix's regions count lines of the file, and a notebook's cells have lines of their own: there, none is given.
    ...(fix === null || cell !== null ? {} : { fixes: [sarifFix(path, fix)] }),
  };
}

function sarifFix(path: string, { title, edits }: CheckedFix): object {
  return {
    description: { text: title },
    artifactChanges: [
      {
        ...at(path),
        replacements: edits.map((edit) => ({ deletedRegion: region(edit), insertedContent: { text: edit.text } })),
      },
    ],
  };
}

function at(path: string): { readonly artifactLocation: { readonly uri: string } } {
  return { artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/') } };
}

function region(place: Pick<CheckedFinding, 'line' | 'column' | 'endLine' | 'endColumn'>): object {
  return {
    startLine: place.line,
    startColumn: place.column,
    endLine: place.endLine,
    endColumn: place.endColumn,
  };
}
