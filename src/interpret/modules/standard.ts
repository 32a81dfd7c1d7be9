import { message, verbatim } from '../../base/message';
import type { Note } from '../drawing';
import type { OutputLog } from '../output/output-log';
import type { Recorder } from '../record/recorder';
import type { MersenneTwister } from '../numpy/mersenne-twister';
import {
  anything,
  bool,
  builtin,
  type DictValue,
  int,
  list,
  type ModuleValue,
  none,
  nothing,
  str,
  tolerant,
  tuple,
  unknown,
  type Value,
} from '../values';
import { leave } from './python';
import { asNumber, settled, textOf } from '../read-value';
import { keyOf } from '../dict-keys';
import { sliceIndices } from '../slices';
import { type Apply, harmlessModule, moduleOf } from './module-of';
import { randomModule } from './python-random';
import { functools, itertools } from './itertools';
import { copied, deeplyCopied } from './copying';
import { makeRange } from './ranges';

/** What the modules of Python's library need of the program that imports them. */
interface StandardNeeds {
  readonly apply: Apply;
  readonly random: MersenneTwister;
  readonly note: Note;
  readonly recorder: Recorder;
}

type MakeModule = (needs: StandardNeeds) => Value;

/** Modules that only draw, log or warn, or whose functions change nothing that the program reads. */
const harmless = 'matplotlib pylab seaborn mpl_toolkits logging warnings pprint IPython gc'.split(' ');

/** The modules of Python's library, and what programs draw and log with. */
export const standardModules: ReadonlyMap<string, MakeModule> = new Map<string, MakeModule>([
  ['os', osModule],
  [
    'sys',
    ({ recorder: { runLog } }) =>
      runLog.output === null ? sysModule : { ...sysModule, member: printingSys(runLog.output) },
  ],
  ['random', ({ random, note }) => randomModule(random, note)],
  ['itertools', () => itertools],
  ['functools', ({ apply }) => functools(apply)],
  [
    'copy',
    () =>
      moduleOf('copy', {
        copy: tolerant('copy', [0], ({ positional: [value = none] }) => copied(value)),
        deepcopy: tolerant('deepcopy', [0], ({ positional: [value = none] }) => deeplyCopied(value)),
      }),
  ],
  ['time', () => clock('time')],
  ['datetime', () => clock('datetime')],
  ['tqdm', () => passing],
  ...harmless.map((name): [string, MakeModule] => [name, () => harmlessModule(name)]),
]);

/** Whatever goes through a progress bar comes out of it. */
const passing: ModuleValue = {
  kind: 'module',
  path: 'tqdm',
  names: ['tqdm', 'tqdm_notebook', 'trange', 'tnrange', 'notebook', 'auto', 'autonotebook', 'contrib'],
  member: (name, span) => {
    if (name === 'trange' || name === 'tnrange') return builtin(name, (given) => makeRange(given));
    if (/^(?:notebook|auto|autonotebook|contrib)$/.test(name)) return passing;
    if (!/^tqdm/.test(name)) return unknown(verbatim(`tqdm.${name}`), span);
    // Without anything to go through it only draws.
    return tolerant(name, anything, ({ positional: [value], named }) => value ?? named.get('iterable') ?? nothing);
  },
};

/** Parts of a path: an absolute one begins it anew, an empty one adds nothing. */
function joinedPath(parts: readonly string[]): string {
  return parts.reduce(
    (path, part) => (path === '' || part.startsWith('/') ? part : `${path.replace(/\/$/, '')}/${part}`),
    '',
  );
}

const join = builtin('join', ({ positional, span }) =>
  positional.length === 0 ? unknown(message('a path'), span) : str(joinedPath(positional.map(textOf))),
);

const pathFunctions: Readonly<Record<string, Value>> = {
  join,
  dirname: builtin('dirname', ({ positional: [value = none] }) => str(textOf(value).replace(/\/?[^/]*$/, ''))),
  basename: builtin('basename', ({ positional: [value = none] }) => str(textOf(value).replace(/^.*\//, ''))),
  abspath: builtin('abspath', ({ positional: [value = none] }) => value),
  realpath: builtin('realpath', ({ positional: [value = none] }) => value),
  expanduser: builtin('expanduser', ({ positional: [value = none] }) => value),
};

/** `os.path`. Nothing outside of the program is looked at: no checkpoint, no data set is there. */
function pathModule(recorder: Recorder): ModuleValue {
  const looks = ['exists', 'isfile', 'isdir'].map((name): [string, Value] => [
    name,
    tolerant(name, anything, () => {
      recorder.standIns.doubts += 1;
      return bool(false);
    }),
  ]);
  return moduleOf('os.path', { ...pathFunctions, ...Object.fromEntries(looks) });
}

/** Functions of `os` that only change what is outside of the program. */
const outside = ['makedirs', 'mkdir', 'remove', 'system', 'chdir', 'rmdir', 'putenv', 'rename'];

/** The module `os`. Its environment has what the program puts there; that of the machine is not looked at. */
function osModule({ recorder }: StandardNeeds): ModuleValue {
  const environment: DictValue = {
    kind: 'dict',
    entries: new Map(),
    otherwise: (key, span) => unknown(message('{0} of the environment', textOf(key)), span),
  };
  const members: Readonly<Record<string, Value>> = {
    path: pathModule(recorder),
    environ: environment,
    getenv: tolerant('getenv', [1, 'default'], ({ positional: [key = none, otherwise = none], named }) => {
      const held = settled(environment);
      if (held.kind === 'unknown') return held;
      const text = keyOf(named.get('key') ?? key);
      return (text === null ? undefined : environment.entries.get(text)?.value) ?? named.get('default') ?? otherwise;
    }),
    getcwd: builtin('getcwd', () => str('.')),
    sep: str('/'),
    ...Object.fromEntries(outside.map((name) => [name, tolerant(name, anything, () => nothing)])),
  };
  return moduleOf('os', members);
}

/** The program is run without arguments; an argument that it reads all the same is unknown. */
const commandLine: Value = {
  kind: 'indexed',
  name: 'sys.argv',
  items: [str('program.py')],
  at: (index, span) => {
    if (asNumber(index) === 0) return str('program.py');
    const taken = index.kind === 'slice' ? sliceIndices(index, 1) : null;
    return taken === null
      ? unknown(message('an argument of the command line'), span)
      : list(taken.map(() => str('program.py')));
  },
};

const sysModule = moduleOf('sys', {
  argv: commandLine,
  exit: tolerant('exit', anything, leave),
  version_info: tuple([int(3), int(6), int(8)]),
  version: str('3.6.8'),
  maxsize: int(2 ** 53),
  maxint: int(2 ** 53),
  stdout: nothing,
  stderr: nothing,
  path: list([]),
  ...Object.fromEntries(
    ['setrecursionlimit', 'setdefaultencoding', 'setcheckinterval', 'setswitchinterval', 'settrace', 'setprofile'].map(
      (name) => [name, tolerant(name, anything, () => none)],
    ),
  ),
});

/** `sys` where somebody reads what is written to its standard output. */
function printingSys(output: OutputLog): ModuleValue['member'] {
  return (name, span) => (name === 'stdout' ? output.standardOutput : sysModule.member(name, span));
}

function clock(root: string): ModuleValue {
  return {
    kind: 'module',
    path: root,
    names: ['sleep'],
    member: (name, span) => {
      if (name === 'sleep') return tolerant(name, anything, () => none);
      return unknown(message('the time ({0}.{1})', root, name), span);
    },
  };
}
