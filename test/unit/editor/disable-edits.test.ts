import { describe, expect, it } from 'vitest';
import { disableAtLine, disableInFile, type LineInsertion } from '../../../src/lint/settings/disable-edits';
import { suppressCommentIn } from '../../../src/lint/settings/suppressions';

const rule = 'minimize-without-global-step';
const apply = (text: string, insertion: LineInsertion | null): string | null =>
  insertion === null ? null : text.slice(0, insertion.column) + insertion.text + text.slice(insertion.column);
const applyToLines = (lines: readonly string[], { line, ...insertion }: LineInsertion): string =>
  lines.map((text, index) => (index === line ? apply(text, { line, ...insertion }) : text)).join('\n');

describe('disableAtLine', () => {
  it.each([
    ['train = o.minimize(loss)', `train = o.minimize(loss)  # global-step: ignore[${rule}]`],
    ['train = o.minimize(loss)  ', `train = o.minimize(loss)  # global-step: ignore[${rule}]  `],
    ['o.minimize(  # why', `o.minimize(  # why  # global-step: ignore[${rule}]`],
    ['o.minimize(x)  # global-step: ignore[other-rule]', `o.minimize(x)  # global-step: ignore[other-rule, ${rule}]`],
  ])('%j', (text, expected) => {
    const result = apply(text, disableAtLine(rule, 0, text));
    expect(result).toBe(expected);
    expect(suppressCommentIn(expected)?.rules).toContain(rule);
  });

  it('cannot follow a backslash', () => {
    expect(disableAtLine(rule, 3, 'o.minimize(x) \\')).toBeNull();
  });
});

describe('disableInFile', () => {
  const comment = `# global-step: ignore-file[${rule}]`;

  it.each([
    [['import a'], `${comment}\nimport a`],
    [['#!/usr/bin/env python', 'import a'], `#!/usr/bin/env python\n${comment}\nimport a`],
    [
      ['#!/usr/bin/env python', '# -*- coding: utf-8 -*-', 'x'],
      `#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n${comment}\nx`,
    ],
    [['%%time', 'x = 1'], `%%time\n${comment}\nx = 1`],
    [['x', '# global-step: ignore-file[other-rule]'], `x\n# global-step: ignore-file[other-rule, ${rule}]`],
  ])('%j', (lines, expected) => {
    expect(applyToLines(lines, disableInFile(rule, lines))).toBe(expected);
    expect(
      expected
        .split('\n')
        .map(suppressCommentIn)
        .find((found) => found?.scope === 'file')?.rules,
    ).toContain(rule);
  });
});

describe('suppressCommentIn', () => {
  it.each([
    [`x  # noqa: ${rule}`, [rule], 'line'],
    [`x  # noqa: E501, ${rule}`, [rule], 'line'],
    ['x  # global-step: ignore', [], 'line'],
    [`#global-step:ignore[${rule},other-rule]`, [rule, 'other-rule'], 'line'],
    [`# global-step: ignore-file[${rule}]`, [rule], 'file'],
  ])('%s', (line, rules, scope) => {
    expect(suppressCommentIn(line)).toMatchObject({ rules, scope });
  });

  it.each(['x  # noqa', 'x  # noqa: E501', 'global_step: ignore', '# global step'])('is none of ours: %s', (line) => {
    expect(suppressCommentIn(line)).toBeNull();
  });
});
