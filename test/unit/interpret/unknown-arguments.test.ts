import { describe, expect, it } from 'vitest';
import type { ClockMeaning } from '../../../src/frameworks/clock-symbol';
import { clockSymbol } from '../../../src/frameworks/clocks';
import { none, tolerant } from '../../../src/interpret/values';
import { type ModelledFunction, modelledFunctions, readModelled } from '../../helpers/modelled-functions';
import { testParser } from '../../helpers/python-parser';
import { type Place, UnknownTrials } from '../../helpers/unknown-trials';

const parser = await testParser();
const functions = modelledFunctions(readModelled(parser));
const trials = new UnknownTrials(parser);

/** Arguments that a function may answer without knowing, and why. No places: whatever it is given. */
const needless: readonly (readonly [names: RegExp, why: string, places?: readonly Place[]])[] = [
  [/^os\.path\.(?:exists|isfile|isdir)$/, 'nothing outside of the program is there'],
  [/^os\.(?:makedirs|mkdir|remove|system|chdir|rmdir|putenv|rename)$/, 'they only change what is outside'],
  [/^sys\.set/, 'they change how Python runs'],
  [/^(?:sys|builtins)\.(?:exit|quit)$/, 'the program ends, whatever its code is'],
  [/^(?:time|datetime)\.sleep$/, 'no time passes'],
  [/^builtins\.print$/, 'what is printed is not looked at'],
  [
    /^(?:builtins|codecs|io)\.open$/,
    'a file that is not known is missing; how its text is encoded is looked at by nobody',
    [0, 2, 3, 4, 5, 'file', 'name', 'encoding', 'anything'],
  ],
  [/^zipfile\.ZipFile$/, 'what is in it is not known anyway'],
  [/^csv\.(?:Dict)?[wW]riter$/, 'it only writes'],
  [/^functools\.partial$/, 'it holds them: what it makes is tried below'],
  [/^functools\.(?:wraps|lru_cache)$/, 'they give back the function that they are around'],
  [/^tqdm\.tqdm/, 'how a bar looks', [1, 'anything']],
  [/^builtins\.setattr$/, 'what an unknown object has is not known anyway', [0]],
  [/^builtins\.(?:min|max)$/, 'only of nothing', ['default']],
  [/^tensorflow\.(?:Interactive)?Session$/, 'where and how it runs', [0, 'anything']],
  [/^tensorflow\.train\..*Session$/, 'where and how it runs: only its hooks end it', [0, 1, 'anything']],
  [/^tensorflow\.(?:device|init_scope)$/, 'where operations run'],
  [/^tensorflow\.\w*_scope$/, 'only errors depend on them', ['values', 'reuse', 'auxiliary_name_scope']],
  [/^tensorflow\.(?:name|variable)_scope$/, 'only errors depend on the values', [2]],
  [/^tensorflow\.\w*op_scope$/, 'only errors depend on the values', [0]],
  [/^tensorflow\.(?:cond|case)$/, 'only errors and names depend on them', ['strict', 'name', 'exclusive']],
  [
    /^tensorflow\.(?:while_loop|map_fn|scan|foldl)$/,
    'how it runs, and what can be told beforehand',
    ['parallel_iterations', 'back_prop', 'swap_memory', 'infer_shape', 'shape_invariants', 'name', 'dtype'],
  ],
  [/^tensorflow\.test\.is_gpu_available$/, 'nothing outside of the program is there'],
  [/^tensorflow\.summary\.FileWriter$/, 'it only writes'],
  [/^numpy\.(?:set_printoptions|seterr|savetxt|save|savez|savez_compressed)$/, 'they only print and write'],
  [
    /^argparse\.ArgumentParser$/,
    'what it prints',
    [0, 1, 2, 3, 'prog', 'usage', 'description', 'epilog', 'formatter_class', 'add_help'],
  ],
  [/^a_parser\.(?:register|print_help|add_\w*group)$/, 'no argument of the program is one of theirs'],
  [/^a_session\.run$/, 'what it tells about the run', [2, 3, 'options', 'run_metadata']],
  [/^a_data_set\.(?:prefetch|cache|with_options)$/, 'when elements are made'],
  [/^a_data_set\.map$/, 'when elements are made', [1, 'num_parallel_calls', 'deterministic', 'name']],
  [
    /^tensorflow\.(?:(?:image|io)\.)?(?:decode_\w+|read_file|parse_(?:single_)?example)$/,
    'numbers that fit stand in for what is read of a file',
    [0, 'contents', 'input_bytes', 'records', 'serialized', 'filename'],
  ],
  [
    /^tensorflow\.data\.\w+(?:Record|Line)Dataset$/,
    'records stand in for those of files that are not known',
    [0, 1, 2, 3, 'filenames', 'compression_type', 'buffer_size', 'num_parallel_reads', 'anything'],
  ],
  [/^tensorflow\.\w+Reader$/, 'its records stand in'],
  [
    /^tensorflow\.train\.\w*input_producer$/,
    'names of files may be unknown',
    [0, 'string_tensor', 'input_tensor', 'limit', 'capacity', 4],
  ],
  [
    /^tensorflow\.train\.\w*batch(?:_join)?$/,
    'how quickly a queue is filled, and its order among threads',
    [2, 3, 'num_threads', 'capacity', 'min_after_dequeue', 'dynamic_pad', 'shapes', 'shared_name', 'name'],
  ],
  [/^(?:horovod|byteps)\./, 'how several processes work together: here there is one'],
  [/^a_variable\.(?:make_session_run_hook|get_init_tokens_op)$/, 'how several workers wait for each other'],
  [/^a_session\.save_checkpoint$/, 'an unknown step is told as … in the name of the file', [1]],
  [/\bmnist\.next_batch$/, 'which of the made examples come', [1, 2, 'fake_data', 'shuffle']],
  [/\.read_data_sets$|\.load_mnist$/, 'where a download would go', [0, 'train_dir', 'source_url', 'seed']],
  [/\.load_data$/, 'what is made is the whole set'],
  [/^a_\w+\.(?:rotate|extendleft|\w+_update|popitem|move_to_end)$/, 'they are not modelled: their object is lost'],
];

