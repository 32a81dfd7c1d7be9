import { visible } from './visible';

/** A text for a label of VS Code (a lens, an item of a list, a status): there, `$(name)` is an icon unless a backslash stands before it. */
export function escapeLabel(text: string): string {
  return visible(text).replaceAll('$(', '\\$(');
}

/** A text for a notification of VS Code: there, `[text](address)` is a link, also one that runs a command, and nothing escapes it. */
export function escapeNotice(text: string): string {
  return visible(text).replaceAll('](', '] (');
}

/** Names that Windows keeps for devices, whatever their ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** A text as the name of a file: one name, in no other folder, that every system takes. */
export function escapeFileName(text: string): string {
  const name = text
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^\.+|\.+$/g, '_')
    .replace(devices, '$&_')
    .slice(0, 100);
  return name === '' ? '_' : name;
}
