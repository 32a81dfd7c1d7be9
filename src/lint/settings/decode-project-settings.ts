import { parse, TomlError } from 'smol-toml';
import { own } from '../../base/own';
import { severities } from '../finding';
import { rulesNamed } from '../rule-groups';
import type { DecodedProjectSettings, ProjectSettings } from './project-settings';
import { type RuleLevel, ruleLevels } from './settings';

/** Reads the text of a pyproject.toml. A setting of the wrong kind counts as absent, and is named. */
export function decodeProjectSettings(text: string, ruleIds: readonly string[]): DecodedProjectSettings {
  // Another tool's file may be broken.
  if (!text.includes('global-step')) return { settings: null, problems: [] };
  try {
    const table = tableIn(tableIn(parse(text), 'tool'), 'global-step');
    return table === null ? { settings: null, problems: [] } : new Decoder(ruleIds).decode(table);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.split('\n')[0] ?? '';
    return { settings: null, problems: [`line ${error.line}: ${reason}`] };
  }
}

type Table = Readonly<Record<string, unknown>>;

function tableIn(table: Table | null, name: string): Table | null {
  const value = table === null ? null : own(table, name);
  return isTable(value) ? value : null;
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

class Decoder {
  private readonly problems: string[] = [];

  constructor(private readonly ruleIds: readonly string[]) {}

  decode(table: Table): DecodedProjectSettings {
    const known = new Map(Object.entries(table));
    const take = (name: string): unknown => {
      const value = known.get(name);
      known.delete(name);
      return value;
    };
    const settings: ProjectSettings = {
      select: this.ids('select', take('select')),
      ignore: this.ids('ignore', take('ignore')),
      severity: this.oneOf('severity', take('severity'), severities),
      exclude: this.texts('exclude', take('exclude')) ?? [],
      rules: this.levels(take('rules')),
    };
    for (const name of known.keys()) this.problems.push(`tool.global-step.${name} is not a setting`);
    return { settings, problems: this.problems };
  }

  private ids(name: string, value: unknown): readonly string[] | null {
    const ids = this.texts(name, value);
    return ids?.flatMap((id) => this.rulesNamed(id)) ?? null;
  }

  private texts(name: string, value: unknown): readonly string[] | null {
    if (value === undefined) return null;
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    this.problems.push(`tool.global-step.${name} is not a list of texts`);
    return null;
  }

  private oneOf<T extends string>(name: string, value: unknown, allowed: readonly T[]): T | null {
    if (value === undefined) return null;
    const found = allowed.find((one) => one === value) ?? null;
    if (found === null) this.problems.push(`tool.global-step.${name} is not one of ${allowed.join(', ')}`);
    return found;
  }

  private levels(value: unknown): ReadonlyMap<string, RuleLevel> {
    if (value === undefined) return new Map();
    if (!isTable(value)) {
      this.problems.push('tool.global-step.rules is not a table');
      return new Map();
    }
    const levels = Object.entries(value).flatMap(([name, level]) => {
      const ids = this.rulesNamed(name);
      const found = ids.length === 0 ? null : this.oneOf(`rules.${name}`, level, ruleLevels);
      return found === null ? [] : [{ ids, level: found, isOne: this.ruleIds.includes(name) }];
    });
    // What is said of one rule goes before what is said of all rules of its framework.
    const ordered = [...levels.filter(({ isOne }) => !isOne), ...levels.filter(({ isOne }) => isOne)];
    return new Map(ordered.flatMap(({ ids, level }) => ids.map((id): [string, RuleLevel] => [id, level])));
  }

  /** The rule of that id, or those of the framework. */
  private rulesNamed(name: string): readonly string[] {
    const ids = this.ruleIds.includes(name) ? [name] : rulesNamed(name);
    if (ids.length === 0) this.problems.push(`${name} is not a rule`);
    return ids;
  }
}
