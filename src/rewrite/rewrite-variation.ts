import { message } from '../base/message';
import {
  countsByStep,
  type OptimizerSettings,
  optimizerArguments,
  optimizerPlace,
} from '../frameworks/tensorflow1/optimizers';
import type { GraphCall } from '../base/graph-call';
import { own } from '../base/own';
import { type RateCalls, rateCallsOf } from '../plan/program-settings';
import type { TrainingPlan } from '../plan/training-plan';
import { settingOf } from '../port/optimizer';
import { scheduleArguments } from '../port/tf1-text';
import type { ProgramSettings, Variation } from '../protocol/playground';
import type { Call } from '../python/syntax';
import { visit } from '../python/visit';
import { type FieldValue, scheduleFields, valuesOf } from '../schedules/fields';
import type { Schedule } from '../schedules/schedule';
import {
  allArguments,
  argumentEdit,
  type ArgumentText,
  modulePath,
  textWith,
  valueText,
  type WantedArgument,
} from './call-edits';
import { type FindModule, OriginFinder } from './find-origin';
import {
  argumentOf,
  callAt,
  calleeName,
  CannotRewrite,
  type Place,
  rangeOf,
  type RewrittenModule,
  type SourceEdit,
  textOf,
} from './places';

// A variation of the rate, the optimizer or the seed as edits of the program’s source.

type Decay = Exclude<Schedule, { readonly kind: 'constant' }>;

/** A program as it is rewritten. */
export interface RewrittenProgram {
  readonly plan: TrainingPlan;
  readonly settings: ProgramSettings;
  /** The program's own text first, then those of the modules in which its calls stand. */
  readonly modules: readonly RewrittenModule[];
  readonly findModule: FindModule;
}

/** The edits that make a program say what a variation does. Throws CannotRewrite with the reason where it has no place for it. */
export function rewriteVariation(program: RewrittenProgram, variation: Variation): SourceEdit[] {
  const { schedule, optimizer, seed, iterations } = variation;
  if (iterations !== null && iterations !== program.settings.iterations)
    throw new CannotRewrite(message('The program’s own loop makes the iterations: change their number by hand.'));
  const calls = rateCallsOf(program.plan);
  if (calls === null) throw new CannotRewrite(message('The optimizer is not known.'));
  const rewriter = new Rewriter(program, calls);
  const { settings } = program;
  const rate = schedule === null ? { edits: [], text: null } : rewriter.rate(settings.schedule, schedule);
  const made = rewriter.optimizer(settings.optimizer, optimizer, rate.text);
  return [...rate.edits, ...made, ...(seed === null || seed === settings.seed ? [] : rewriter.seed(seed))];
}

/** The rate's edits; `text` is what stands for it in the optimizer's call, where that itself changes. */
interface RateEdits {
  readonly edits: readonly SourceEdit[];
  readonly text: string | null;
}

class Rewriter {
  private readonly origins: OriginFinder;

  constructor(
    private readonly program: RewrittenProgram,
    private readonly calls: RateCalls,
  ) {
    this.origins = new OriginFinder(program.findModule);
  }

  rate(from: Schedule | null, to: Schedule): RateEdits {
    const { schedule } = this.calls;
    if (schedule === null) return this.ownRate(from, to);
    const call = this.place(schedule);
    if (from?.kind === to.kind) return { edits: this.changedArguments(call, from, to), text: null };
    if (to.kind === 'constant') {
      const text = `${modulePath(call).replace(/\.?train$/, '')}.constant(${valueText({ value: to.learningRate, areSteps: false })})`;
      return { edits: [whole(call, text, 'constant')], text: null };
    }
    const { text, edits } = this.decayText(call, from, to, this.stepText(call, from));
    return { edits: [whole(call, `${modulePath(call)}.${to.kind}${text}`, to.kind), ...edits], text: null };
  }

  /** Each argument that differs, where it stands. */
  private changedArguments(call: Place<Call>, from: Schedule, to: Schedule): SourceEdit[] {
    const [before, after] = [valuesOf(from), valuesOf(to)];
    return scheduleFields[to.kind].flatMap(({ name, field, kind }, place) => {
      const value = own(after, field) ?? 0;
      if (String(own(before, field)) === String(value)) return [];
      // The step stands second; before all others where there is no rate.
      const index = to.kind === 'piecewise_constant' || place > 0 ? place + 1 : 0;
      const wanted = { name, index, value, areSteps: kind === 'steps' || kind === 'step-list' };
      return [argumentEdit(call, wanted, this.origins)];
    });
  }

