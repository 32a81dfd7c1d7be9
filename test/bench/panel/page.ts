import { Chart, Decimation, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import type { Chart as PanelChart, ChartData } from '../../../webview/chart/chart';
import { makeUPlotChart } from '../../../webview/chart/uplot-chart';
import { ColumnTable } from '../../../webview/data/column-table';

// Runs in a browser: the panel's own chart beside Chart.js with its min-max decimation, on the same numbers.

Chart.register(LineController, LineElement, PointElement, LinearScale, Decimation);

const [width, height] = [1000, 400];

/** A decaying loss with noise, and a spike one row wide here and there. */
function lossOf(count: number): Float64Array {
  const values = new Float64Array(count);
  let seed = 12345;
  for (let row = 0; row < count; row++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    values[row] = 2 * Math.exp((-5 * row) / count) + 0.1 * (seed / 0x7fffffff);
    if (row % 97_003 === 96_000) values[row] = 3;
  }
  return values;
}

function batch(first: number, values: Float64Array): { firstRow: number; count: number; values: ArrayBuffer } {
  const both = new Float64Array(values.length * 2);
  for (let row = 0; row < values.length; row++) both[row] = first + row + 1;
  both.set(values, values.length);
  return { firstRow: first, count: values.length, values: both.buffer };
}

function dataOf(table: ColumnTable, range?: readonly [number, number]): ChartData {
  const curve = { x: table.slice(0), y: table.slice(1), isAscending: table.isAscending(0) };
  return {
    curves: [curve],
    scales: { xLabel: 'iteration', x: 'linear', y: 'linear', xRange: range ?? [1, Math.max(2, table.count)] },
  };
}

function makePanelChart(): { readonly chart: PanelChart; readonly root: HTMLElement } {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const chart = makeUPlotChart(
    root,
    {
      line: 'sampled',
      fromZero: false,
      yLabel: 'loss',
      series: [{ label: 'loss', colourVariable: '--blue', dash: [], marker: 'none' }],
    },
    { pointAt: () => undefined, lookAt: () => undefined, fullRange: () => [0, 1] },
  );
  chart.setSize(width, height);
  return { chart, root };
}

const nextFrame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));

function readBack(root: ParentNode): void {
  root.querySelector('canvas')?.getContext('2d')?.getImageData(0, 0, 1, 1);
}

let rows = batch(0, new Float64Array(0));

/** Makes the rows that the next painting shows, and lets the garbage of making them be collected. */
async function prepare(count: number): Promise<void> {
  rows = batch(0, lossOf(count));
  await new Promise((done) => setTimeout(done, 300));
  await nextFrame();
}

/** Milliseconds from the columns to the second frame that shows them. */
async function paintPanel(): Promise<number> {
  const start = performance.now();
  const { chart, root } = makePanelChart();
  chart.setData(dataOf(ColumnTable.empty(2).append(rows)));
  await Promise.resolve();
  readBack(root);
  await nextFrame();
  await nextFrame();
  return performance.now() - start;
}

/** The same for Chart.js, from the same columns: it wants an object a point. */
async function paintChartJs(): Promise<number> {
  const { count } = rows;
  const root = document.createElement('div');
  const canvas = document.createElement('canvas');
  root.append(canvas);
  root.style.width = `${width}px`;
  root.style.height = `${height}px`;
  document.body.replaceChildren(root);
  const start = performance.now();
  const columns = new Float64Array(rows.values);
  const points = Array.from({ length: count }, (_, row) => ({ x: columns[row] ?? 0, y: columns[count + row] ?? 0 }));
  new Chart(canvas, {
    type: 'line',
    data: { datasets: [{ data: points, borderColor: '#59a4f9', borderWidth: 2, pointRadius: 0 }] },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      maintainAspectRatio: false,
      scales: { x: { type: 'linear', min: 1, max: count }, y: { type: 'linear' } },
      plugins: { decimation: { enabled: true, algorithm: 'min-max' } },
    },
  });
  readBack(root);
  await nextFrame();
  await nextFrame();
  return performance.now() - start;
}

