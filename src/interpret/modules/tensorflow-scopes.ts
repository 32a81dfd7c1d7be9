import { message } from '../../base/message';
import { type Helper, taking } from './helper';
import { anything, type Arguments, bool, builtin, none, str, type Value } from '../values';
import type { Program } from './tensorflow';
import { assertScopeName } from '../assert-names';
import { holdsUnknown } from '../not-known';
import { itemsOf } from '../read-value';

// What `with` opens around calls of TensorFlow: name, variable and argument scopes, control dependencies.

/** What a variable scope gives the variables in it, where it is followed. */
const scopeDefaults = ['initializer', 'regularizer', 'custom_getter', 'dtype'];
/** Arguments of a variable scope that change what is made in it, and are not followed. */
const unfollowed = ['constraint'];
const scopeArguments = [0, 1, 2, 'name_or_scope', 'name', 'default_name', 'values', 'reuse', 'auxiliary_name_scope'];

/** Names that arguments give a scope: itself, and where that is None. */
function wantedName({ recorder }: Program, { positional, named, more }: Arguments): Value {
  const given = positional[0] ?? named.get('name_or_scope') ?? named.get('name') ?? more ?? none;
  const wanted = given.kind === 'none' ? (positional[1] ?? named.get('default_name') ?? none) : given;
  if (wanted.kind === 'unknown') recorder.note(message('the name of a scope: {0}', wanted.why), wanted.span);
  return wanted;
}

/** The older functions of scopes take the values before the name. */
const withoutValues = (given: Arguments, takesValuesFirst: boolean): Arguments =>
  takesValuesFirst ? { ...given, positional: given.positional.slice(1) } : given;

/** `tf.name_scope`; it gives its path, to open it again by. */
export const nameScope = (takesValuesFirst = false): Helper =>
  taking(
    scopeArguments,
    (program, all) => {
      const { recorder } = program;
      const wanted = wantedName(program, withoutValues(all, takesValuesFirst));
      const name = wanted.kind === 'str' ? wanted.value : '';
      const enter = (): (() => void) => {
        assertScopeName(name, recorder.context.scope, all.span);
        return name === '' ? () => undefined : recorder.context.enterScope(name);
      };
      const entered = (): Value => str(recorder.context.scope === '' ? '' : `${recorder.context.scope}/`);
      return { kind: 'context', what: 'scope', name, enter, entered };
    },
    true,
  );

/** `tf.variable_scope`: by its name within the one in force, by a default name that is not used there yet, or by a scope that was open. */
export const variableScope = (takesValuesFirst = false): Helper =>
  taking(
    [...scopeArguments, 3, ...scopeDefaults, ...unfollowed],
    (program, all) => {
      const { recorder } = program;
      const given = withoutValues(all, takesValuesFirst);
      const other = unfollowed.find((name) => (given.named.get(name) ?? none).kind !== 'none');
      if (other !== undefined)
        recorder.note(message('the argument {0} of a variable scope is not followed', other), given.span);
      const { context } = recorder;
      const first = given.positional[0] ?? given.named.get('name_or_scope') ?? none;
      const wanted = wantedName(program, given);
      const names = (given.named.get('auxiliary_name_scope') ?? none).kind !== 'bool';
      const initializerAt = takesValuesFirst ? 2 : 3;
      const defaults = new Map(
        scopeDefaults.flatMap((name) => {
          const value =
            given.named.get(name) ?? (name === 'initializer' ? given.positional[initializerAt] : undefined) ?? none;
          if (value.kind === 'unknown')
            recorder.note(message('the argument {0} of a variable scope: {1}', name, value.why), value.span);
          return value.kind === 'none' ? [] : [[name, value] as const];
        }),
      );
      const attributes = new Map<string, Value>(scopeAttributes(''));
      const enter = (): (() => void) => {
        const outer = context.variableScope.path;
        const name = wanted.kind === 'str' ? wanted.value : '';
        assertScopeName(name, context.scope, given.span);
        let path = outer === '' || name === '' ? `${outer}${name}` : `${outer}/${name}`;
        if (wanted.kind === 'context') path = wanted.name ?? '';
        else if (first.kind === 'none' && name !== '') path = context.freshVariableScope(name);
        for (const [key, value] of scopeAttributes(path)) attributes.set(key, value);
        return context.enterVariableScope({ path, defaults }, names && path !== outer);
      };
      const entered = (): Value => scopeValue(context.variableScope.path);
      return {
        kind: 'context',
        what: 'scope',
        name: wanted.kind === 'str' ? wanted.value : '',
        enter,
        entered,
        attributes,
      };
    },
    true,
  );

/** `tf.get_variable_scope()`, and what `with tf.variable_scope(…) as` gives. */
export function scopeValue(path: string): Value {
  const attributes = scopeAttributes(path);
  return { kind: 'context', what: 'scope', name: path, enter: () => () => undefined, attributes };
}

/** Reuse is no attribute that decides anything here: a variable is shared by its name. */
function scopeAttributes(path: string): Map<string, Value> {
  return new Map<string, Value>([
    ['name', str(path)],
    ['original_name_scope', str(path === '' ? '' : `${path}/`)],
    ['reuse_variables', builtin('reuse_variables', () => none)],
    ['set_initializer', builtin('set_initializer', () => none)],
    ['reuse', bool(false)],
  ]);
}

export const plain: Helper = taking(
  anything,
  () => ({ kind: 'context', what: 'scope', enter: () => () => undefined }),
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
