# What Lightning's Trainer does to the optimizers and schedulers that `configure_optimizers` returns: the loops of fit (2.6), with the program's
# own hooks. The model itself is not run, nothing is validated, and no callback of Lightning's own ends the training.
from pytorch_lightning import clock


class LightningDataModule(clock.unknown):
    def save_hyperparameters(self, *args, **kwargs):
        self.hparams = _hparams(clock.initial_arguments(self), args)


class _Hparams(clock.unknown):
    def __getitem__(self, name):
        return getattr(self, name)

    def get(self, name, default=None):
        return getattr(self, name)


def _hparams(given, chosen):
    if len(chosen) == 1 and not isinstance(chosen[0], str):
        if not isinstance(chosen[0], dict):
            return chosen[0]
        given, chosen = chosen[0], ()
    made = _Hparams()
    for name in given:
        if len(chosen) == 0 or name in chosen:
            setattr(made, name, given[name])
    return made


class LightningModule(LightningDataModule):
    automatic_optimization = True
    trainer = None

    @property
    def current_epoch(self):
        return 0 if self.trainer is None else self.trainer.current_epoch

    @property
    def global_step(self):
        return 0 if self.trainer is None else self.trainer.global_step

    def optimizers(self, use_pl_optimizer=True):
        made = self.trainer.optimizers
        return made[0] if len(made) == 1 else made

    def lr_schedulers(self):
        made = [one['scheduler'] for one in self.trainer.lr_scheduler_configs]
        return (made[0] if len(made) == 1 else made) if made else None

    def configure_optimizers(self):
        return None

    def optimizer_step(self, epoch, batch_idx, optimizer, optimizer_closure=None):
        optimizer.step(closure=optimizer_closure)

    def lr_scheduler_step(self, scheduler, metric):
        if metric is None:
            scheduler.step()
        else:
            scheduler.step(metric)


class Callback(clock.unknown):
    pass


class _Optimizer(clock.unknown):
    def __init__(self, optimizer, trainer):
        self.optimizer, self._trainer = optimizer, trainer
        self.param_groups = optimizer.param_groups

    def step(self, closure=None, *args, **kwargs):
        self.optimizer.step()
        if not self._trainer.lightning_module.automatic_optimization:
            self._trainer.global_step += 1


def _schedule(given, monitor):
    made = {'interval': 'epoch', 'frequency': 1, 'monitor': monitor}
    made.update(given if isinstance(given, dict) else {'scheduler': given})
    plateau = clock.is_plateau(made['scheduler'])
    made['reduce_on_plateau'] = made.get('reduce_on_plateau', plateau)
    if plateau and made['monitor'] is None:
        raise RuntimeError('configure_optimizers must include a monitor when a ReduceLROnPlateau scheduler is used.')
    return made


# The optimizers and the schedulers of what `configure_optimizers` returns.
def _configured(given):
    if given is None:
        return [], []
    if isinstance(given, dict):
        schedules = [_schedule(given['lr_scheduler'], given.get('monitor'))] if 'lr_scheduler' in given else []
        return [given['optimizer']], schedules
    if not isinstance(given, (list, tuple)):
        return [given], []
    if len(given) == 2 and isinstance(given[0], (list, tuple)):
        second = given[1] if isinstance(given[1], (list, tuple)) else [given[1]]
        return list(given[0]), [_schedule(one, None) for one in second]
    optimizers, schedules = [], []
    for one in given:
        own, others = _configured(one)
        optimizers, schedules = optimizers + own, schedules + others
    return optimizers, schedules


# What hooks of older versions are passed by name.
_first = {'optimizer_idx': 0, 'dataloader_idx': 0, 'unused': 0}


