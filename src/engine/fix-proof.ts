// Fixes are tried on a copy of the program, and on the programs that import it, before they are offered.
import { applyEdits } from '../lint/apply-fixes';
import { rules } from '../lint/registry';
import type { FileReport, Finding, Fix } from '../lint/finding';
import { isProblem } from '../lint/of-call';
import type { ProgramFacts } from '../analysis/facts/facts';
import type { SourceModule } from '../analysis/walk/program';
import { programText } from '../python/notebook-text';
import type { PythonParser } from '../python/parser';
import { Walks, type WalkedModules } from './walks';

/** Importing programs that one fix is tried on; where there are more, it is not proven on all of them, and unsafe. */
const mostTried = 12;

/** A file's report on the programs of a workspace, by modules that need not be its own. */
export interface CheckedPrograms {
  readonly modules: WalkedModules;
  /** Programs that import the file, and reach its calls. */
  readonly importers: readonly SourceModule[];
  readonly parser: PythonParser;
  /** Reports on the file, by the walks that are given. */
  readonly report: (own: SourceModule, walks: Walks) => FileReport;
}

/** What a fix comes to on the whole program. */
type Outcome = 'proven' | 'unproven' | 'worse';

/**
 * A report whose fixes are proven: each is applied to a copy, which is checked again with the programs that import it. One after which a
 * warning appears anywhere, or its own finding stays, is not offered; one after which anything else appears is not safe.
 */
export function withProvenFixes(
  own: SourceModule,
  before: FileReport,
  programs: CheckedPrograms,
  walks: Walks,
): FileReport {
  if (before.findings.every(({ fixes }) => fixes.length === 0)) return before;
  const tried = programs.importers.slice(0, mostTried);
  const isAll = tried.length === programs.importers.length;
  const known = countsOf(
    before,
    own,
    tried.map((importer) => walks.factsOf(importer)),
  );
  const outcomes = new Map<string, Outcome>();
  const outcomeOf = (finding: Finding, fix: Fix): Outcome => {
    const key = JSON.stringify([finding.rule, fix.edits]);
    let outcome = outcomes.get(key);
    if (outcome === undefined)
      outcomes.set(key, (outcome = tryFix(own, finding, fix, { ...programs, importers: tried }, known)));
    return outcome;
  };
  const findings = before.findings.map((finding) => {
    const fixes = finding.fixes.flatMap((fix): Fix[] => {
      const outcome = outcomeOf(finding, fix);
      if (outcome === 'worse') return [];
      return [outcome === 'proven' && isAll ? fix : { ...fix, safe: false }];
    });
    return { ...finding, fixes };
  });
  return { ...before, findings };
}

/** How many findings there are, by rule, file and weight: places move with an edit. */
interface Counts {
  readonly grave: ReadonlyMap<string, number>;
  readonly all: ReadonlyMap<string, number>;
}

function tryFix(own: SourceModule, { rule }: Finding, fix: Fix, programs: CheckedPrograms, known: Counts): Outcome {
  const { file } = own.source;
  // What stands in another file is for an editor, which shows both.
  if (fix.edits.some(({ range }) => range.file !== file)) return 'unproven';
  const changed = changedModule(own, fix, programs.parser);
  const walks = new Walks(replaced(programs.modules, changed));
  const report = programs.report(changed, walks);
  const now = countsOf(
    report,
    changed,
    programs.importers.map((importer) => walks.factsOf(importer)),
  );
  const ownKey = `${rule} ${file}`;
  const isMended = (now.all.get(ownKey) ?? 0) < (known.all.get(ownKey) ?? 0);
  const isBetter = isMended && sum(now.all) < sum(known.all);
  if (!isBetter || isMore(now.grave, known.grave) || losesCount(report, rule)) return 'worse';
  return isMore(now.all, known.all) ? 'unproven' : 'proven';
}

/** A step that was counted twice is counted still: a call of which nothing is left to say counts nothing. */
function losesCount({ calls }: FileReport, rule: string): boolean {
  return (
    rule === 'global-step-counted-twice' && calls.length > 0 && calls.every(({ case: kind }) => kind === 'no-reader')
  );
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((all, count) => all + count, 0);
}

function isMore(now: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>): boolean {
  return [...now].some(([key, count]) => count > (before.get(key) ?? 0));
}

function countsOf({ findings }: FileReport, { source }: SourceModule, importing: readonly ProgramFacts[]): Counts {
  const grave = new Map<string, number>();
  const all = new Map<string, number>();
  const note = (finding: Finding, who: string): void => {
    const key = `${finding.rule} ${finding.range.file}${who}`;
    all.set(key, (all.get(key) ?? 0) + 1);
    if (isProblem(finding)) grave.set(key, (grave.get(key) ?? 0) + 1);
  };
  for (const finding of findings) if (finding.range.file === source.file) note(finding, '');
  importing.forEach((facts, index) => {
    for (const rule of rules) for (const finding of rule.check(facts)) note(finding, ` ${index}`);
  });
  return { grave, all };
}

function changedModule({ source }: SourceModule, { edits }: Fix, parser: PythonParser): SourceModule {
  const parts = source.parts.map(({ cell, text }) => ({
    cell,
    text: applyEdits(
      text,
      edits.filter(({ range }) => range.cell === cell),
    ),
  }));
  const changed = programText(source.file, parts);
  return { source: changed, syntax: parser.parse(changed.text) };
}

/** The modules with one in the place of the file's own. */
function replaced(modules: WalkedModules, changed: SourceModule): WalkedModules {
  return {
    get revision() {
      return modules.revision;
    },
    numberOf: (module) => modules.numberOf(module),
    find: (name, level, from) => modules.find(name, level, from),
    numberAt: (file) => (file === changed.source.file ? modules.numberOf(changed) : modules.numberAt(file)),
    load: (file) => (file === changed.source.file ? changed : modules.load(file)),
  };
}
