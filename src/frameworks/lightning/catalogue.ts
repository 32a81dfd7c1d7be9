// Lightning: a LightningModule's trainer steps what `configure_optimizers` returns, once an epoch unless it is told otherwise (2.6.6).
import { type ClockSymbol, clockNames } from '../clock-symbol';

export const lightning: readonly ClockSymbol[] = clockNames(
  { kind: 'loop-module' },
  'pytorch_lightning.LightningModule pytorch_lightning.core.LightningModule pytorch_lightning.core.lightning.LightningModule ' +
    'pytorch_lightning.core.module.LightningModule lightning.LightningModule lightning.pytorch.LightningModule ' +
    'lightning.pytorch.core.LightningModule lightning.pytorch.core.module.LightningModule',
);
