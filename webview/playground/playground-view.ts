import { Shown } from '../ui/shown';
import { isRunCounted } from '../../src/case/clock-case';
import { mostAskedIterations } from '../../src/protocol/asked-values';
import {
  isOptimizerName,
  optimizerArguments,
  type OptimizerName,
  type PortTarget,
  portTargets,
  type PlaygroundView as PlaygroundSettings,
  type ProgramSettings,
  type Variation,
  changesSomething,
  unchanged,
} from '../../src/protocol/playground';
import { problemOf, scheduleKinds, scheduleOf, valuesOf, withKind } from '../../src/schedules/fields';
import type { ScheduleCurve } from '../../src/schedules/curve';
import { rateAt, type Schedule } from '../../src/schedules/schedule';
import type { MakeChart } from '../chart/chart';
import { countText, numberText } from '../ui/number-text';
import type { PageState } from '../store';
import { element, setText } from '../ui/dom';
import { text } from '../ui/text';
import { makeButton, makeDropdown } from '../ui/toolkit';
import type { Intents, View } from '../views/view';
import { CountField } from './count-field';
import { changesOf, type Draft, draftOf, kindText, variationOf, wrongOf } from './draft';
import type { PreviewView } from './preview-view';
import { RateCurve } from './rate-curve';
import { rateFields, settingFields, settingValues } from './form-fields';
import { ValueForm } from './value-form';

/** What the frameworks call themselves. */
const targetNames: Readonly<Record<PortTarget, string>> = {
  tf1: 'TensorFlow 1',
  'compat.v1': 'compat.v1',
  keras: 'Keras',
  pytorch: 'PyTorch',
  optax: 'optax',
  paddle: 'Paddle',
};

/** TensorFlow's own name for what sets a graph's seed. */
const seedName = 'set_random_seed';

/** The choice of a list that leaves a part as the program has it. */
const own = '';

type PlaygroundIntents = Pick<Intents, 'runVariation' | 'applyVariation' | 'copySchedule'>;

/** The schedule, the optimizer and the seed as controls beside the curve: what comes of other values, before and in a run. */
export class PlaygroundView implements View {
  readonly root: HTMLElement;
  private readonly curve: RateCurve;
  private readonly schedule = element('div', { class: 'setting-group' });
  private readonly optimizer = element('div', { class: 'setting-group' });
  private readonly rates: ValueForm;
  private readonly settings: ValueForm;
  private readonly seed: CountField;
  private readonly iterations: CountField;
  private readonly problem = element('p', { class: 'field-problem', role: 'status' });
  private readonly words = element('div', { class: 'course' });
  private readonly changes = element('ul', { class: 'differences' });
  private readonly run;
  private readonly apply;
  private readonly reset;
  private source: ProgramSettings | null = null;
  private draft: Draft = unchanged;
  private isCounted = true;
  private readonly seen = new Shown();

  constructor(
    makeChart: MakeChart,
    private readonly intents: PlaygroundIntents,
    private readonly preview: PreviewView,
  ) {
    this.curve = new RateCurve(makeChart, () => {
      if (this.source !== null) this.draw(this.source);
    });
    this.rates = new ValueForm((field, value) => {
      const { schedule } = this.draft;
      if (schedule === null) return;
      this.change({ schedule: scheduleOf(schedule.kind, { ...valuesOf(schedule), [field]: value }) ?? schedule });
    });
    this.settings = new ValueForm((name, value) => {
      const { optimizer } = this.draft;
      if (optimizer === null || typeof value === 'object') return;
      this.change({ optimizer: { ...optimizer, settings: { ...optimizer.settings, [name]: value } } });
    });
    this.seed = new CountField(seedName, [0, Number.MAX_SAFE_INTEGER], (seed) => {
      this.change({ seed: seed ?? this.source?.seed ?? null });
    });
    this.iterations = new CountField(text.playground.iterations, [1, mostAskedIterations], (iterations) => {
      this.change({ iterations: iterations ?? this.source?.iterations ?? null });
    });
    const press = (action: (variation: Variation) => void) => (): void => {
      if (this.source !== null) action(variationOf(this.source, this.draft));
    };
    this.run = makeButton(text.playground.run, 'primary', null, press(intents.runVariation));
    this.apply = makeButton(text.playground.apply, 'secondary', null, press(intents.applyVariation));
    this.reset = makeButton(text.playground.reset, 'secondary', null, () => {
      if (this.source !== null) this.begin(draftOf(this.source, unchanged));
    });
    this.root = element(
      'section',
      { class: 'playground', 'aria-labelledby': 'playground-title' },
      element('h2', { id: 'playground-title' }, text.playground.title),
      element('p', { class: 'note' }, text.playground.note),
      element('div', { class: 'playground-body' }, this.form(), this.picture()),
    );
  }

