import { visibleLines } from '../../src/base/escape/visible';

type Attributes = Readonly<Record<string, string>>;
type Child = Node | string;

/** Makes an HTML element. Not for `style`: the page's policy forbids inline styles, classes carry them. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.map(shown));
  return made;
}

/** Makes an SVG element. */
export function svgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.map(shown));
  return made;
}

/** Gives the user a file to download, as the browser does it. */
export function download(name: string, bytes: ArrayBuffer): void {
  const address = URL.createObjectURL(new Blob([bytes]));
  // Not in the page: VS Code would open a link there by itself.
  element('a', { href: address, download: name }).click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}

/** Sets a text only where it differs, so that live regions and selections are left alone. */
export function setText(node: Node, text: string): void {
  const next = visibleLines(text);
  if (node.textContent !== next) node.textContent = next;
}

/** What a name holds that turns the direction of a line would turn the words beside it as well. */
function shown(child: Child): Child {
  return typeof child === 'string' ? visibleLines(child) : child;
}

/** Sets or removes an attribute, only where that changes something. */
export function setAttribute(target: Element, name: string, value: string | null): void {
  if (target.getAttribute(name) === value) return;
  if (value === null) target.removeAttribute(name);
  else target.setAttribute(name, value);
}
