import type { Call, Expression, Span } from '../../python/syntax';
import type { Suite } from '../../python/statements';
import type { Frame } from '../values/frame';
import type { Arguments, ClassValue, FunctionValue, Value } from '../values/values';
import { callValue } from './calls';
import { evaluate } from './evaluate';
import { callFunction, enterFunction, instantiate } from './functions';
import { walkSuite } from './walk';
import { World } from './world';

/** A world whose expressions, suites and calls are walked by all that the analysis knows. */
export class Walk extends World {
  override evaluate(node: Expression, frame: Frame): Value {
    return evaluate(this, node, frame);
  }

  override walkSuite(suite: Suite, frame: Frame): void {
    walkSuite(this, suite, frame);
  }

  override callValue(callee: Value, args: Arguments, node: Call, frame: Frame): Value {
    return callValue(this, callee, args, node, frame);
  }

  override callFunction(fn: FunctionValue, args: Arguments, site: Span, from: Frame): Value {
    return callFunction(this, fn, args, site, from);
  }

  override enterFunction(fn: FunctionValue, site: Span, from: Frame): void {
    enterFunction(this, fn, site, from);
  }

  override instantiate(of: ClassValue, args: Arguments, site: Span, from: Frame): Value {
    return instantiate(this, of, args, site, from);
  }
}