  update(state: PageState): void {
    const { snapshot, runs } = state;
    const playground = snapshot?.playground ?? null;
    this.root.hidden = playground === null;
    if (playground === null) return;
    this.isCounted = runs.some(({ view }) => view.variant === 'as-written' && isRunCounted(view.case, 'as-written'));
    if (this.seen.changes(playground, this.isCounted)) this.take(playground);
    this.preview.update(state);
  }

  private take(playground: PlaygroundSettings): void {
    // What the user is trying out outlives a training of the same program.
    const isSameProgram = JSON.stringify(playground.source) === JSON.stringify(this.source);
    this.source = playground.source;
    if (isSameProgram) this.show();
    else this.begin(draftOf(playground.source, playground.variation));
  }

  /** Brings the values into sight, with the focus on the first of them. */
  reveal(): void {
    this.root.scrollIntoView({ block: 'nearest' });
    this.root.querySelector<HTMLElement>('vscode-dropdown')?.focus();
  }

  /** After VS Code's theme has changed. */
  refreshTheme(): void {
    this.curve.refreshTheme();
  }

  private form(): HTMLElement {
    return element(
      'div',
      { class: 'playground-form', role: 'group', 'aria-label': text.playground.form, title: text.playground.help },
      this.schedule,
      this.rates.root,
      this.optimizer,
      this.settings.root,
      element('div', { class: 'settings' }, this.iterations.root, this.seed.root),
      this.problem,
    );
  }

  private picture(): HTMLElement {
    const copies = portTargets.map((target) => {
      const name = targetNames[target];
      const link = element(
        'button',
        { type: 'button', class: 'link', 'aria-label': text.playground.copyLabel(name) },
        name,
      );
      link.addEventListener('click', () => {
        if (this.source !== null) this.intents.copySchedule(target, variationOf(this.source, this.draft));
      });
      return link;
    });
    return element(
      'div',
      { class: 'playground-picture' },
      element('h3', {}, text.playground.curve),
      this.curve.root,
      this.words,
      this.preview.root,
      element('h3', { class: 'changes-title' }, text.playground.changes),
      this.changes,
      element('div', { class: 'controls' }, this.run.root, this.apply.root, this.reset.root),
      element('p', { class: 'save-links' }, element('span', {}, text.playground.copyAs), ...copies),
    );
  }

  private begin(draft: Draft): void {
    this.draft = draft;
    this.rates.reset();
    this.settings.reset();
    this.seed.put(draft.seed);
    this.iterations.put(draft.iterations);
    this.iterations.root.hidden = this.source?.iterations === null;
    this.showLists();
    this.show();
  }

  private change(change: Partial<Draft>): void {
    this.draft = { ...this.draft, ...change };
    this.show();
  }

