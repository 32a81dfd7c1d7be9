import { type Message } from '../base/message';
import type { ProgramFacts } from '../analysis/facts/facts';
import type { Finding, Severity } from './finding';

/** A rule: what it is, and how facts become findings. */
export interface Rule {
  /** The same kebab-case id as its file, its doc and its fixture folder. */
  readonly id: string;
  /** What it finds, in one sentence. */
  readonly summary: Message;
  /** The gravest severity that its findings have. */
  readonly severity: Severity;
  check(facts: ProgramFacts): Finding[];
}
