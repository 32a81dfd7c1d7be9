// The part of TensorFlow 1 that TensorFlow itself writes in Python: layers, cells, loops of training. It is written in Python here too,
// in few lines of operations that the catalogue has, and read with the program that uses it.
import gym from '../gym/gym.py';
import lightning from '../lightning/trainer.py';
import datasets from '../scikit-learn/datasets.py';
import preprocessing from '../scikit-learn/preprocessing.py';
import canned from './library/canned.py';
import contribLearn from './library/contrib_learn.py';
import contribLayers from './library/contrib_layers.py';
import estimator from './library/estimator.py';
import featureColumn from './library/feature_column.py';
import kerasLayers from './library/keras_layers.py';
import kerasTraining from './library/keras_training.py';
import layers from './library/layers.py';
import loops from './library/loops.py';
import losses from './library/losses.py';
import metrics from './library/metrics.py';
import nest from './library/nest.py';
import rnn from './library/rnn.py';
import rnnCell from './library/rnn_cell.py';
import sampled from './library/sampled.py';
import training from './library/training.py';

/** A module of the library: the names below `tf` that it defines begin with one of its prefixes. */
interface LibraryModule {
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
  { file: `${folder}/estimator.py`, text: estimator, prefixes: ['estimator'] },
  { file: `${folder}/canned.py`, text: canned, prefixes: ['estimator'] },
  { file: `${folder}/feature_column.py`, text: featureColumn, prefixes: ['feature_column', 'contrib.layers'] },
  { file: `${folder}/contrib_learn.py`, text: contribLearn, prefixes: ['contrib.learn'] },
  { file: `${folder}/losses.py`, text: losses, prefixes: ['losses'] },
  { file: `${folder}/training.py`, text: training, prefixes: ['train'] },
  { file: `${folder}/loops.py`, text: loops, prefixes: ['contrib.slim.learning', 'contrib.training'] },
  { file: `${folder}/keras_layers.py`, text: kerasLayers, prefixes: ['keras.layers', 'keras'] },
  { file: `${folder}/keras_training.py`, text: kerasTraining, prefixes: ['keras.training'] },
  { file: `${folder}/sampled.py`, text: sampled, prefixes: ['nn'] },
  { file: `${folder}/nest.py`, text: nest, prefixes: ['nest', 'contrib.framework.nest'] },
  // Names of other libraries, which begin with none of TensorFlow's.
  { file: 'gym/gym.py', text: gym, prefixes: ['gym', 'gym.spaces', 'gym.core'] },
  { file: 'lightning/trainer.py', text: lightning, prefixes: ['lightning'] },
  { file: 'scikit-learn/datasets.py', text: datasets, prefixes: ['sklearn.datasets', 'sklearn.utils'] },
  { file: 'scikit-learn/preprocessing.py', text: preprocessing, prefixes: ['sklearn.preprocessing'] },
  { file: `${folder}/metrics.py`, text: metrics, prefixes: ['metrics'] },
  {
    file: `${folder}/rnn_cell.py`,
    text: rnnCell,
    prefixes: ['nn.rnn_cell', 'contrib.rnn', 'contrib.rnn.core_rnn_cell', 'rnn_cell'],
  },
  {
    file: `${folder}/rnn.py`,
    text: rnn,
    prefixes: ['nn', 'contrib.rnn', 'contrib.seq2seq', 'contrib.legacy_seq2seq', 'nn.seq2seq', 'rnn'],
  },
];

const texts = new Set(modules.map(({ text }) => text));

/** Whether a text is a module of the library. */
export function isOfLibrary({ text }: { readonly text: string }): boolean {
  return texts.has(text);
}

/** What stands at the margin of a module and does not begin with an underscore. */
const definition = /^(?:(?:def|class) +([A-Za-z]\w*)|([A-Za-z]\w*) *=[^=])/gm;

function namesIn({ text }: LibraryModule): string[] {
  return [...text.matchAll(definition)].map(([, defined, assigned]) => defined ?? assigned ?? '');
}

/** The names that the modules of a prefix define, as `import *` brings them. */
export function namesBelow(prefix: string): string[] {
  return modules.filter(({ prefixes: own }) => own.includes(prefix)).flatMap(namesIn);
}

const members = new Map<string, { readonly module: LibraryModule; readonly member: string }>();
for (const module of modules)
  for (const member of namesIn(module))
    for (const prefix of module.prefixes) members.set(`${prefix}.${member}`, { module, member });

/** The module and the name in it of a public name below `tf` that is written in Python; null for any other. */
export function definedInPython(name: string): { readonly module: LibraryModule; readonly member: string } | null {
  return members.get(name) ?? null;
}

const prefixes = new Set(modules.flatMap((module) => module.prefixes));

/** Whether a public name below `tf` is that of a module of the library. */
export function isLibraryModule(name: string): boolean {
  return prefixes.has(name);
}
