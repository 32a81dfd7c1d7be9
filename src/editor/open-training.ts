import * as vscode from 'vscode';
import { pairOf } from '../plan/counterpart';
import type { TrainingPlan } from '../plan/training-plan';
import type { TrainingTarget } from '../panel/saved-panel';
import type { TrainingSource } from '../panel/training-source';
import { TrainingSession } from '../training/session';
import type { StartThread } from '../training/worker-port';
import type { Engine } from './engine';
import { readSettings } from './settings';

/** Reads the program that a panel shows and starts to train it. Rejects with what the user can do where there is nothing to train. */
export async function openTraining(
  target: TrainingTarget,
  loadEngine: () => Promise<Engine>,
  startThread: StartThread,
): Promise<TrainingSource> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(target.uri, true));
  const engine = await loadEngine();
  const title = target.uri.slice(target.uri.lastIndexOf('/') + 1);
  const plan = nearest(engine.plans(decodeURIComponent(title), target.uri, document.getText()), target.line);
  if (plan === null) {
    throw new Error(
      'No TensorFlow 1 train op is made when this file runs by itself: no call of minimize or apply_gradients is reached. ' +
        'Open a program that trains, and run “Visualize Global Step” there.',
    );
  }
  const request = {
    runs: pairOf(plan),
    pace: { stretchSeconds: readSettings(document).stretchSeconds },
    stopAtNonFinite: true,
  };
  const session = new TrainingSession(plan.title, request, startThread);
  session.start();
  return session;
}

/** The plan whose call stands nearest to a line: the text may have moved since the line was noted. */
function nearest(plans: readonly TrainingPlan[], line: number): TrainingPlan | null {
  const distance = (plan: TrainingPlan): number => Math.abs(plan.call.line - line);
  return plans.reduce<TrainingPlan | null>(
    (best, plan) => (best === null || distance(plan) < distance(best) ? plan : best),
    null,
  );
}
