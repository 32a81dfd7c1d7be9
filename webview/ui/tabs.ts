import { element, setAttribute } from './dom';

/** One view of a page: its name in addresses and tests, its label, and what it shows. */
export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly content: HTMLElement;
}

/**
 * Tabs after the authoring practices: one tab stop, arrow keys, Home and End. The toolkit's own panels set style attributes, which the
 * page's policy refuses.
 */
export class Tabs {
  readonly list: HTMLElement;
  readonly panels: readonly HTMLElement[];
  private readonly buttons: readonly HTMLButtonElement[];
  private chosen = 0;

  constructor(
    label: string,
    private readonly tabs: readonly Tab[],
    private readonly onChoose: (id: string) => void,
  ) {
    this.buttons = tabs.map((tab, index) => {
      const button = element(
        'button',
        { type: 'button', role: 'tab', class: 'tab', id: `tab-${tab.id}`, 'aria-controls': `view-${tab.id}` },
        tab.label,
      );
      button.addEventListener('click', () => {
        this.choose(index);
      });
      return button;
    });
    this.list = element('div', { class: 'tabs', role: 'tablist', 'aria-label': label }, ...this.buttons);
    this.list.addEventListener('keydown', (event) => {
      this.press(event);
    });
    this.panels = tabs.map(({ id, content }) =>
      element('div', { role: 'tabpanel', id: `view-${id}`, class: 'view', 'aria-labelledby': `tab-${id}` }, content),
    );
    this.mark();
  }

  /** Shows a view by its id. */
  show(id: string): void {
    const index = this.tabs.findIndex((tab) => tab.id === id);
    if (index >= 0) this.choose(index);
  }

  /** Leaves out views that hold nothing: the first one takes the place of one that is shown; with one left there is nothing to choose. */
  leaveOut(ids: ReadonlySet<string>): void {
    const isOut = this.tabs.map(({ id }) => ids.has(id));
    this.buttons.forEach((button, index) => {
      button.hidden = isOut[index] === true;
    });
    this.list.hidden = isOut.filter((out) => !out).length < 2;
    if (isOut[this.chosen] === true) this.choose(isOut.indexOf(false));
  }

  private choose(index: number): void {
    if (index === this.chosen) return;
    this.chosen = index;
    this.mark();
    this.onChoose(this.tabs[index]?.id ?? '');
  }

  private mark(): void {
    this.buttons.forEach((button, index) => {
      setAttribute(button, 'aria-selected', String(index === this.chosen));
      setAttribute(button, 'tabindex', index === this.chosen ? '0' : '-1');
    });
    this.panels.forEach((panel, index) => {
      panel.hidden = index !== this.chosen;
    });
  }

  private press(event: KeyboardEvent): void {
    const shown = this.buttons.flatMap(({ hidden }, index) => (hidden ? [] : [index]));
    const at = shown.indexOf(this.chosen);
    const moves = new Map(
      Object.entries({
        ArrowRight: shown[at + 1] ?? shown[0],
        ArrowLeft: shown[at - 1] ?? shown.at(-1),
        Home: shown[0],
        End: shown.at(-1),
      }),
    );
    const target = moves.get(event.key);
    if (target === undefined) return;
    event.preventDefault();
    this.choose(target);
    this.buttons[target]?.focus();
  }
}
