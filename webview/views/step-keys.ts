import type { Transport } from './step-transport';

/** Does what a key says in the step's view; false where the key is not one of the view's, or belongs to a field. */
export function pressStepKey(event: KeyboardEvent, transport: Transport): boolean {
  const within = (selector: string): boolean =>
    event.target instanceof Element && event.target.closest(selector) !== null;
  if (within('vscode-text-field, vscode-dropdown, input') || event.ctrlKey || event.metaKey || event.altKey)
    return false;
  switch (event.key) {
    case 'ArrowRight':
      if (event.shiftKey) transport.nextStep();
      else transport.forward();
      return true;
    case 'ArrowLeft':
      if (event.shiftKey) transport.previousStep();
      else transport.back();
      return true;
    case ' ':
      if (within('button, vscode-button, summary')) return false;
      transport.togglePlay();
      return true;
    default:
      return false;
  }
}
