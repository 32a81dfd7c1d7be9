// Reads every training file below the folders as `global-step run` does, and counts what kept its own model from training, by reason.
import { mayTrain } from '../../src/analysis/meaning/prefilter';
import { say } from '../../src/base/message';
import { Workspace } from '../../src/engine/workspace';
import { filesByPath } from '../../src/files/disk-files';
import { interpret } from '../../src/interpret/interpret';
import { readPlans } from '../../src/plan/read-plans';
import type { TrainingPlan, Unresolved } from '../../src/plan/training-plan';
import { fuzzParser } from '../fuzz/check-one';

/** What became of a file: its own model trains, on data that stands in or not; or why it does not. */
interface Verdict {
  readonly kind: 'own model' | 'stand-in data' | 'stand-in model' | 'no train op' | 'failure';
  readonly reasons: readonly string[];
  /** Whether the number of iterations stands in, too. */
  readonly isCountUnknown: boolean;
}

interface Options {
  readonly folders: readonly string[];
  /** Files of which the reason has this text are named. */
  readonly only: string | null;
  /** Each such training file is read: 1 reads all. */
  readonly every: number;
}

const mostReasons = 60;

function isOf({ what }: Unresolved, name: string): boolean {
  return what.text === name;
}

function verdictOf(plans: readonly TrainingPlan[], obstacles: readonly string[]): Verdict {
  if (plans.length === 0) return { kind: 'no train op', reasons: obstacles.slice(0, 1), isCountUnknown: false };
  const unresolved = plans.flatMap((plan) => plan.unresolved);
  const isCountUnknown = unresolved.some((one) => isOf(one, 'iterations'));
  const losses = unresolved.filter((one) => isOf(one, 'loss'));
  if (losses.length > 0)
    return { kind: 'stand-in model', reasons: [...new Set(losses.map(({ why }) => say(why)))], isCountUnknown };
  return {
    kind: unresolved.some((one) => isOf(one, 'data')) ? 'stand-in data' : 'own model',
    reasons: [],
    isCountUnknown,
  };
}

async function main(): Promise<void> {
  const { folders, only, every } = JSON.parse(process.env['SWEEP'] ?? '{}') as Options;
  const files = filesByPath();
  const parser = await fuzzParser();
  const kinds = new Map<string, number>();
  const reasons = new Map<string, number>();
  let unknownCounts = 0;
  let trainingFiles = 0;
  const read = (folder: string, file: string): Verdict => {
    try {
      const workspace = new Workspace(parser, files);
      workspace.begin({ roots: [folder], unsaved: [] });
      const { syntax, source } = workspace.programOf(file);
      const interpretation = interpret(syntax, source, workspace.importer());
      const { obstacles } = interpretation.recorder;
      return verdictOf(
        readPlans(file, interpretation),
        obstacles.map(({ why }) => say(why)),
      );
    } catch (error) {
      return {
        kind: 'failure',
        reasons: [error instanceof Error ? error.message : String(error)],
        isCountUnknown: false,
      };
    }
  };
  for (const folder of folders) {
    for (const file of [...files.list(folder)].flat()) {
      const text = textOf(() => files.read(file));
      if (text === null || !/\btensorflow\b/.test(text) || !mayTrain(text)) continue;
      trainingFiles += 1;
      if ((trainingFiles - 1) % every !== 0) continue;
      const began = Date.now();
      const verdict = read(folder, file);
      kinds.set(verdict.kind, (kinds.get(verdict.kind) ?? 0) + 1);
      if (verdict.isCountUnknown) unknownCounts += 1;
      for (const reason of verdict.reasons) {
        const key = `${verdict.kind}: ${reason}`;
        reasons.set(key, (reasons.get(key) ?? 0) + 1);
      }
      const line = `${verdict.kind}  ${Date.now() - began} ms  ${file}  ${verdict.reasons.join(' | ')}`;
      if (only !== null && line.includes(only)) console.log(line);
    }
  }
  for (const [reason, count] of [...reasons].sort((one, other) => other[1] - one[1]).slice(0, mostReasons))
    console.log(`${String(count).padStart(5)}  ${reason}`);
  for (const [kind, count] of kinds) console.log(`${String(count).padStart(5)} files: ${kind}`);
  console.log(`${String(unknownCounts).padStart(5)} files: the number of iterations stands in`);
}

/** The text of a file; null where it cannot be read. */
function textOf(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}

void main();