/** 10,000 rows a second behind a million, a picture each frame: what a frame costs, and the frames a second. */
async function live(seconds: number): Promise<{ costs: number[]; framesPerSecond: number }> {
  let table = ColumnTable.empty(2).append(batch(0, lossOf(1_000_000)));
  const { chart, root } = makePanelChart();
  chart.setData(dataOf(table));
  await nextFrame();
  const more = lossOf(20_000);
  const costs: number[] = [];
  const begin = performance.now();
  let frames = 0;
  let last = begin;
  while (performance.now() - begin < seconds * 1000) {
    const now = await nextFrame();
    const due = Math.min(2000, Math.round(((now - last) / 1000) * 10_000));
    last = now;
    const start = performance.now();
    if (due > 0) table = table.append(batch(table.count, more.subarray(0, due)));
    chart.setData(dataOf(table));
    await Promise.resolve();
    costs.push(performance.now() - start);
    frames++;
  }
  readBack(root);
  return { costs, framesPerSecond: (frames / (performance.now() - begin)) * 1000 };
}

/** Zooms into a million rows and pans over them; a readback makes each drawing be done. */
async function zoomAndPan(): Promise<number[]> {
  const table = ColumnTable.empty(2).append(batch(0, lossOf(1_000_000)));
  const { chart, root } = makePanelChart();
  chart.setData(dataOf(table));
  await nextFrame();
  const ranges: [number, number][] = [];
  for (let zoom = 1; zoom < 12; zoom++) {
    const span = 1_000_000 / 2 ** zoom;
    ranges.push([500_000 - span / 2, 500_000 + span / 2]);
  }
  for (let pan = 0; pan < 20; pan++) ranges.push([pan * 40_000 + 1, pan * 40_000 + 200_000]);
  const costs: number[] = [];
  for (const range of ranges) {
    const start = performance.now();
    chart.setData(dataOf(table, range));
    await Promise.resolve();
    readBack(root);
    costs.push(performance.now() - start);
    await nextFrame();
  }
  return costs;
}

/** Rows of pixels that a drawing of every single point reaches and the panel's does not, over all columns: 0 where nothing is lost. */
async function lostPixels(count: number): Promise<number> {
  const values = lossOf(count);
  const { chart, root } = makePanelChart();
  chart.setData(dataOf(ColumnTable.empty(2).append(batch(0, values))));
  await nextFrame();
  const canvas = root.querySelector('canvas');
  const context = canvas?.getContext('2d');
  if (!canvas || !context) throw new Error('no canvas');
  const over = root.querySelector('.u-over')?.getBoundingClientRect();
  const outer = canvas.getBoundingClientRect();
  if (over === undefined) throw new Error('no plot');
  const [left, top, across, down] = [over.left - outer.left, over.top - outer.top, over.width, over.height];
  const mine = context.getImageData(left, top, across, down).data;
  const isDrawn = (x: number, y: number): boolean =>
    (mine[(y * across + x) * 4 + 3] ?? 0) > 100 && (mine[(y * across + x) * 4 + 2] ?? 0) > 200;
  // The value axis as the chart lays it out: found from its own pixels would be circular, so from the module that makes it.
  const { yRangeOf } = await import('../../../webview/chart/axis-range');
  const [low, high] = yRangeOf(dataOf(ColumnTable.empty(2).append(batch(0, values))), false);
  const yOf = (value: number): number => down - ((value - low) / (high - low)) * down;
  let lost = 0;
  for (let column = 2; column < across - 2; column++) {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const from = Math.ceil((column / across) * (count - 1));
    const to = Math.floor(((column + 1) / across) * (count - 1));
    for (let row = from; row <= to; row++) {
      least = Math.min(least, yOf(values[row] ?? 0));
      most = Math.max(most, yOf(values[row] ?? 0));
    }
    const reaches = (y: number): boolean =>
      [-1, 0, 1].some((dx) => [-2, -1, 0, 1, 2].some((dy) => isDrawn(column + dx, Math.round(y) + dy)));
    if (!reaches(least)) lost++;
    if (!reaches(most)) lost++;
  }
  return lost;
}

Object.assign(window, { bench: { prepare, paintPanel, paintChartJs, live, zoomAndPan, lostPixels } });
