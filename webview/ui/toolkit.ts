import { Button, provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';

/**
 * Registers the elements that the makers below use; before the first of them is made. Buttons alone: the toolkit's progress ring
 * carries an inline style, which the page's policy refuses.
 */
export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(vsCodeButton());
}

/** A button of the toolkit, as the rest of the page sees it. */
export interface ToolkitButton {
  readonly root: HTMLElement;
  /** A disabled button keeps its place, and its focus where it has it. */
  setEnabled(isEnabled: boolean): void;
  /** Another label and icon in the same place: the button keeps the focus. */
  relabel(label: string, icon: SVGSVGElement): void;
}

/** Makes a button; `icon` stands before the label and says nothing by itself. */
export function makeButton(
  label: string,
  appearance: 'primary' | 'secondary',
  icon: SVGSVGElement | null,
  onPress: () => void,
): ToolkitButton {
  const button = new Button();
  button.appearance = appearance;
  fill(button, label, icon);
  button.addEventListener('click', onPress);
  return {
    root: button,
    setEnabled: (isEnabled) => {
      if (button.disabled === isEnabled) button.disabled = !isEnabled;
    },
    relabel: (next, nextIcon) => {
      if (button.textContent !== next) fill(button, next, nextIcon);
    },
  };
}

function fill(button: Button, label: string, icon: SVGSVGElement | null): void {
  icon?.setAttribute('slot', 'start');
  button.replaceChildren(...(icon === null ? [] : [icon]), label);
}
