// `npm run fixes:corpus -- FOLDER…`: every finding that has a fix, in each of the folders (a repository each), is fixed in a copy of its
// repository by `check --fix-unsafe --select RULE FILE`; the whole copy is checked again. None may read worse, warn more often, or keep the finding.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { npm, run } from './setup/run.mjs';

const cli = resolve('dist/cli.js');

function globalStep(cwd, ...options) {
  const { stdout, stderr } = spawnSync(process.execPath, [cli, 'check', ...options, '--format', 'json'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Warnings and errors of a check, by rule, and files that could not be read. */
function weightOf({ files }) {
  const weights = new Map();
  const note = (key) => weights.set(key, (weights.get(key) ?? 0) + 1);
  for (const { findings, error } of files) {
    if (error !== null) note('not read');
    for (const { rule, severity } of findings) if (severity === 'warning' || severity === 'error') note(rule);
  }
  return weights;
}

const findingsOf = ({ files }, path, rule) =>
  files.filter((file) => file.path === path).flatMap(({ findings }) => findings.filter((one) => one.rule === rule));

/** What fixing a rule's findings of one file makes worse; null where nothing. */
function worseBy(repository, before, path, rule) {
  const copy = join(mkdtempSync(join(tmpdir(), 'fixes-')), basename(repository));
  try {
    cpSync(repository, copy, { recursive: true });
    globalStep(copy, '--fix-unsafe', '--select', rule, path);
    const after = globalStep(copy, '.', '--severity', 'hint');
    const [old, now] = [weightOf(before), weightOf(after)];
    const more = [...now].find(([key, count]) => count > (old.get(key) ?? 0));
    if (more !== undefined) return `${more[0]}: ${more[1]} in place of ${old.get(more[0]) ?? 0}`;
    return findingsOf(after, path, rule).length < findingsOf(before, path, rule).length ? null : 'the finding stays';
  } finally {
    rmSync(resolve(copy, '..'), { recursive: true, force: true });
  }
}

run(npm, ['run', 'build']);
const counts = { findings: 0, fixed: 0, worse: 0 };
for (const repository of process.argv.slice(2)) {
  const before = globalStep(repository, '.', '--severity', 'hint');
  for (const { path, findings } of before.files) {
    counts.findings += findings.length;
    for (const rule of new Set(findings.filter(({ fix }) => fix !== null).map((one) => one.rule))) {
      const worse = worseBy(repository, before, path, rule);
      counts.fixed += findings.filter((one) => one.rule === rule && one.fix !== null).length;
      if (worse === null) continue;
      counts.worse += 1;
      console.log(`${join(repository, path)}: ${rule}: ${worse}`);
    }
  }
}
console.log(`${counts.findings} findings, ${counts.fixed} with a fix; ${counts.worse} made something worse`);
process.exitCode = counts.worse > 0 ? 1 : 0;
