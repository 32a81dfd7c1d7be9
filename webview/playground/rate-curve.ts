import { type CurvePoint, sampleCurve, type ScheduleCurve } from '../../src/schedules/curve';
import { rateAt, type Schedule } from '../../src/schedules/schedule';
import type { Chart, Curve, MakeChart } from '../chart/chart';
import { cursorMove } from '../chart/cursor-keys';
import { ColumnTable } from '../data/column-table';
import { countText, numberText } from '../ui/number-text';
import { element, setAttribute, setText } from '../ui/dom';
import { lineSwatch, type RunLook } from '../ui/run-look';
import { text } from '../ui/text';
import { makeCheckbox, type ToolkitField } from '../ui/toolkit';

// The learning rate of a draft over its steps, as a curve.

const plotHeight = 140;

const here: RunLook = {
  className: 'run-as-written',
  colourVariable: '--run-as-written-colour',
  dash: [],
  marker: 'none',
};
const inSource: RunLook = {
  className: 'run-source',
  colourVariable: '--run-source-colour',
  dash: [5, 4],
  marker: 'none',
};

/** A schedule's curve beside the program's own, with a cursor that reads both; computed here, by the same code that the run has. */
export class RateCurve {
  readonly root: HTMLElement;
  private readonly plot = element('div', { class: 'plot rate-plot', tabindex: '0', role: 'slider' });
  private readonly readings = [element('code'), element('code')] as const;
  private readonly at = element('span', { class: 'reading-at' });
  private readonly legend: readonly HTMLElement[];
  private chart: Chart | null = null;
  private schedules: readonly (Schedule | null)[] = [null, null];
  private range: readonly [number, number] = [0, 1];
  private cursor: number | null = null;

  private readonly passed: ToolkitField<boolean>;
  /** Whether the curve is drawn as if the step were passed. */
  isPassed = true;

  constructor(
    private readonly makeChart: MakeChart,
    onChange: () => void,
  ) {
    this.passed = makeCheckbox(text.playground.passed, text.playground.passed, (isOn) => {
      if (isOn === this.isPassed) return;
      this.isPassed = isOn;
      onChange();
    });
    this.passed.show(true);
    const names = [text.playground.here, text.playground.inSource];
    this.legend = [here, inSource].map((look, index) =>
      element('li', { class: look.className }, lineSwatch(look), names[index] ?? '', this.readings[index] ?? ''),
    );
    this.root = element(
      'figure',
      { class: 'rate-curve' },
      this.passed.root,
      element('ul', { class: 'legend' }, ...this.legend, element('li', {}, this.at)),
      this.plot,
    );
    this.plot.addEventListener('keydown', (event) => {
      if (this.press(event)) event.preventDefault();
    });
    new ResizeObserver(() => {
      this.fit();
    }).observe(this.plot);
  }

  /** Draws a schedule and the program's own over a stretch of steps; null draws none. */
  show(schedule: Schedule | null, source: Schedule | null, range: readonly [number, number]): ScheduleCurve | null {
    this.passed.root.hidden = schedule === null || schedule.kind === 'constant';
    this.schedules = [schedule, source].map((one) => (this.isPassed ? one : stillAt(one, range[0])));
    this.range = range;
    if (this.chart === null) this.build();
    const sampled = this.schedules.map((one) => (one === null ? null : curveOf(one, range)));
    this.legend.forEach((entry, index) => {
      entry.hidden = sampled[index] === null;
    });
    this.chart?.setData({
      curves: sampled.map((curve) => asCurve(curve?.points ?? [])),
      scales: {
        xLabel: this.isPassed ? text.playground.step : text.chart.iteration,
        x: 'linear',
        y: 'linear',
        xRange: range,
      },
    });
    setAttribute(this.plot, 'aria-label', text.playground.curve);
    this.read();
    return sampled[0] ?? null;
  }

  /** After VS Code's theme has changed. */
  refreshTheme(): void {
    this.chart?.refreshTheme();
  }

  private build(): void {
    const names = [text.playground.here, text.playground.inSource];
    this.chart = this.makeChart(
      this.plot,
      {
        yLabel: 'learning_rate',
        // A formula without a staircase has no stairs, and one with them has a point at each step.
        line: 'sampled',
        fromZero: true,
        series: [here, inSource].map((look, index) => ({ label: names[index] ?? '', ...look })),
      },
      {
        pointAt: (x) => {
          this.moveCursor(x === null ? null : Math.round(x));
        },
        lookAt: () => undefined,
        fullRange: () => this.range,
      },
    );
    this.fit();
  }

  private moveCursor(step: number | null): void {
    const [first, last] = this.range;
    this.cursor = step === null ? null : Math.min(last, Math.max(first, step));
    this.read();
  }

  private read(): void {
    const { cursor, range, schedules } = this;
    const step = cursor ?? range[1];
    const rates = schedules.map((schedule) => (schedule === null ? Number.NaN : rateAt(schedule, step)));
    this.chart?.setCursor(cursor, rates);
    rates.forEach((rate, index) => {
      const reading = this.readings[index];
      if (reading !== undefined) setText(reading, numberText(rate));
    });
    setText(this.at, text.playground.at(countText(step)));
    setAttribute(this.plot, 'aria-valuemin', String(range[0]));
    setAttribute(this.plot, 'aria-valuemax', String(range[1]));
    setAttribute(this.plot, 'aria-valuenow', String(step));
    const names = [text.playground.here, text.playground.inSource];
    const values = rates.flatMap((rate, index) =>
      schedules[index] === null ? [] : [`${names[index] ?? ''} ${numberText(rate)}`],
    );
    setAttribute(this.plot, 'aria-valuetext', text.playground.stepValue(countText(step), values.join(', ')));
  }

  private press({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey || altKey) return false;
    const target = cursorMove(key, this.cursor ?? this.range[1], this.range);
    if (target === undefined) return false;
    this.moveCursor(target);
    return true;
  }

  private fit(): void {
    const { clientWidth } = this.plot;
    if (clientWidth > 0) this.chart?.setSize(clientWidth, plotHeight);
  }
}

/** What is left of a schedule whose step nothing counts: the rate at the step that it begins with. */
function stillAt(schedule: Schedule | null, step: number): Schedule | null {
  return schedule === null ? null : { kind: 'constant', learningRate: rateAt(schedule, step) };
}

/** A schedule sampled over steps; what TensorFlow would refuse, or make NaN of, has no curve. */
function curveOf(schedule: Schedule, [first, last]: readonly [number, number]): ScheduleCurve {
  return sampleCurve((step) => rateAt(schedule, step), Math.ceil(last), Math.floor(first));
}

function asCurve(points: readonly CurvePoint[]): Curve {
  const values = Float64Array.from([...points.map(({ step }) => step), ...points.map(({ rate }) => rate)]);
  const table = ColumnTable.empty(2).append({ firstRow: 0, count: points.length, values: values.buffer });
  return { x: table.slice(0), y: table.slice(1), isAscending: true };
}
