import type { CaseKind } from '../../case/step-case';
import type { Severity } from '../../lint/finding';

/** The document of `check --format json`, version 1. Lines and columns count from 1, columns in UTF-16 units. */
export interface CheckDocument {
  readonly version: 1;
  readonly files: readonly CheckedFile[];
  readonly summary: CheckSummary;
}

/** What was found in one file, or why it could not be checked. */
export interface CheckedFile {
  readonly path: string;
  readonly calls: readonly CheckedCall[];
  /** How many learning-rate schedulers it makes that a step() moves: of PyTorch, Transformers, Diffusers, timm and Paddle. */
  readonly schedulers: number;
  readonly findings: readonly CheckedFinding[];
  /** The problem as one text, its place first; null where the whole file was checked, and written if it was to be. */
  readonly error: string | null;
  readonly problem: FileProblem | null;
  /** How many fixes were applied. */
  readonly fixed: number;
  /** With `--diff`, what the fixes change; null where nothing. */
  readonly diff: string | null;
}

/** What stood in the way: the file was not read, is no Python at some place, was checked in part, or was to be written and is not. */
export interface FileProblem {
  readonly kind: 'unread' | 'syntax' | 'incomplete' | 'unwritten';
  readonly message: string;
  /** Where, if at one place. In a notebook, a line of the cell, or of its JSON where there is no cell. */
  readonly at: { readonly line: number; readonly column: number; readonly cell: number | null } | null;
}

/** A call that applies gradients, at the called name. */
export interface CheckedCall {
  readonly line: number;
  readonly column: number;
  readonly cell: number | null;
  readonly call: string;
  readonly optimizer: string | null;
  readonly globalStep: string | null;
  readonly verdict: 'warning' | 'hint' | 'ok';
  /** As `run --format json` names it; null where the source alone does not tell it. */
  readonly case: CaseKind | null;
  readonly dependents: readonly { readonly kind: string; readonly line: number }[];
}

/** A finding, with the places that explain it and the edits that mend it. */
export interface CheckedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly cell: number | null;
  readonly message: string;
  readonly related: readonly RelatedPlace[];
  readonly fix: CheckedFix | null;
}

/** A place that explains a finding. Where it is in another file or another cell than the finding, it says which. */
export interface RelatedPlace {
  readonly path?: string;
  readonly cell?: number;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A fix: `safe` ones change nothing that the program means but for the finding. */
export interface CheckedFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly {
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
    readonly text: string;
  }[];
}

/** Counts over all files, and how long the check took. */
export interface CheckSummary {
  readonly files: number;
  readonly calls: number;
  readonly schedulers: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
  readonly milliseconds: number;
}

/** Counts what the files hold. */
export function summarize(files: readonly CheckedFile[], milliseconds: number): CheckSummary {
  const count = (severity: Severity): number =>
    files.reduce((sum, file) => sum + file.findings.filter((finding) => finding.severity === severity).length, 0);
  return {
    files: files.length,
    calls: files.reduce((sum, file) => sum + file.calls.length, 0),
    schedulers: files.reduce((sum, file) => sum + file.schedulers, 0),
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    hints: count('hint'),
    milliseconds: Math.round(milliseconds * 10) / 10,
  };
}
