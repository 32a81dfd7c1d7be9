// The part of TensorFlow 1 that TensorFlow itself writes in Python: layers, cells, loops of training. It is written in Python here too,
// in few lines of operations that the catalogue has, and read with the program that uses it.
import contribLayers from './library/contrib_layers.py';
import layers from './library/layers.py';
import metrics from './library/metrics.py';

/** A module of the library: the names below `tf` that it defines begin with one of its prefixes. */
export interface LibraryModule {
  readonly file: string;
  readonly text: string;
  readonly prefixes: readonly string[];
}

const folder = 'tensorflow1/library';

const modules: readonly LibraryModule[] = [
  { file: `${folder}/layers.py`, text: layers, prefixes: ['layers'] },
  {
    file: `${folder}/contrib_layers.py`,
    text: contribLayers,
    prefixes: ['contrib.layers', 'contrib.slim', 'contrib.framework'],
  },
  { file: `${folder}/metrics.py`, text: metrics, prefixes: ['metrics'] },
];

const texts = new Set(modules.map(({ text }) => text));

/** Whether a text is a module of the library. */
export function isOfLibrary({ text }: { readonly text: string }): boolean {
  return texts.has(text);
}

/** What stands at the margin of a module and does not begin with an underscore. */
const definition = /^(?:(?:def|class) +([A-Za-z]\w*)|([A-Za-z]\w*) *=[^=])/gm;

const members = new Map<string, { readonly module: LibraryModule; readonly member: string }>();
for (const module of modules)
  for (const [, defined, assigned] of module.text.matchAll(definition)) {
    const member = defined ?? assigned ?? '';
    for (const prefix of module.prefixes) members.set(`${prefix}.${member}`, { module, member });
  }

/** The module and the name in it of a public name below `tf` that is written in Python; null for any other. */
export function definedInPython(name: string): { readonly module: LibraryModule; readonly member: string } | null {
  return members.get(name) ?? null;
}
