import { parse, TomlError } from 'smol-toml';
import { own } from '../../base/own';
import { severities } from '../finding';
import { isRuleOrFramework } from '../rule-groups';
import type { DecodedProjectSettings, ProjectSettings } from './project-settings';
import type { RuleLevel } from './levels';
import { ruleLevels } from './settings';

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
      select: this.names('select', take('select')),
      ignore: this.names('ignore', take('ignore')),
      severity: this.oneOf('severity', take('severity'), severities),
      exclude: this.texts('exclude', take('exclude')) ?? [],
      rules: this.levels(take('rules')),
    };
    for (const name of known.keys()) this.problems.push(`tool.global-step.${name} is not a setting`);
    return { settings, problems: this.problems };
  }

  private names(name: string, value: unknown): readonly string[] | null {
    return this.texts(name, value)?.filter((one) => this.isName(one)) ?? null;
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
    return new Map(
      Object.entries(value).flatMap(([name, level]): [string, RuleLevel][] => {
        const found = this.isName(name) ? this.oneOf(`rules.${name}`, level, ruleLevels) : null;
        return found === null ? [] : [[name, found]];
      }),
    );
  }

  /** Whether it is a rule's name, or a framework's. */
  private isName(name: string): boolean {
    const isOne = this.ruleIds.includes(name) || isRuleOrFramework(name);
    if (!isOne) this.problems.push(`${name} is not a rule`);
    return isOne;
  }
}