const recorded = 'it is recorded with its arguments: test/unit/plan/clocks says what comes of unknown ones';

/** The same of what libraries have for a training's clock, by what it is there; null: every argument of it is looked at. */
const clockParts: Readonly<Record<ClockMeaning['kind'], string | null>> = {
  scheduler: recorded,
  optimizer: recorded,
  'rate-schedule': recorded,
  transform: recorded,
  batches: 'how many batches there are is a field: no number of the program is taken for it',
  scaler: 'how gradients are scaled',
  holder: 'what it holds is recorded; what else it is made with is no part of the clock',
  same: 'it gives what it is passed',
  preparer: null,
  wrapper: null,
  'applies-updates': null,
  'loop-module': null,
  inert: null,
};

/** Arguments of `Accelerator` that are no part of the clock, and a star, after which `prepare` gives nothing known; the fourth place adds batches up. */
const ofAccelerator: readonly Place[] = [0, 1, 2, 'split_batches', 'mixed_precision', 'anything', 'star'];

function isNeedless(name: string, place: Place): boolean {
  const part = clockSymbol(name)?.meaning.kind;
  if (part === 'preparer') return ofAccelerator.includes(place);
  if (part !== undefined && clockParts[part] !== null) return true;
  return needless.some(([names, , places]) => names.test(name) && (places === undefined || places.includes(place)));
}

/** The arguments that a function takes as known where they are not; those without a call that shows it too. */
function taken(tried: ModelledFunction): string[] {
  const ignored = trials.ignoredBy(tried, (place) => isNeedless(tried.name, place));
  return [...ignored].map(([place, call]) => `${tried.name}: ${place}: ${call ?? 'no call gives anything known'}`);
}

const groups = [...new Set(functions.map(({ name }) => name.split('.')[0] ?? name))];

describe('an argument that is not known', () => {
  it.each(groups)('is taken as known by no function of %s', (group) => {
    expect(functions.filter(({ name }) => name.split('.')[0] === group).flatMap(taken)).toEqual([]);
  });

  it('is given to every function that is modelled', () => {
    expect(functions.length).toBeGreaterThan(700);
    for (const [names] of needless) expect(functions.filter(({ name }) => names.test(name))).not.toEqual([]);
  });

  it.each([
    ['a place that it does not look at', tolerant('f', [0], () => none), ['f: 0: f(int)']],
    ['a name', tolerant('f', ['a'], () => none), ['f: a: f(a=u)']],
    ['any', tolerant('f', ['*'], ({ positional: [value = none] }) => value), ['f: 1: f(int, u)']],
  ])('is noticed where a function takes it: %s', (_, callee, wanted) => {
    const found = taken({ name: 'f', tried: () => ({ callee, object: none }) });
    expect(found).toEqual(wanted.map((text) => text.replace('f(int)', 'f(u)')));
  });
});
