import {
  Button,
  Checkbox,
  Dropdown,
  Option,
  provideVSCodeDesignSystem,
  TextField,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { visibleLines } from '../../src/base/escape/visible';
import { element, setText } from './dom';

/**
 * Registers the elements that the makers below use; before the first of them is made. The toolkit's progress ring, panels and data grid
 * are left out: they set style attributes, which the page's policy refuses.
 */
export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeTextField(),
  );
}

/** A button of the toolkit, as the rest of the page sees it. */
export interface ToolkitButton {
  readonly root: HTMLElement;
  /** A disabled button keeps its place, and its focus where it has it. */
  setEnabled(isEnabled: boolean): void;
  /** Another label and icon in the same place: the button keeps the focus. */
  relabel(label: string, icon: SVGSVGElement | null): void;
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

/** Makes a button that is an icon alone; the label is its name for a screen reader, and its tooltip. */
export function makeIconButton(label: string, icon: SVGSVGElement, onPress: () => void): ToolkitButton {
  const button = new Button();
  button.appearance = 'icon';
  const name = (text: string): void => {
    button.setAttribute('aria-label', text);
    button.title = text;
  };
  name(label);
  button.append(icon);
  button.addEventListener('click', onPress);
  return {
    root: button,
    setEnabled: (isEnabled) => {
      if (button.disabled === isEnabled) button.disabled = !isEnabled;
    },
    relabel: (next, nextIcon) => {
      if (button.title === next) return;
      name(next);
      if (nextIcon !== null) button.replaceChildren(nextIcon);
    },
  };
}

/** A control that holds a value. */
export interface ToolkitField<T> {
  readonly root: HTMLElement;
  /** Shows a value; does not call back. */
  show(value: T): void;
}

/** Makes a checkbox; `name` replaces the label for a screen reader where the label alone would not do. */
export function makeCheckbox(label: string, name: string, onChange: (isOn: boolean) => void): ToolkitField<boolean> {
  const box = new Checkbox();
  setText(box, label);
  if (name !== label) box.setAttribute('aria-label', name);
  box.addEventListener('change', () => {
    onChange(box.checked);
  });
  return {
    root: box,
    show: (isOn) => {
      if (box.checked !== isOn) box.checked = isOn;
    },
  };
}

/** Makes a list to choose one of; its label is for a screen reader, and stands before it where `isLabelled`. */
export function makeDropdown(
  label: string,
  choices: readonly (readonly [value: string, label: string])[],
  isLabelled: boolean,
  onChange: (value: string) => void,
): ToolkitField<string> {
  const list = new Dropdown();
  list.setAttribute('aria-label', label);
  for (const [value, text] of choices) {
    const option = new Option();
    option.value = value;
    setText(option, text);
    list.append(option);
  }
  list.addEventListener('change', () => {
    onChange(list.value);
  });
  return {
    root: isLabelled
      ? element('span', { class: 'labelled' }, element('span', { 'aria-hidden': 'true' }, label), list)
      : list,
    show: (value) => {
      if (list.value !== value) list.value = value;
    },
  };
}

/** Makes a line to write in; `onEnter` hears what stands there when Enter is pressed, or the field is left with another text. */
export function makeTextField(label: string, onEnter: (text: string) => void, placeholder = ''): ToolkitField<string> {
  const field = new TextField();
  // The toolkit names a field by its content when it enters the page; the page shows labels of its own.
  setText(field, label);
  field.placeholder = placeholder;
  field.addEventListener('change', () => {
    onEnter(field.value);
  });
  return {
    root: field,
    show: (text) => {
      if (field.value !== text && document.activeElement !== field) field.value = text;
    },
  };
}

/** A line for a value, which is heard with every letter. */
export interface ToolkitValueField extends ToolkitField<string> {
  /** Puts a text in, also under the user's hands. */
  put(text: string): void;
  /** Says for a screen reader, and by the frame, whether what stands there is none. */
  setInvalid(isInvalid: boolean): void;
}

/** Makes a line for a value under its label; `onNudge` hears the arrow keys up (1) and down (-1). */
export function makeValueField(
  label: string,
  onInput: (text: string) => void,
  onNudge: ((direction: 1 | -1) => void) | null,
): ToolkitValueField {
  const field = new TextField();
  setText(field, label);
  field.addEventListener('input', () => {
    onInput(field.value);
  });
  field.addEventListener('keydown', (event) => {
    if (onNudge === null || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onNudge(event.key === 'ArrowUp' ? 1 : -1);
  });
  const put = (text: string): void => {
    if (field.value !== text) field.value = text;
  };
  return {
    root: element('span', { class: 'setting' }, element('span', { 'aria-hidden': 'true' }, label), field),
    put,
    show: (text) => {
      if (document.activeElement !== field) put(text);
    },
    setInvalid: (isInvalid) => {
      field.toggleAttribute('aria-invalid', isInvalid);
      if (isInvalid) field.setAttribute('aria-invalid', 'true');
    },
  };
}

function fill(button: Button, label: string, icon: SVGSVGElement | null): void {
  icon?.setAttribute('slot', 'start');
  button.replaceChildren(...(icon === null ? [] : [icon]), visibleLines(label));
}