  /** A rate that the optimizer is given as a number: another number, or a schedule around it. */
  private ownRate(from: Schedule | null, to: Schedule): RateEdits {
    const call = this.place(this.calls.optimizer);
    const given = argumentOf(call, 'learning_rate', 0);
    const isChanged = from?.kind !== 'constant' || from.learningRate !== firstRate(to);
    const wanted = rateArgument(firstRate(to));
    if (given === null) {
      const text = to.kind === 'constant' ? valueText(wanted) : this.newDecay(call, valueText(wanted), to);
      return { edits: [], text };
    }
    const expression = { ...call, node: given.value };
    if (to.kind === 'constant') {
      if (from === null) throw new CannotRewrite(this.formula(expression));
      return { edits: [argumentEdit(call, wanted, this.origins)], text: null };
    }
    if (from === null) return { edits: [], text: this.newDecay(call, valueText(wanted), to) };
    const { text, edits } = textWith(expression, wanted, isChanged, this.origins);
    return { edits, text: this.newDecay(call, text, to) };
  }

  private formula(expression: Place): ReturnType<typeof message> {
    return message(
      'The rate is computed by “{0}” on line {1}: change that by hand.',
      textOf(expression),
      rangeOf(expression).line,
    );
  }

  private newDecay(optimizer: Place<Call>, rate: string, to: Decay): string {
    const path = modulePath(optimizer);
    const step = this.passedStep() ?? `${path}.get_or_create_global_step()`;
    const first = to.kind === 'piecewise_constant' ? [step] : [rate, step];
    const others = scheduleArguments(to).map(([name, text]) => (name === null ? text : `${name}=${text}`));
    return `${path}.${to.kind}(${[...first, ...others].join(', ')})`;
  }

  /** The argument that minimize is passed, where it is a name that stands for the same thing elsewhere. */
  private passedStep(): string | null {
    const { train } = this.calls;
    if (train.range === null || this.program.plan.globalStep === null) return null;
    const call = this.place(train);
    const given = call.node.arguments.find(({ name }) => name === 'global_step') ?? call.node.arguments[1];
    return given?.value.kind === 'Name' ? textOf({ ...call, node: given.value }) : null;
  }

  private stepText(call: Place<Call>, from: Schedule | null): string {
    const isPiecewise = from?.kind === 'piecewise_constant';
    const given = argumentOf(call, isPiecewise ? 'x' : 'global_step', isPiecewise ? 0 : 1);
    return given === null ? `${modulePath(call)}.get_or_create_global_step()` : textOf({ ...call, node: given.value });
  }

  /** The arguments of another schedule in the place of one: what both have with the same value stays as it is written. */
  private decayText(
    call: Place<Call>,
    from: Schedule | null,
    to: Decay,
    step: string,
  ): { readonly text: string; readonly edits: readonly SourceEdit[] } {
    const before: Readonly<Record<string, FieldValue>> = from === null ? {} : valuesOf(from);
    const after = valuesOf(to);
    const edits: SourceEdit[] = [];
    const kept = (name: string, index: number, isChanged: boolean, wanted: WantedArgument): string => {
      const given = argumentOf(call, name, index);
      if (given === null) return valueText(wanted);
      const read = textWith({ ...call, node: given.value }, wanted, isChanged, this.origins);
      edits.push(...read.edits);
      return read.text;
    };
    const texts: ArgumentText[] = [];
    if (to.kind !== 'piecewise_constant') {
      const isChanged = before['learningRate'] !== to.learningRate;
      texts.push({ name: null, text: kept('learning_rate', 0, isChanged, rateArgument(to.learningRate)) });
    }
    texts.push({ name: null, text: step });
    const fields = scheduleFields[to.kind];
    for (const [name, text] of scheduleArguments(to)) {
      const field = fields.find((candidate) => candidate.name === name);
      const isSame = field !== undefined && String(own(before, field.field)) === String(own(after, field.field));
      const given = name === null || !isSame ? null : argumentOf(call, name, placeOf(from, name));
      texts.push({ name, text: given === null ? text : textOf({ ...call, node: given.value }) });
    }
    const named = call.node.arguments.find(({ name }) => name === 'name');
    if (named !== undefined) texts.push({ name: 'name', text: textOf({ ...call, node: named.value }) });
    return { text: allArguments(call, texts), edits };
  }