  /** The two lists: made anew for another program, for what can be chosen depends on it. */
  private showLists(): void {
    const { source, draft } = this;
    if (source === null) return;
    const ownRate = source.schedule === null ? [[own, text.playground.own] as const] : [];
    const kinds = scheduleKinds.map((kind) => [kind, kindText(kind)] as const);
    const schedules = makeDropdown(text.playground.schedule, [...ownRate, ...kinds], true, (chosen) => {
      const kind = scheduleKinds.find((one) => one === chosen);
      const steps = source.lastStep - source.firstStep;
      const base = this.draft.schedule ?? ({ kind: 'constant', learningRate: 0.1 } as const);
      this.change({ schedule: kind === undefined ? null : withKind(base, kind, steps) });
    });
    const ownOptimizer = source.optimizer === null ? [[own, text.playground.otherOptimizer] as const] : [];
    const names = Object.keys(optimizerArguments) as OptimizerName[];
    const optimizers = makeDropdown(
      text.playground.optimizer,
      [...ownOptimizer, ...names.map((name) => [name, name.replace(/Optimizer$/, '')] as const)],
      true,
      (chosen) => {
        const isOwn = chosen === source.optimizer?.name;
        const made = isOptimizerName(chosen) ? { name: chosen, settings: {} } : null;
        this.change({ optimizer: isOwn ? source.optimizer : made });
      },
    );
    schedules.show(draft.schedule?.kind ?? own);
    optimizers.show(draft.optimizer?.name ?? own);
    this.schedule.replaceChildren(schedules.root);
    this.optimizer.replaceChildren(optimizers.root);
  }

  private show(): void {
    const { source, draft } = this;
    if (source === null) return;
    const { schedule, optimizer } = draft;
    this.rates.show(rateFields(schedule, this.lasting(source)), schedule === null ? {} : valuesOf(schedule));
    this.settings.show(settingFields(optimizer), settingValues(optimizer));
    const problem =
      this.rates.problem ??
      this.settings.problem ??
      this.iterations.problem ??
      this.seed.problem ??
      (schedule === null ? null : wrongOf(schedule));
    setText(this.problem, problem ?? '');
    if (problem === null) this.draw(source);
    else this.preview.lookAt(null, true);
    this.showChanges(source, problem === null);
  }

  /** The program's settings, with the steps of as many iterations as are wanted. */
  private lasting(source: ProgramSettings): ProgramSettings {
    const { firstStep, lastStep, iterations } = source;
    const times = (this.draft.iterations ?? 0) / (iterations ?? 0);
    return Number.isFinite(times) && times > 0
      ? { ...source, lastStep: firstStep + (lastStep - firstStep) * times }
      : source;
  }

  private draw(source: ProgramSettings): void {
    const { schedule } = this.draft;
    const ownCurve = source.schedule !== null && problemOf(source.schedule) === null ? source.schedule : null;
    const sampled = this.curve.show(schedule, ownCurve, [source.firstStep, this.lasting(source).lastStep]);
    this.curve.root.hidden = sampled === null;
    this.preview.lookAt(variationOf(source, this.draft), this.curve.isPassed);
    const lines: string[] = [];
    if (schedule === null) lines.push(text.playground.unread(source.problem));
    else if (sampled !== null) lines.push(...this.courseOf(schedule, sampled, source));
    if (!source.isWholeRate) lines.push(text.playground.partial);
    this.words.replaceChildren(...lines.map((line) => element('p', {}, line)));
  }

  /** What the curve does, in words. */
  private courseOf(schedule: Schedule, { start, end, settledAt }: ScheduleCurve, source: ProgramSettings): string[] {
    const words = text.playground;
    const [first, last] = [numberText(start.rate), numberText(end.rate)];
    const lines = this.curve.isPassed
      ? [words.course(countText(start.step), first, countText(end.step), last)]
      : [words.notPassed(countText(source.firstStep), first)];
    if (settledAt !== null && settledAt > start.step) lines.push(words.settles(countText(settledAt)));
    if (this.curve.isPassed && !this.isCounted && schedule.kind !== 'constant')
      lines.push(words.stands(numberText(rateAt(schedule, source.firstStep))));
    if (schedule.kind === 'noisy_linear_cosine_decay') lines.push(words.noise);
    return lines;
  }

  private showChanges(source: ProgramSettings, isFit: boolean): void {
    const variation = variationOf(source, this.draft);
    const isChanged = changesSomething(variation);
    const lines = changesOf(source, variation);
    this.changes.replaceChildren(
      ...(lines.length === 0
        ? [element('li', { class: 'nothing' }, text.playground.nothing)]
        : lines.map((line) => element('li', {}, line))),
    );
    this.run.setEnabled(isFit);
    this.apply.setEnabled(isFit && isChanged);
    this.reset.setEnabled(isChanged || !isFit);
  }
}
