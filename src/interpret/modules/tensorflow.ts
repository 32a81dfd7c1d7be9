import { message, verbatim } from '../../base/message';
import type { Meaning } from '../../frameworks/symbol';
import { canonicalName, isModule, meaningOf } from '../../frameworks/tensorflow1/catalogue';
import { isLibraryModule } from '../../frameworks/tensorflow1/library';
import type { Module } from '../../python/statements';
import type { Span } from '../../python/syntax';
import type { DataFiles } from '../data-files';
import type { Recorder } from '../record/recorder';
import {
  anything,
  type Arguments,
  bool,
  type InstanceValue,
  type ModuleValue,
  none,
  nothing,
  recording,
  str,
  tolerant,
  unknown,
  type Value,
} from '../values';
import { flagsModule } from './flags';
import { asDataName, dataNames } from './data-sets/names';
import { dataMember } from './tensorflow-data';
import { eagerMember } from './keras-eager';
import { kerasDataSets } from './keras-data-sets';
import { learnDataSets, mnistModule } from './mnist';
import { openFunction } from './text-files';
import { assertNames, helperNames, tensorFlowHelper } from './tensorflow-helpers';

/** What `tf.app.run`, the flags and functions of the program need of the interpreter. */
export interface Program {
  readonly module: Module;
  readonly recorder: Recorder;
  readonly apply: (callee: Value, given: Arguments) => Value;
  /** The name `main` of the program's module. */
  readonly main: () => Value | null;
  readonly flags: InstanceValue;
  /** The files of data that it opens. */
  readonly files: DataFiles;
  /** What TensorFlow writes in Python itself, by its name below `tf`; null where that is not written here. */
  readonly libraryMember: (name: string, span: Span) => Value | null;
}

/** The module `tensorflow`, or a part of it: a member is a Python-side helper, a submodule, or a call to be recorded. */
export function tensorFlowModule(program: Program, prefix = ''): ModuleValue {
  return {
    kind: 'module',
    path: prefix === '' ? 'tensorflow' : `tensorflow.${prefix}`,
    modelled: prefix === '' ? [...helperNames, ...dataNames, 'flags', 'examples.tutorials.mnist.input_data'] : [],
    member: (name, span) => member(program, prefix === '' ? name : `${prefix}.${name}`, span),
  };
}

function member(program: Program, given: string, span: Span): Value {
  const path = canonicalName(given);
  if (program.recorder.clocks.updatesAtOnce && path !== '') return eagerMember(program, path, span);
  const written = program.libraryMember(path, span);
  if (written !== null) return meaningOf(path).kind === 'reader' ? alsoRecorded(program, path, written) : written;
  if (path === '') return tensorFlowModule(program, given);
  const meaning = meaningOf(path);
  if (meaning.kind === 'dtype') return { kind: 'dtype', value: meaning.dtype };
  if (path === 'app.flags' || path === 'flags' || path === 'platform.flags') return flagsModule(program.flags);
  const { recorder } = program;
  if (/(?:^|\.)mnist\.input_data$|\bdatasets\.mnist$/.test(path) && !/keras/.test(path))
    return recorder.standIns.once('input_data', () => mnistModule(recorder));
  if (path === 'contrib.learn.datasets') return learnDataSets(recorder);
  if (/^keras\.datasets$/.test(path)) return kerasDataSets(recorder);
  const data = asDataName(path);
  const dataSet = data === null ? null : dataMember(program, data);
  if (dataSet !== null) return dataSet;
  const helper = tensorFlowHelper(program, path);
  return (
    helper ??
    (isModule(path) || isLibraryModule(path) ? tensorFlowModule(program, path) : recorded(program, path, span))
  );
}

/** What is written in Python and reads a step: its call is recorded, and its object is Python's. */
function alsoRecorded({ recorder, apply }: Program, path: string, written: Value): Value {
  return recording(path, (given) => {
    recorder.recordGiven(path, given);
    return apply(written, given);
  });
}

function recorded(program: Program, path: string, span: Span): Value {
  const { recorder } = program;
  if (path.startsWith('GraphKeys.')) return str(collectionKey(path.slice('GraphKeys.'.length)));
  const file = /(?:^|\.)gfile\.(\w+)$/.exec(path)?.[1];
  if (file !== undefined) return fileFunction(file, program);
  if (speaksOnly(meaningOf(path))) {
    return tolerant(path, anything, (given) => {
      assertNames(recorder, path, given);
      return nothing;
    });
  }
  if (path === '__version__' || path === 'VERSION') return str('1.15.0');
  if (path === 'newaxis') return none;
  if (path === 'AUTO_REUSE') return { kind: 'bool', value: true };
  if (/^(?:errors|contrib\.learn|examples|datasets)\b/.test(path)) return unknown(verbatim(`tf.${path}`), span);
  if (/^[A-Z_]+$/.test(path)) return unknown(verbatim(`tf.${path}`), span);
  return recording(path, (given) => recorder.recordGiven(path, given));
}

/** `tf.gfile`: nothing outside of the program is looked at. What would be read is not known. */
function fileFunction(name: string, program: Program): Value {
  const { recorder } = program;
  if (/^(?:exists|isdirectory|isdir)$/i.test(name))
    return tolerant(name, anything, () => {
      recorder.standIns.doubts += 1;
      return bool(false);
    });
  if (/^(?:g?file|fastgfile|open)$/i.test(name)) return openFunction(program);
  if (/^(?:glob|listdir|listdirectory|stat|walk)$/i.test(name))
    return tolerant(name, anything, ({ span }) => unknown(message('a file'), span));
  return tolerant(name, anything, () => nothing);
}

/** Whether a call does not matter to the training: it logs, saves or configures, or makes a hook that does. */
function speaksOnly(meaning: Meaning): boolean {
  return (
    meaning.kind === 'harmless' ||
    meaning.kind === 'hook' ||
    (meaning.kind === 'reader' && meaning.step === null && meaning.trains === null)
  );
}

/** The strings that stand behind `tf.GraphKeys`. */
function collectionKey(name: string): string {
  return name === 'GLOBAL_VARIABLES' || name === 'VARIABLES' ? 'variables' : name.toLowerCase();
}
