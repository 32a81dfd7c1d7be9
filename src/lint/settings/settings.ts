import { own } from '../../base/own';
import { frameworkNames } from '../rule-groups';
import type { Levels, RuleLevel } from './levels';

/** Every level, as the settings name them. Exported for tests. */
export const ruleLevels: readonly RuleLevel[] = ['default', 'off', 'hint', 'info', 'warning', 'error'];

/** The user's settings below `globalStep.`, checked. */
export interface Settings {
  /** Whether CodeLenses, and a notebook cell's status bar items, are shown. */
  readonly lens: boolean;
  /** Whether diagnostics are shown. */
  readonly diagnostics: boolean;
  /** Whether hovers are shown. */
  readonly hover: boolean;
  /** Whether the status bar item is shown. */
  readonly statusBar: boolean;
  /** Milliseconds after the last keystroke until a document is checked. */
  readonly delayMs: number;
  /** Globs of files that are left alone. */
  readonly exclude: readonly string[];
  /** Seconds over which a run is stretched so that it can be watched; 0: full speed. */
  readonly stretchSeconds: number;
  /** The user's own levels, and then those of the project. */
  readonly levels: Levels;
}

/** Settings, and what was wrong with those that were not taken. */
export interface DecodedSettings {
  readonly settings: Settings;
  /** One sentence each. */
  readonly problems: readonly string[];
}

/** Prefix of the settings that hold a rule's level. */
const ruleSettingPrefix = 'rules.';

/** Checks raw settings, by their names below `globalStep.`: one of the wrong kind counts as its default, and is named. */
export function decodeSettings(get: (key: string) => unknown, ruleIds: readonly string[]): DecodedSettings {
  const problems: string[] = [];
  const read = <T>(key: string, otherwise: T, expected: string, is: (value: unknown) => value is T): T => {
    const value = get(key);
    if (value === undefined || is(value)) return value ?? otherwise;
    problems.push(
      `globalStep.${key} is ${JSON.stringify(value)}, not ${expected}: ${JSON.stringify(otherwise)} is used instead`,
    );
    return otherwise;
  };
  const flag = (key: string): boolean =>
    read(key, true, 'true or false', (value): value is boolean => typeof value === 'boolean');
  const quantity = (key: string, otherwise: number, most: number): number =>
    read(
      key,
      otherwise,
      `a number from 0 to ${most}`,
      (value): value is number => typeof value === 'number' && value >= 0 && value <= most,
    );
  const on = read('frameworks', {}, `an object of ${frameworkNames.join(', ')}, each true or false`, isSwitches);
  const ofFrameworks = frameworkNames.flatMap((name): [string, RuleLevel][] =>
    own(on, name) === false ? [[name, 'off']] : [],
  );
  const ofRules = ruleIds.flatMap((id): [string, RuleLevel][] => {
    const level = read(`${ruleSettingPrefix}${id}`, 'default', `one of ${ruleLevels.join(', ')}`, isLevel);
    return level === 'default' ? [] : [[id, level]];
  });
  const settings: Settings = {
    lens: flag('lens.enabled'),
    diagnostics: flag('diagnostics.enabled'),
    hover: flag('hover.enabled'),
    statusBar: flag('statusBar.enabled'),
    delayMs: quantity('check.delay', 200, 10_000),
    exclude: read('check.exclude', [], 'a list of globs', isTexts),
    stretchSeconds: quantity('run.stretchSeconds', 2.5, 600),
    levels: [{ select: null, ignore: null, rules: new Map([...ofFrameworks, ...ofRules]) }],
  };
  return { settings, problems };
}

/** Whether the rules of a framework are on, by its name. */
function isSwitches(value: unknown): value is Readonly<Record<string, boolean>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(
    ([name, on]) => frameworkNames.some((known) => known === name) && typeof on === 'boolean',
  );
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isLevel(value: unknown): value is RuleLevel {
  return ruleLevels.some((level) => level === value);
}
