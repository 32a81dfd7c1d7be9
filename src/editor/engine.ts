import { analyze } from '../analysis/analyze';
import { interpret } from '../interpret/interpret';
import { checkFacts } from '../lint/check-facts';
import type { FileReport } from '../lint/finding';
import { readPlans } from '../plan/read-plans';
import type { TrainingPlan } from '../plan/training-plan';
import { loadParser, type ParserFiles } from '../python/parser';
import { SourceText } from '../python/source-text';

/** Everything that reads Python. It is a bundle of its own, loaded with the first Python document. */
export interface Engine {
  check(file: string, text: string): FileReport;
  /** A plan for each train op that the program makes. `title` is what a reader calls the file. */
  plans(title: string, file: string, text: string): TrainingPlan[];
}

/** Loads the parser and joins it with what reads its syntax. */
export async function createEngine(files: ParserFiles): Promise<Engine> {
  const parser = await loadParser(files);
  return {
    check: (file, text) => checkFacts(analyze(parser.parse(text), new SourceText(file, text))),
    plans: (title, file, text) => readPlans(title, interpret(parser.parse(text), file, text)),
  };
}
