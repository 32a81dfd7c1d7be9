import { message } from '../../base/message';
import { type Helper, taking } from './helper';
import { anything, none, str, type Value } from '../values';
import { assertScopeName } from '../assert-names';
import { holdsUnknown } from '../not-known';
import { itemsOf } from '../read-value';

// What `with` opens around calls of TensorFlow: name, variable and argument scopes, control dependencies.

/** Arguments of a variable scope that change what is made in it, and are not followed. */
const scopeDefaults = ['initializer', 'regularizer', 'constraint', 'custom_getter', 'dtype'];
const scopeArguments = [0, 1, 2, 'name_or_scope', 'name', 'default_name', 'values', 'reuse', 'auxiliary_name_scope'];

/** A scope's context; the older functions take the values before the name. `name_scope` gives its path, to open it again by. */
export const scopeOf = (isNameScope: boolean, takesValuesFirst = false): Helper =>
  taking(
    [...scopeArguments, ...scopeDefaults],
    ({ recorder }, { positional: all, named, more, span }) => {
      const other = scopeDefaults.find((name) => (named.get(name) ?? none).kind !== 'none');
      if (other !== undefined)
        recorder.note(message('the argument {0} of a variable scope is not followed', other), span);
      const positional = takesValuesFirst ? all.slice(1) : all;
      const given = positional[0] ?? named.get('name_or_scope') ?? named.get('name') ?? more ?? none;
      const otherwise = positional[1] ?? named.get('default_name') ?? none;
      const wanted = given.kind === 'none' ? otherwise : given;
      if (wanted.kind === 'unknown') recorder.note(message('the name of a scope: {0}', wanted.why), wanted.span);
      const name = wanted.kind === 'str' ? wanted.value : wanted.kind === 'context' ? (wanted.name ?? '') : '';
      const enter = (): (() => void) => {
        assertScopeName(name, recorder.context.scope, span);
        return name === '' ? () => undefined : recorder.context.enterScope(name);
      };
      const entered = (): Value => str(recorder.context.scope === '' ? '' : `${recorder.context.scope}/`);
      return { kind: 'context', what: 'scope', name, enter, ...(isNameScope ? { entered } : {}) };
    },
    true,
  );

export const plain: Helper = taking(
  anything,
  () => ({ kind: 'context', what: 'scope', enter: () => () => undefined }),
  true,
);

/** `slim.arg_scope`: the defaults that it sets for other functions are not followed. */
export const argumentScope: Helper = taking(
  anything,
  (program, given) => {
    if (given.named.size > 0 || given.more !== undefined)
      program.recorder.note(message('the arguments that tf.contrib.slim.arg_scope sets are not followed'), given.span);
    return plain(program, given);
  },
  true,
);

export const controlDependencies: Helper = taking(
  [0, 'control_inputs'],
  ({ recorder }, { positional, named, span }) => {
    const operations = named.get('control_inputs') ?? positional[0] ?? none;
    const missing = holdsUnknown([operations]);
    if (missing !== null) recorder.note(message('what is run before this: {0}', missing.why), span);
    return {
      kind: 'context',
      what: 'scope',
      enter: () => recorder.context.enterControl(itemsOf(operations) ?? [operations]),
    };
  },
);
