import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { say } from '../../src/base/message';
import { Workspace } from '../../src/engine/workspace';
import { filesByPath } from '../../src/files/disk-files';
import { interpret } from '../../src/interpret/interpret';
import { readOutlook, type ScheduleOutlook } from '../../src/plan/outlook';
import { loadParser } from '../../src/python/parser';
import { visit } from '../../src/python/visit';

// How many of the schedule calls in labelled files of public repositories are resolved: every argument a number, or not. A file is read
// as `global-step run` reads it, with the modules around it. Prints a table, and each call that is not resolved wholly.

const schedules =
  /^(?:exponential_decay|natural_exp_decay|inverse_time_decay|polynomial_decay|cosine_decay|cosine_decay_restarts|linear_cosine_decay|noisy_linear_cosine_decay|piecewise_constant|piecewise_constant_decay)$/;

interface Label {
  readonly repo: string;
  readonly commit: string | null;
  readonly path: string;
}

interface Count {
  wholly: number;
  partly: number;
  not: number;
}

/** The folder that a label's repository was extracted to: `owner+name@commit`. */
function folderOf({ repo, commit }: Label, corpus: string): string {
  return join(corpus, `${repo.replace('/', '+')}@${(commit ?? 'unknown').slice(0, 12)}`);
}

async function main([labels, corpus]: readonly string[]): Promise<void> {
  if (labels === undefined || corpus === undefined) {
    process.stderr.write('npm run schedules -- LABELS.jsonl FOLDER\n');
    process.exitCode = 2;
    return;
  }
  const wasm = 'node_modules/@vscode/tree-sitter-wasm/wasm';
  const parser = await loadParser({
    runtime: readFileSync(join(wasm, 'tree-sitter.wasm')),
    grammar: readFileSync(join(wasm, 'tree-sitter-python.wasm')),
  });
  const records = readFileSync(labels, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Label);
  const files = new Set(records.map((label) => join(folderOf(label, corpus), label.path)).filter(existsSync));
  const count: Count = { wholly: 0, partly: 0, not: 0 };
  for (const file of files) {
    const workspace = new Workspace(parser, filesByPath());
    workspace.begin({ roots: [dirname(file)], unsaved: [] });
    const { source, syntax } = workspace.programOf(file);
    const calls: {
      readonly line: number;
      readonly start: number;
      readonly cell: number | null;
      readonly name: string;
    }[] = [];
    visit(syntax, (node) => {
      if (node.kind !== 'Call') return true;
      const { callee } = node;
      const name = callee.kind === 'Name' || callee.kind === 'Attribute' ? callee.name : '';
      const { line, start, cell } = source.range(node);
      if (schedules.test(name)) calls.push({ line, start, cell, name });
      return true;
    });
    if (calls.length === 0) continue;
    const outlook = readOutlook(file, interpret(syntax, source, workspace.importer()));
    for (const { line, start, cell, name } of calls) {
      const found = outlook.schedules.filter(
        ({ range }: ScheduleOutlook) => range.start === start && range.cell === cell,
      );
      const best = found.find(({ curve }) => curve !== null) ?? found[0];
      const how: keyof Count = best === undefined ? 'not' : best.curve === null ? 'partly' : 'wholly';
      count[how] += 1;
      const reason = best?.why ?? null;
      const why = reason === null ? '' : say(reason);
      if (how !== 'wholly') process.stdout.write(`${how.padEnd(6)}  ${file}:${line}  ${name}  ${why}\n`);
    }
  }
  const all = count.wholly + count.partly + count.not;
  process.stdout.write(`${files.size} files, ${all} calls\n`);
  for (const [how, calls] of Object.entries(count) as [string, number][])
    process.stdout.write(`${how.padEnd(6)}  ${String(calls).padStart(4)}  ${((100 * calls) / all).toFixed(1)} %\n`);
}

void main(process.argv.slice(2));
