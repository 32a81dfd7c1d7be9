import { type Arguments, type FunctionValue, str, tuple } from './values';
import type { Scope } from './scope';
import { dict } from './dict-keys';
import { PythonError } from './limits';

/** Binds arguments to parameters as Python does, into a fresh scope. */
export function bindParameters({ definition, name, defaults }: FunctionValue, given: Arguments, scope: Scope): void {
  const positional = [...given.positional];
  const named = new Map(given.named);
  for (const parameter of definition.parameters) {
    const { name: parameterName, role } = parameter;
    if (role === 'args') scope.set(parameterName, given.more ?? tuple(positional.splice(0)));
    else if (role === 'kwargs') {
      scope.set(parameterName, given.more ?? dict([...named].map(([key, value]) => [str(key), value] as const)));
      named.clear();
    } else {
      const value =
        (role === 'normal' ? positional.shift() : undefined) ??
        named.get(parameterName) ??
        given.more ??
        defaults.get(parameterName);
      named.delete(parameterName);
      if (value === undefined)
        throw new PythonError('TypeError', `${name}() is missing the argument '${parameterName}'`, given.span);
      scope.set(parameterName, value);
    }
  }
  const [extra] = named.keys();
  if (extra !== undefined)
    throw new PythonError('TypeError', `${name}() got an unexpected argument '${extra}'`, given.span);
  if (positional.length > 0)
    throw new PythonError('TypeError', `${name}() takes fewer positional arguments`, given.span);
}
