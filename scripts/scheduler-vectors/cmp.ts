import { readFileSync } from 'node:fs';
import { optimizerOf, type Scheduler } from '/work/wt/rates/src/schedules/pytorch/scheduler';
import { pytorchScheduler } from '/work/wt/rates/src/schedules/pytorch/classes';
import { transformersScheduler } from '/work/wt/rates/src/schedules/transformers/functions';
import { timmScheduler } from '/work/wt/rates/src/schedules/timm/classes';
import { kerasSchedule } from '/work/wt/rates/src/schedules/keras/schedules';
import { optaxSchedule } from '/work/wt/rates/src/schedules/optax/schedules';
import { LibraryError } from '/work/wt/rates/src/schedules/library-error';
const N = 30;
const fix = (v: any): any => Array.isArray(v) ? v.map(fix) : v && typeof v === 'object' && 'name' in v ? { name: v.name, args: v.args.map(fix), keywords: Object.fromEntries(Object.entries(v.keywords).map(([k, x]) => [k, fix(x)])) } : v;
for (const which of ['torch', 'transformers', 'timm', 'optax', 'keras']) {
  const cases = JSON.parse(readFileSync(`/tmp/rates-check/${which}.json`, 'utf8').replaceAll('NaN', 'null'));
  let ok = 0, raised = 0; const bad: Record<string, [number, string]> = {};
  for (const c of cases) {
    const call = fix(c.call); const got: number[][] = []; let err: string | null = null;
    try {
      if (which === 'torch' || which === 'transformers') {
        const o = optimizerOf(c.rates); let m = 0;
        if (which === 'torch') (o as any).defaultRate = 0.1;
        const make = (k: any, op: any): Scheduler => { const s = pytorchScheduler(k, op, make) ?? transformersScheduler(k, op); if (!s) throw new Error(k.name); return s; };
        const s = make(call, o);
        const st = (a?: number) => { if (call.name === 'ReduceLROnPlateau') { s.step(c.metrics[m]); m += 1; } else s.step(a); };
        for (let t = 0; t < N; t++) {
          if (c.mode === 'before') st();
          got.push(o.groups.map((g) => g.rate));
          if (c.mode === 'after' || (c.mode === 'third' && t % 3 === 2)) st();
          if (c.mode === 'twice') { st(); st(); }
          if (c.mode === 'epoch') st(call.name === 'CosineAnnealingWarmRestarts' ? (t + 1) / 2 : t + 1);
        }
      } else if (which === 'timm') {
        const o = optimizerOf(c.rates); const s = timmScheduler(call, o)!;
        for (let t = 0; t < N; t++) {
          got.push(o.groups.map((g) => g.rate));
          if (c.mode !== 'epoch') s.stepUpdate(t + 1);
          if (c.mode !== 'update') s.step(t + 1, c.metrics[t]);
        }
      } else { const s = (which === 'optax' ? optaxSchedule : kerasSchedule)(call)!; for (let t = 0; t < N; t++) got.push([s(t)]); }
    } catch (e) { if (!(e instanceof LibraryError)) throw e; err = e.type; }
    if (c.error) raised++;
    let why = '';
    if (err !== c.error) why = `error ${err} for ${c.error}`;
    else if (got.length !== c.lr.length) why = `rows ${got.length} for ${c.lr.length}`;
    else for (let t = 0; t < got.length && !why; t++) for (let g = 0; g < got[t]!.length; g++) {
      const [a, b] = [got[t]![g]!, c.lr[t][g]];
      if (b === null ? !Number.isNaN(a) : !(Math.abs(a - b) <= 1e-6 * Math.abs(b))) { why = `step ${t}: ${a} for ${b} ${JSON.stringify(c.call)} ${c.mode}`; break; }
    }
    if (why === '') ok++; else { const e = (bad[call.name] ??= [0, why]); e[0]++; }
  }
  console.log(which, ok, 'of', cases.length, '(library raised in', raised + ')', bad);
}
