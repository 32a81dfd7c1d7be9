// timm's schedulers (timm/scheduler, 1.0.29): `step(epoch)` after an epoch, `step_update(updates)` after an update; one of the two does nothing.
import { timmParameters } from '../../schedules/timm/classes';
import { type ClockSymbol, scheduler } from '../clock-symbol';

const update = { method: 'step_update', inEpochs: 't_in_epochs' };

/** The modules of the classes, beside the package that has them all. */
const modules: ReadonlyMap<string, string> = new Map([
  ['CosineLRScheduler', 'cosine_lr'],
  ['TanhLRScheduler', 'tanh_lr'],
  ['StepLRScheduler', 'step_lr'],
  ['MultiStepLRScheduler', 'multistep_lr'],
  ['PolyLRScheduler', 'poly_lr'],
]);

export const timm: readonly ClockSymbol[] = [...modules].flatMap(([name, module]) => {
  const parameters = Object.entries(timmParameters).find(([known]) => known === name)?.[1] ?? {};
  return ['timm.scheduler.', `timm.scheduler.${module}.`].map((home) => scheduler(home + name, parameters, { update }));
});
