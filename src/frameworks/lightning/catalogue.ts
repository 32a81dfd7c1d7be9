// Lightning: Fabric wraps the optimizers that its `setup` is passed; a LightningModule's trainer steps what `configure_optimizers` returns, once an epoch unless it is told otherwise (2.6.6).
import { type ClockSymbol, clockNames } from '../clock-symbol';

const modules = clockNames(
  {
    kind: 'loop-module',
    method: 'configure_optimizers',
    keys: { optimizer: 'optimizer', scheduler: 'lr_scheduler', inner: 'scheduler', interval: 'interval', each: 'step' },
    ownSteps: /\bautomatic_optimization\s*=\s*False/,
    steps: /\blr_schedulers\b|\blr_scheduler_step\b|\bsch\w*(?:\[[^\]]*\])?\.step\b/,
  },
  'pytorch_lightning.LightningModule pytorch_lightning.core.LightningModule pytorch_lightning.core.lightning.LightningModule ' +
    'pytorch_lightning.core.module.LightningModule lightning.LightningModule lightning.pytorch.LightningModule ' +
    'lightning.pytorch.core.LightningModule lightning.pytorch.core.module.LightningModule',
);

/** How many arguments of Fabric's methods stand before the optimizers that it wraps. */
const wrapping: ReadonlyMap<string, number> = new Map([
  ['setup', 1],
  ['setup_optimizers', 0],
]);

/** From which argument on a method of Fabric's wraps optimizers; null for any other method. */
export function wrappedFrom(method: string): number | null {
  return wrapping.get(method) ?? null;
}

/** Callbacks that change no rate. */
const watching =
  'Callback ModelCheckpoint EarlyStopping LearningRateMonitor DeviceStatsMonitor GPUStatsMonitor ModelSummary RichModelSummary ProgressBar TQDMProgressBar RichProgressBar Timer ThroughputMonitor'.split(
    ' ',
  );

const fabrics = clockNames(
  { kind: 'wrapper' },
  'lightning.Fabric lightning.fabric.Fabric lightning.fabric.fabric.Fabric lightning_fabric.Fabric lightning_fabric.fabric.Fabric',
);

/** What `trainer.py` has beside the module, by the packages that have it. */
const written = ['pytorch_lightning', 'lightning', 'lightning.pytorch'].flatMap((path) =>
  clockNames(
    { kind: 'inert' },
    [
      ...['Trainer', 'trainer.Trainer', 'trainer.trainer.Trainer', 'LightningDataModule', 'Callback'],
      ...['core.LightningDataModule', 'core.datamodule.LightningDataModule'],
      ...watching.map((name) => `callbacks.${name}`),
    ]
      .map((name) => `${path}.${name}`)
      .join(' '),
  ),
);

/** The name in `trainer.py` of a symbol: callbacks that change no rate are all of the class that does nothing. */
export function writtenName(name: string): string {
  return watching.includes(name) ? 'Callback' : name;
}

export const lightning: readonly ClockSymbol[] = [...modules, ...fabrics, ...written];
