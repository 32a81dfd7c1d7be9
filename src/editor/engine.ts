import { analyze } from '../analysis/analyze';
import { factsOfFile } from '../analysis/merge-facts';
import { explainLog } from '../explain/explain';
import type { Explanation } from '../explain/explanation';
import { indexSource } from '../explain/source-index';
import { interpret } from '../interpret/interpret';
import { checkFacts } from '../lint/check-facts';
import type { FileReport } from '../lint/finding';
import { type ProgramOutlook, readOutlook } from '../plan/outlook';
import { readPlans } from '../plan/read-plans';
import { readSchedules, type WrittenSchedule } from '../plan/read-schedules';
import type { TrainingPlan } from '../plan/training-plan';
import { programText } from '../python/notebook-text';
import { loadParser, type ParserFiles } from '../python/parser';

/** A text of a program: a file's, or a notebook cell's with its index. */
export interface PartText {
  readonly cell: number | null;
  readonly text: string;
}

/** Everything that reads Python, as functions over plain data: arguments and results cross a thread as they are. */
export interface Engine {
  /** `file` names the program in every range. */
  readonly check: (file: string, parts: readonly PartText[]) => FileReport;
  /** A plan for each train op that the program makes. `title` is what a reader calls the file. */
  readonly plans: (title: string, file: string, parts: readonly PartText[]) => TrainingPlan[];
  /** What comes of its learning rates, in numbers. */
  readonly outlook: (title: string, file: string, parts: readonly PartText[]) => ProgramOutlook;
  /** Its schedules, with their arguments in numbers. */
  readonly schedules: (title: string, file: string, parts: readonly PartText[]) => WrittenSchedule[];
  /** What the warnings of a log mean for it. */
  readonly explain: (log: string, file: string, parts: readonly PartText[]) => Explanation[];
}

/** Loads the parser and joins it with what reads its syntax. */
export async function createEngine(files: ParserFiles): Promise<Engine> {
  const parser = await loadParser(files);
  return {
    check: (file, parts) => {
      const source = programText(file, parts);
      const facts = factsOfFile(file, analyze(parser.parse(source.text), source), []);
      return checkFacts(file, facts, source.parts);
    },
    plans: (title, file, parts) => {
      const source = programText(file, parts);
      return readPlans(title, interpret(parser.parse(source.text), source));
    },
    outlook: (title, file, parts) => {
      const source = programText(file, parts);
      return readOutlook(title, interpret(parser.parse(source.text), source));
    },
    schedules: (title, file, parts) => {
      const source = programText(file, parts);
      return readSchedules(title, interpret(parser.parse(source.text), source));
    },
    explain: (log, file, parts) => {
      const source = programText(file, parts);
      const module = parser.parse(source.text);
      const report = checkFacts(file, factsOfFile(file, analyze(module, source), []), source.parts);
      return explainLog(log, { report, index: indexSource(module, source) });
    },
  };
}
