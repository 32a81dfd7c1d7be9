import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { yRangeOf } from './axis-range';
import type { Chart, ChartData, ChartGestures, ChartOptions, MakeChart } from './chart';
import { paintCurves } from './paint-curves';
import { projectionOf } from './projection';
import { svgPicture } from './svg-picture';
import { readTheme, type ChartTheme } from './theme';
import { tickText } from './tick-text';
import { ticks } from './ticks';
import { panned, zoomed } from './zoom';

// A chart on uPlot, which lays out the axes; the curves are painted by us.

const wholeSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6];
/** Pixels that a wheel's notch gives; a notch zooms by a fifth. */
const wheelNotch = 100;

/**
 * A chart by uPlot, which draws axes and grid and hears the pointer. The curves are drawn by us on its canvas, from the columns' own
 * extremes, so that a picture costs as much as it is wide, whatever the number of values.
 */
export const makeUPlotChart: MakeChart = (parent, options, gestures) => new UPlotChart(parent, options, gestures);

class UPlotChart implements Chart {
  /** Made with the first data, which say what the axes are: a plot made before would be made twice. */
  private plot: UPlot | null = null;
  private size = { width: 300, height: 200 };
  private theme: ChartTheme;
  private data: ChartData = {
    curves: [],
    scales: { xLabel: '', x: 'linear', y: 'linear', xRange: [0, 1] },
  };
  private yRange: readonly [number, number] = [0, 1];
  private isMovingCursor = false;
  private panStart: { readonly x: number; readonly range: readonly [number, number] } | null = null;
  private readonly dots: readonly HTMLElement[];

  constructor(
    private readonly parent: HTMLElement,
    private readonly options: ChartOptions,
    private readonly gestures: ChartGestures,
  ) {
    this.theme = readTheme(parent, options);
    this.dots = options.series.map(() => document.createElement('div'));
    this.colourDots();
  }

  setData(data: ChartData): void {
    const { scales } = this.data;
    this.data = data;
    this.yRange = yRangeOf(data, this.options.fromZero);
    // uPlot takes the kind of an axis once, when it is made.
    const isOther = scales.x !== data.scales.x || scales.y !== data.scales.y || scales.xLabel !== data.scales.xLabel;
    if (this.plot === null || isOther) {
      this.plot?.destroy();
      this.plot = this.makePlot();
    } else this.plot.setData(this.frame());
  }

  setSize(width: number, height: number): void {
    this.size = { width, height };
    if (this.plot?.width !== width || this.plot.height !== height) this.plot?.setSize(this.size);
  }

  refreshTheme(): void {
    this.theme = readTheme(this.parent, this.options);
    this.colourDots();
    this.plot?.redraw(false, true);
  }

  setCursor(x: number | null, values: readonly number[]): void {
    const { plot } = this;
    if (plot === null) return;
    const { xRange } = this.data.scales;
    const isSeen = x !== null && x >= xRange[0] && x <= xRange[1];
    this.isMovingCursor = true;
    plot.setCursor({ left: isSeen ? plot.valToPos(x, 'x') : -10, top: isSeen ? 0 : -10 });
    this.isMovingCursor = false;
    this.dots.forEach((dot, index) => {
      const value = values[index] ?? Number.NaN;
      const hasPlace = isSeen && Number.isFinite(value) && (this.data.scales.y === 'linear' || value > 0);
      dot.hidden = !hasPlace;
      if (!hasPlace) return;
      dot.style.transform = `translate(${plot.valToPos(x, 'x')}px, ${plot.valToPos(value, 'y')}px)`;
    });
  }

  toSvg(title: string): string {
    return svgPicture({ title, ...this.size, data: this.data, options: this.options, yRange: this.yRange }, this.theme);
  }

  toPng(): string {
    if (this.plot === null) return '';
    const { canvas } = this.plot.ctx;
    const copy = document.createElement('canvas');
    copy.width = canvas.width;
    copy.height = canvas.height;
    const context = copy.getContext('2d');
    if (context === null) return '';
    context.fillStyle = this.theme.background;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(canvas, 0, 0);
    return copy.toDataURL('image/png');
  }

  dispose(): void {
    this.plot?.destroy();
  }

  private makePlot(): UPlot {
    const plot = new UPlot({ ...this.plotOptions(), ...this.size }, this.frame(), this.parent);
    plot.over.append(...this.dots);
    plot.over.addEventListener(
      'wheel',
      (event) => {
        this.turnWheel(plot, event);
      },
      { passive: false },
    );
    return plot;
  }

  private colourDots(): void {
    this.dots.forEach((dot, index) => {
      dot.className = `cursor-dot cursor-dot-${this.options.series[index]?.marker ?? 'circle'}`;
      dot.style.setProperty('--dot-colour', this.theme.colours[index] ?? '');
    });
  }

  /** uPlot is given the ends of the axis alone: it lays out axes, and draws no series. */
  private frame(): UPlot.AlignedData {
    return [[...this.data.scales.xRange], [null, null]];
  }