class Trainer(clock.unknown):
    def __init__(self, logger=None, *args, max_epochs=None, max_steps=-1, limit_train_batches=None, overfit_batches=0.0,
                 fast_dev_run=False, accumulate_grad_batches=None, callbacks=None, max_time=None, **settings):
        max_steps = -1 if max_steps is None else max_steps
        if max_epochs is None:
            max_epochs = 1000 if max_steps == -1 and max_time is None else -1
        self.limit_train_batches = 1.0 if limit_train_batches is None else limit_train_batches
        if overfit_batches != 0.0:
            self.limit_train_batches = overfit_batches
        if fast_dev_run:
            self.limit_train_batches = max_steps = int(fast_dev_run)
            max_epochs = 1
        self.max_epochs, self.max_steps = max_epochs, max_steps
        self.accumulate_grad_batches = 1 if accumulate_grad_batches is None else accumulate_grad_batches
        self.callbacks = [] if callbacks is None else callbacks if isinstance(callbacks, list) else [callbacks]
        self.current_epoch = self.global_step = self.num_training_batches = 0
        self.optimizers, self.lr_scheduler_configs = [], []

    @classmethod
    def from_argparse_args(cls, args, **given):
        return cls(**dict(vars(args), **given))

    @classmethod
    def add_argparse_args(cls, parser, *args, **kwargs):
        return parser

    @property
    def estimated_stepping_batches(self):
        if self.max_epochs == -1:
            return self.max_steps
        steps = self._updates() * max(self.max_epochs, 1)
        return steps if self.max_steps == -1 else min(self.max_steps, steps)

    def _hooks(self, name, module, *args):
        for callback in self.callbacks:
            clock.call(getattr(callback, name), _first, self, module, *args)
        clock.call(getattr(module, name), _first, *args)

    def fit(self, model=None, train_dataloaders=None, val_dataloaders=None, datamodule=None, ckpt_path=None, *args, **old):
        loader = old.get('train_dataloader', train_dataloaders)
        if isinstance(loader, LightningDataModule):
            datamodule, loader = loader, None
        self.lightning_module = model
        for own in ([] if datamodule is None else [datamodule]) + [model]:
            own.trainer, self.datamodule = self, datamodule
            clock.call(own.prepare_data, _first)
            clock.call(own.setup, _first, 'fit')
        if loader is None:
            loader = model.train_dataloader() if datamodule is None else datamodule.train_dataloader()
        batches = clock.batches(loader, self.limit_train_batches)
        self.num_training_batches = len(batches)
        clock.call(model.configure_model, _first)
        optimizers, self.lr_scheduler_configs = _configured(model.configure_optimizers())
        self.optimizers = [_Optimizer(one, self) for one in optimizers]
        for one in self.lr_scheduler_configs:
            if clock.is_of_another(one['scheduler'], optimizers):
                raise RuntimeError('Some schedulers are attached with an optimizer that is not returned.')
        clock.watched(self.callbacks, optimizers, model)
        self._fit(model, batches)

    # Epochs, as many as there are, or as the steps allow.
    def _epochs(self, model):
        if not clock.is_known(self.max_epochs):
            return clock.endless()
        if self.max_epochs != -1:
            return range(self.max_epochs)
        if self.max_steps == -1 or not model.automatic_optimization:
            return clock.endless()
        return range(-(-self.max_steps // self._updates()))

    def _updates(self):
        return -(-self.num_training_batches // self.accumulate_grad_batches)

    # Whether the steps may come to an end within an epoch.
    def _may_end(self, model):
        if self.max_steps == -1:
            return False
        return not model.automatic_optimization or self.max_steps - self.global_step < self._updates()

    def _fit(self, model, batches):
        clock.call(model.on_fit_start, _first)
        self._hooks('on_train_start', model)
        for epoch in self._epochs(model):
            self.current_epoch = epoch
            self._hooks('on_train_epoch_start', model)
            if not self._epoch(model, batches):
                break
        self._hooks('on_train_end', model)

    # Whether all batches of an epoch were trained with.
    def _epoch(self, model, batches):
        last, may_end = len(batches) - 1, self._may_end(model)
        for batch_idx, batch in enumerate(batches):
            if may_end and self.global_step >= self.max_steps:
                return False
            self._hooks('on_train_batch_start', model, batch, batch_idx)
            is_made = (batch_idx + 1) % self.accumulate_grad_batches == 0 or batch_idx == last
            self._step(model, batch, batch_idx, is_made)
            if is_made:
                self._schedulers(model, 'step', batch_idx, False)
            if batch_idx == last:
                self._schedulers(model, 'epoch', self.current_epoch, False)
            self._hooks('on_train_batch_end', model, clock.unknown, batch, batch_idx)
            if is_made:
                self._schedulers(model, 'step', batch_idx, True)
        clock.call(model.training_epoch_end, _first, clock.unknown)
        self._hooks('on_train_epoch_end', model)
        self._schedulers(model, 'epoch', self.current_epoch, True)
        return True

    def _step(self, model, batch, batch_idx, is_made):
        if not model.automatic_optimization:
            clock.call(model.training_step, {}, batch, batch_idx)
            return
        if len(self.optimizers) > 1 and not clock.takes(model.training_step, 'optimizer_idx'):
            raise RuntimeError('Training with multiple optimizers is only supported with manual optimization.')
        for optimizer_idx, optimizer in enumerate(self.optimizers):
            given = {'optimizer_idx': optimizer_idx}
            clock.call(model.training_step, given, batch, batch_idx)
            if is_made:
                clock.call(model.optimizer_step, given, self.current_epoch, batch_idx, optimizer)
                self.global_step += 1

    def _schedulers(self, model, interval, index, plateaus):
        if not model.automatic_optimization:
            return
        for one in self.lr_scheduler_configs:
            if one['reduce_on_plateau'] != plateaus or one['interval'] != interval or (index + 1) % one['frequency'] != 0:
                continue
            metric = clock.metric if plateaus else None
            clock.call(model.lr_scheduler_step, _first, one['scheduler'], metric)
