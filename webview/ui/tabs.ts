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
    const last = this.buttons.length - 1;
    const moves = new Map(
      Object.entries({
        ArrowRight: this.chosen === last ? 0 : this.chosen + 1,
        ArrowLeft: this.chosen === 0 ? last : this.chosen - 1,
        Home: 0,
        End: last,
      }),
    );
    const target = moves.get(event.key);
    if (target === undefined) return;
    event.preventDefault();
    this.choose(target);
    this.buttons[target]?.focus();
  }
}
