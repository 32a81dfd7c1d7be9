import { cellNumber } from '../../base/source-range';
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
  const notices = files.flatMap(({ path, error, problem }) => {
    if (error === null) return [];
    const place = problem?.at ?? null;
    // A region counts lines of the file, and a notebook's cells have lines of their own.
    const region =
      place === null || place.cell !== null ? {} : { region: { startLine: place.line, startColumn: place.column } };
    return [
      { level: 'error', message: messageOf(error), locations: [{ physicalLocation: { ...at(path), ...region } }] },
    ];
  });
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
    message: messageOf(message),
    locations: [
      {
        physicalLocation: { ...at(path), region: region(finding) },
        ...(cell === null ? {} : { logicalLocations: [{ name: `cell ${cellNumber(cell)}`, kind: 'module' }] }),
      },
    ],
    relatedLocations: related.map(({ path: other = path, line, column, message: text }, id) => ({
      id,
      message: messageOf(text),
      physicalLocation: { ...at(other), region: { startLine: line, startColumn: column } },
    })),
    // A fix's regions count lines of the file, and a notebook's cells have lines of their own: there, none is given.
    ...(fix === null || cell !== null ? {} : { fixes: [sarifFix(path, fix)] }),
  };
}

function sarifFix(path: string, { title, edits }: CheckedFix): object {
  return {
    description: messageOf(title),
    artifactChanges: [
      {
        ...at(path),
        replacements: edits.map((edit) => ({ deletedRegion: region(edit), insertedContent: { text: edit.text } })),
      },
    ],
  };
}

function at(path: string): { readonly artifactLocation: { readonly uri: string } } {
  return { artifactLocation: { uri: uriOf(path) } };
}

/**
 * A path as a URI: `file:` for one from the root or a drive, else relative, with everything encoded that means something in a URI.
 * Exported for tests.
 */
export function uriOf(path: string): string {
  const segments = path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .filter((segment, index) => segment !== '' || index === 0);
  const encoded = segments.map((segment, index) =>
    index === 0 && /^[a-z]:$/i.test(segment) ? segment : encodeURIComponent(segment),
  );
  if (segments[0] === '') return `file://${encoded.join('/')}`;
  return /^[a-z]:$/i.test(segments[0] ?? '') ? `file:///${encoded.join('/')}` : encoded.join('/');
}

/** A message in SARIF's own syntax, where `[text](address)` is a link and `{0}` stands for an argument (3.11.5, 3.11.6). */
function messageOf(text: string): { readonly text: string } {
  return { text: text.replaceAll('](', '] (').replace(/\{(\d+)\}/g, '{{$1}}') };
}

function region(place: Pick<CheckedFinding, 'line' | 'column' | 'endLine' | 'endColumn'>): object {
  return {
    startLine: place.line,
    startColumn: place.column,
    endLine: place.endLine,
    endColumn: place.endColumn,
  };
}
