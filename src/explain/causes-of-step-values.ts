import { literal } from '../base/literal';
import { message } from '../base/message';
import { methodNamed, tensorflow1 } from '../frameworks/tensorflow1/catalogue';
import { pathBelowTensorFlow } from '../frameworks/tensorflow1/names';
import type { LibrarySymbol } from '../frameworks/symbol';
import { type Cause, type ExplainedProgram, type FindCauses, found, likely, possible } from './explanation';

// Causes that lie in how a program uses the step's value: computes with it, takes it for a number of Python's, or feeds it.

/** What takes a number, and no variable or tensor, beside a writer of summaries. */
const takesNumber = /^(?:range|xrange|int|float|format|round|math\.\w+)$/;

/** TensorFlow's record of what a callee names; null for anything else. */
function symbolOf(callee: string): LibrarySymbol | null {
  const path = pathBelowTensorFlow(callee);
  return path === null ? null : tensorflow1.find(path);
}

/** A writer is an object of the program's: its method is told by its name. */
function writesSummary(name: string): boolean {
  const method = methodNamed(name);
  return method?.meaning.kind === 'reader' && method.meaning.role === 'summary';
}

/** What the program calls its steps, as it writes them. */
function stepNames({ index: { bindings } }: ExplainedProgram): string[] {
  const steps = bindings.filter(({ name, callee }) => {
    const kind = callee === null ? undefined : symbolOf(callee)?.meaning.kind;
    return kind === 'step' || (/step/i.test(name) && (kind === 'variable' || kind === 'placeholder'));
  });
  return [...new Set(steps.map(({ name }) => name))];
}

/** The first of some names that a text uses as it is, neither converted nor a part of another name. */
function used(text: string, names: readonly string[]): string | undefined {
  const bare = text.replace(/\w*(?:cast|to_\w+)\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '');
  return names.find((name) => mention(name).test(bare));
}

function mention(name: string, behind = '(?![\\w(])'): RegExp {
  return new RegExp(`(?<![\\w.'"])${literal(name)}${behind}`);
}

/** The step is an integer, and what it is computed with is not of its dtype. */
export const stepOfOtherType: FindCauses = (program) => {
  const names = stepNames(program);
  const cause = (range: Cause['range'], name: string): Cause =>
    likely(
      range,
      message('{0} is an integer, and TensorFlow converts neither side of an operation.', name),
      message('Convert it first: tf.cast({0}, tf.float32).', name),
    );
  const { bindings, calls } = program.index;
  return [
    ...bindings.flatMap(({ isArithmetic, text, range }) => {
      const name = isArithmetic ? used(text, names) : undefined;
      return name === undefined ? [] : [cause(range, name)];
    }),
    ...calls.flatMap(({ callee, args, keywords, range }) => {
      const meaning = symbolOf(callee)?.meaning;
      const computes = meaning?.kind === 'operation' && meaning.scalar !== null && !/cast|to_/.test(callee);
      const name = computes ? used([...args, ...Object.values(keywords)].join(', '), names) : undefined;
      return name === undefined ? [] : [cause(range, name)];
    }),
    possible(
      null,
      message('An int32 and an int64 differ, too: the graph’s own step is an int64.'),
      message('Make the constants of the step’s dtype, or cast both.'),
    ),
  ];
};

/** A variable stands where Python needs a number. */
export const stepAsNumber: FindCauses = (program) => {
  const names = stepNames(program);
  return [
    ...program.index.calls.flatMap(({ name: callee, args, keywords, range }) => {
      const given = [...args, ...Object.values(keywords)].find((text) => names.includes(text));
      if (given === undefined || !(takesNumber.test(callee) || writesSummary(callee))) return [];
      return [
        found(
          range,
          message('{0} takes a number, and {1} is a variable of the graph.', callee, given),
          message('Fetch its value: sess.run({0}), or tf.train.global_step(sess, {0}).', given),
        ),
      ];
    }),
    possible(
      null,
      message(
        'A comparison or a text with the step makes an operation, which has no value before a session has run it.',
      ),
      message('Fetch the step first, and go on with the number.'),
    ),
  ];
};

/** A run feeds the step a value that does not fit. */
export const stepFed: FindCauses = (program, { details }) => {
  const isCounted = details['counted'] !== undefined;
  const names = stepNames(program);
  const feeds = program.index.calls.flatMap(({ name, args, keywords, range }) => {
    const text = keywords['feed_dict'] ?? args[1] ?? '';
    const dictionary = program.index.bindings.findLast((binding) => binding.name === text)?.text ?? text;
    const fed =
      name === 'run' || name === 'eval' ? names.find((one) => mention(one, '\\s*:').test(dictionary)) : undefined;
    return fed === undefined ? [] : [{ range, fed }];
  });
  return [
    ...feeds.map(({ range, fed }) =>
      isCounted
        ? found(
            range,
            message(
              'This run feeds {0} and counts it: a fed value takes the variable’s place, and nothing can be added to it.',
              fed,
            ),
            message('Leave the feed out, or set the variable in a run of its own: step.load(value, sess).'),
          )
        : likely(
            range,
            message('What is fed to {0} has to be one number.', fed),
            message('Feed the number itself: no list, no array of several, no tensor.'),
          ),
    ),
    possible(
      null,
      isCounted
        ? message('An optimizer adds to its global_step in place, which a fed value does not allow.')
        : message('The value that is fed has another shape than the step, which is a scalar.'),
      isCounted
        ? message('Feed a placeholder, or count the variable: not both.')
        : message('Fetched steps are NumPy numbers, and may be fed as they are.'),
    ),
  ];
};
