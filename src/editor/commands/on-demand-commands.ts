import * as vscode from 'vscode';
import { message } from '../../base/message';
import { spokenOf } from '../../base/spoken-error';
import { type Disposable, DisposableStore } from '../../base/disposable';
import {
  checkWorkspaceCommand,
  copyScheduleCommand,
  explainCommand,
  explainTerminalCommand,
  fixCallCommand,
  plotCommand,
  trainingViewType,
} from '../host/ids';
import { localized } from '../host/localize';
import { notify } from '../host/notify';
import type { OnDemand, OnDemandServices } from './on-demand';
import { registerVisualize } from './visualize';

/** The commands, and the panels that a closed window left behind. What they do is loaded with the first that is asked for. */
export class OnDemandCommands implements Disposable, vscode.WebviewPanelSerializer {
  private readonly owned = new DisposableStore();
  private loading: Promise<OnDemand> | null = null;
  private isDisposed = false;

  constructor(private readonly services: OnDemandServices) {
    this.owned.add(vscode.window.registerWebviewPanelSerializer(trainingViewType, this));
    this.owned.add(
      registerVisualize((target) => {
        void this.use(({ panels }) => {
          panels.show(target);
        });
      }),
    );
    this.register(plotCommand, ({ plots }, argument) => plots.show(argument));
    this.register(copyScheduleCommand, ({ copySchedule }) => copySchedule());
    this.register(explainCommand, ({ explanations }, given) => explanations.explainText(given));
    this.register(explainTerminalCommand, ({ explanations }) => explanations.explainTerminal());
    this.register(fixCallCommand, ({ fixCall }, target) => fixCall(target));
    this.register(checkWorkspaceCommand, ({ workspaceCheck }) => workspaceCheck.run());
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    await this.use(({ panels }) => panels.deserializeWebviewPanel(panel, state));
  }

  dispose(): void {
    this.isDisposed = true;
    this.owned.dispose();
  }

  private register(id: string, run: (loaded: OnDemand, argument: unknown) => Promise<void>): void {
    this.owned.add(
      vscode.commands.registerCommand(id, (argument: unknown) => this.use((loaded) => run(loaded, argument))),
    );
  }

  private async use(run: (loaded: OnDemand) => Promise<void> | void): Promise<void> {
    try {
      this.loading ??= this.loadOnce();
      await run(await this.loading);
    } catch (error) {
      this.services.log.error('the command could not be run', error);
      void notify(
        'error',
        localized(spokenOf(error, message('Global Step could not do that: its log (Output, Global Step) says why.'))),
      );
    }
  }

  private async loadOnce(): Promise<OnDemand> {
    try {
      const module = await this.services.platform.loadOnDemand();
      const loaded = new module.OnDemand(this.services);
      // Closed while it was loading: nobody else would dispose of it.
      if (this.isDisposed) loaded.dispose();
      else this.owned.add(loaded);
      return loaded;
    } catch (error) {
      // The next command tries again.
      this.loading = null;
      throw error;
    }
  }
}