  /** The optimizer's call under other settings, with another rate's text in it, or both. */
  optimizer(from: OptimizerSettings | null, to: OptimizerSettings | null, rate: string | null): SourceEdit[] {
    if (to === null && rate === null) return [];
    const call = this.place(this.calls.optimizer);
    const given = argumentOf(call, 'learning_rate', 0);
    if (to === null || to.name === from?.name) {
      const changed = to === null || from === null ? [] : this.changedSettings(call, from, to);
      if (rate === null) return changed;
      if (given !== null)
        return [
          {
            range: rangeOf({ ...call, node: given.value }),
            text: rate,
            what: `learning_rate: ${rate}`,
          },
          ...changed,
        ];
      throw new CannotRewrite(message('The optimizer is given no learning rate.'));
    }
    const path = modulePath(call);
    const texts: ArgumentText[] = [
      { name: given?.name ?? null, text: rate ?? (given === null ? '0.1' : textOf({ ...call, node: given.value })) },
    ];
    if (countsByStep(to.name))
      texts.push({ name: 'global_step', text: this.passedStep() ?? `${path}.get_or_create_global_step()` });
    const defaults: Readonly<Record<string, number | boolean | null>> = optimizerArguments[to.name];
    for (const name of Object.keys(defaults)) {
      const value = settingOf(to, name);
      if (value !== own(defaults, name)) texts.push({ name, text: valueText({ value, areSteps: false }) });
    }
    for (const { name, value } of call.node.arguments) {
      if (name === 'use_locking' || name === 'name') texts.push({ name, text: textOf({ ...call, node: value }) });
    }
    return [whole(call, `${path}.${to.name}${allArguments(call, texts)}`, to.name)];
  }

  private changedSettings(call: Place<Call>, from: OptimizerSettings, to: OptimizerSettings): SourceEdit[] {
    return Object.keys(optimizerArguments[to.name]).flatMap((name) => {
      const value = settingOf(to, name);
      if (value === settingOf(from, name)) return [];
      const index = optimizerPlace(to.name, name);
      return [argumentEdit(call, { name, index, value, areSteps: false }, this.origins)];
    });
  }

  seed(seed: number): SourceEdit[] {
    const calls = this.program.modules.flatMap((module) => {
      const found: Place<Call>[] = [];
      visit(module.syntax, (node) => {
        if (node.kind === 'Call' && /^(?:set_random_seed|set_seed)$/.test(calleeName(node) ?? ''))
          found.push({ module, node });
        return true;
      });
      return found;
    });
    const [only] = calls;
    if (only === undefined)
      throw new CannotRewrite(
        message('The program sets no seed: write tf.set_random_seed({0}) before its first operation.', seed),
      );
    if (calls.length > 1)
      throw new CannotRewrite(message('The program sets a seed in more than one place: change the right one by hand.'));
    return [argumentEdit(only, { name: 'seed', index: 0, value: seed, areSteps: true }, this.origins)];
  }

  private place({ range }: GraphCall): Place<Call> {
    return callAt(this.program.modules, range);
  }
}

function rateArgument(value: number): WantedArgument {
  return { name: 'learning_rate', index: 0, value, areSteps: false };
}

function firstRate(schedule: Schedule): number {
  return schedule.kind === 'piecewise_constant' ? (schedule.values[0] ?? 0) : schedule.learningRate;
}

/** Where an argument of a schedule stands among the positional ones. */
function placeOf(schedule: Schedule | null, name: string): number {
  if (schedule === null) return -1;
  const place = scheduleFields[schedule.kind].findIndex((field) => field.name === name);
  return place <= 0 && schedule.kind !== 'piecewise_constant' ? place : place + 1;
}

function whole(call: Place<Call>, text: string, name: string): SourceEdit {
  return { range: rangeOf(call), text, what: `${calleeName(call.node) ?? ''} → ${name}` };
}