  // eslint-disable-next-line max-lines-per-function -- one table: the options of a plot
  private plotOptions(): Omit<UPlot.Options, 'width' | 'height'> {
    const { xLabel, x, y } = this.data.scales;
    const axis: UPlot.Axis = {
      stroke: () => this.theme.text,
      grid: { stroke: () => this.theme.grid, width: 1 },
      ticks: { stroke: () => this.theme.grid, width: 1, size: 4 },
      font: this.theme.font,
      labelFont: this.theme.font,
      labelSize: 18,
      gap: 4,
      values: (_plot, ticks) => ticks.map((tick: number | null) => (tick === null ? '' : tickText(tick))),
    };
    return {
      // Our axes have no dates; uPlot would compile some twenty formats of them for every plot.
      fmtDate: () => () => '',
      padding: [10, 26, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false },
        points: { show: false },
        bind: {
          mousedown: (plot, _target, handler) => (event) => {
            if (event.shiftKey) this.startPan(plot, event);
            else handler(event);
            return null;
          },
          dblclick: () => () => {
            this.gestures.lookAt(null);
            return null;
          },
        },
      },
      scales: {
        x: { time: false, distr: distribution(x), range: () => [...this.data.scales.xRange] },
        y: { distr: distribution(y), range: () => [...this.yRange] as [number, number] },
      },
      axes: [
        { ...axis, label: xLabel, size: 28, space: 44, ...(x === 'linear' ? { incrs: wholeSteps } : logAxis(44)) },
        {
          ...axis,
          label: this.options.yLabel,
          size: (_plot, texts) => axisWidth(texts),
          space: 32,
          ...(y === 'linear' ? {} : logAxis(32)),
        },
      ],
      series: [{}, { show: true, paths: () => null, points: { show: false } }],
      hooks: {
        draw: [
          (plot) => {
            this.paint(plot);
          },
        ],
        setCursor: [
          (plot) => {
            if (this.isMovingCursor) return;
            const { left = -1 } = plot.cursor;
            this.gestures.pointAt(left < 0 ? null : plot.posToVal(left, 'x'));
          },
        ],
        setSelect: [
          (plot) => {
            const { left, width } = plot.select;
            if (width < 4) return;
            this.gestures.lookAt([plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x')]);
            plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          },
        ],
      },
    };
  }

  private paint(plot: UPlot): void {
    const { data, yRange } = this;
    const projection = projectionOf(data.scales, yRange, plot.bbox);
    paintCurves(
      plot.ctx,
      { box: plot.bbox, projection, pixelRatio: UPlot.pxRatio },
      data.curves,
      this.options,
      this.theme.colours,
    );
  }

  /** Ctrl and the wheel (or a pinch) zooms about the pointer; sideways, or with Shift, it pans. The wheel alone scrolls the page. */
  private turnWheel(plot: UPlot, event: WheelEvent): void {
    const { xRange, x } = this.data.scales;
    const isLog = x === 'logarithmic';
    const notches = (event.deltaY || event.deltaX) / wheelNotch;
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (!event.ctrlKey && !event.metaKey && !sideways) return;
    event.preventDefault();
    if (sideways) {
      this.gestures.lookAt(panned(xRange, this.gestures.fullRange(), notches * 0.1, isLog));
      return;
    }
    const at = plot.posToVal(event.clientX - plot.over.getBoundingClientRect().left, 'x');
    this.gestures.lookAt(zoomed(xRange, this.gestures.fullRange(), at, 1.2 ** notches, isLog));
  }

  private startPan(plot: UPlot, event: MouseEvent): void {
    this.panStart = { x: event.clientX, range: this.data.scales.xRange };
    const width = plot.over.clientWidth;
    const move = ({ clientX }: MouseEvent): void => {
      if (this.panStart === null) return;
      const part = (this.panStart.x - clientX) / width;
      const isLog = this.data.scales.x === 'logarithmic';
      this.gestures.lookAt(panned(this.panStart.range, this.gestures.fullRange(), part, isLog));
    };
    const end = (): void => {
      this.panStart = null;
      window.removeEventListener('mousemove', move);
      window.removeEventListener('mouseup', end);
    };
    window.addEventListener('mousemove', move);
    window.addEventListener('mouseup', end);
  }
}

/** Ticks of a logarithmic axis at least so many pixels apart: uPlot's own have a line for each multiple of each power. */
function logAxis(space: number): Pick<UPlot.Axis, 'splits' | 'filter'> {
  return {
    splits: ({ bbox }, axis, low, high) => {
      const pixels = (axis === 0 ? bbox.width : bbox.height) / UPlot.pxRatio;
      return ticks([low, high], 'logarithmic', Math.max(2, Math.floor(pixels / space)));
    },
    filter: (_plot, found) => found,
  };
}

/** uPlot's own numbers. Its enum is ambient, so that there is nothing of it to import. */
function distribution(kind: ChartData['scales']['x']): UPlot.Scale.Distr {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- see above
  return kind === 'logarithmic' ? 3 : 1;
}

function axisWidth(values: readonly string[] | null): number {
  const longest = Math.max(3, ...(values ?? []).map((text) => text.length));
  return 14 + longest * 6.5;
}
