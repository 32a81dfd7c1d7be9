import type { Expression } from '../../python/syntax';
import type { AugmentedAssign, If, Statement, Suite, Try, With } from '../../python/statements';
import { argument, evaluateArguments, traceOfArguments } from './arguments';
import { truthOf } from '../values/constants';
import { noteAssert } from '../meaning/asserted';
import { noteReturned } from '../clocks/loop-module';
import { noteUnused } from '../clocks/dropped-states';
import { defineClass, defineFunction } from './define';
import type { Frame } from '../values/frame';
import { branches, Choice } from './branches';
import { bindImport, bindImportFrom } from './imports';
import { assign, augmented } from './assign';
import { areAlike, join } from '../values/join';
import { walkFor, walkWhile } from './loops';
import { narrow } from './narrow';
import { none, unknown } from '../values/values';
import type { World } from './world';

/** Walks statements in order, as Python would run them, down every branch. */
export function walkSuite(world: World, suite: Suite, frame: Frame): void {
  if (!world.limits.begin(suite, frame)) return;
  const { count: conditions } = world.conditions;
  const { suite: outer } = frame;
  frame.suite = suite;
  frame.body ??= suite;
  world.skipped.take(suite);
  let walked = 0;
  const rests: Statement[] = [];
  for (const statement of suite.statements) {
    walkStatement(world, statement, frame);
    walked += 1;
    if (frame.isOver) {
      if (walked < suite.statements.length) world.skipped.leave(world, suite, frame, walked);
      break;
    }
    // Behind a branch that may leave, nothing is certain to be reached.
    if (statement.kind === 'If' && mayLeave(statement)) {
      world.loops.enterRest();
      rests.push(statement);
    }
  }
  for (const statement of rests.reverse()) world.loops.leaveBranch(statement, frame, true);
  world.conditions.count = conditions;
  frame.suite = outer;
  world.limits.end();
}

function mayLeave({ body, orElse }: If): boolean {
  return body.statements.some(leaves) || (orElse?.statements.some(leaves) ?? false);
}

function leaves({ kind }: Statement): boolean {
  return kind === 'Continue' || kind === 'Break' || kind === 'Return' || kind === 'Raise';
}

// eslint-disable-next-line max-lines-per-function -- one case for each kind of statement
function walkStatement(world: World, node: Statement, frame: Frame): void {
  world.limits.spend();
  frame.statement = node;
  switch (node.kind) {
    case 'ExpressionStatement':
      noteUnused(world, node.value, world.evaluate(node.value, frame), frame);
      return;
    case 'Assign': {
      const value = world.evaluate(node.value, frame);
      for (const target of node.targets) assign(world, target, value, frame);
      return;
    }
    case 'AnnotatedAssign':
      if (node.value !== null) assign(world, node.target, world.evaluate(node.value, frame), frame);
      return;
    case 'AugmentedAssign': {
      walkAugmented(world, node, frame);
      return;
    }
    case 'Return': {
      const value = node.value === null ? none : world.evaluate(node.value, frame);
      if (world.clocks.isWatching) noteReturned(world, node.value, value, frame);
      frame.returned = frame.returned === null ? value : join(frame.returned, value);
      frame.isOver = true;
      return;
    }
    case 'Raise':
      if (node.value !== null) world.evaluate(node.value, frame);
      frame.isOver = true;
      return;
    case 'Break':
    case 'Continue':
      frame.isOver = true;
      return;
    case 'If':
      walkIf(world, node, frame);
      return;
    case 'While':
      walkWhile(world, node, frame);
      return;
    case 'For':
      walkFor(world, node, frame);
      return;
    case 'With':
      walkWith(world, node, frame);
      return;
    case 'Try':
      walkTry(world, node, frame);
      return;
    case 'Assert':
      noteAssert(world, node.test, frame);
      return;
    case 'Import':
      bindImport(world, node, frame);
      return;
    case 'ImportFrom':
      bindImportFrom(world, node, frame);
      return;
    case 'FunctionDefinition':
      defineFunction(world, node, frame);
      return;
    case 'ClassDefinition':
      defineClass(world, node, frame);
      return;
    case 'Global':
      for (const name of node.names) {
        const outer = node.scope === 'global' ? frame.global() : enclosing(frame, name);
        if (outer !== null && outer !== frame) frame.declare(name, outer);
      }
      world.disturb();
      return;
    case 'Match':
      world.evaluate(node.subject, frame);
      branches(world, frame, [
        ...node.cases.map(({ names, body }) => () => {
          for (const name of names) frame.bind(name, unknown);
          walkSuite(world, body, frame);
        }),
        () => undefined,
      ]);
      return;
    case 'Print':
      for (const value of node.values) world.evaluate(value, frame);
      return;
    case 'Broken':
      for (const value of node.expressions) world.evaluate(value, frame);
      return;
    case 'Delete':
    case 'Pass':
      return;
  }
}

function walkAugmented(world: World, { target, value, operator }: AugmentedAssign, frame: Frame): void {
  const own = world.loops.around.length > 0 && target.kind === 'Name' ? frame.peek(target.name) : null;
  const before = own ?? world.evaluate(target, frame);
  const by = world.evaluate(value, frame);
  const after = augmented(world, before, by, operator);
  // A sum that comes to rest with the first pass of a loop is nothing that its next pass has to see.
  if (own !== null && !areAlike(augmented(world, join(before, after), by, operator), after))
    world.evaluate(target, frame);
  assign(world, target, after, frame);
}

/** A chain of `elif` is walked as one choice, however long it is: each `else` that holds nothing but an `if` is its next alternative. */
function walkIf(world: World, first: If, frame: Frame): void {
  const { suite } = frame;
  const choice = new Choice(world, frame);
  let node: If | null = first;
  while (node !== null) {
    const { test, body, orElse }: If = node;
    frame.statement = node;
    const truth = truthOf(world.evaluate(test, frame));
    if (truth === true) {
      if (orElse !== null) world.skipped.leave(world, orElse, frame);
      walkSuite(world, body, frame);
      break;
    }
    if (truth === false) world.skipped.leave(world, body, frame);
    else
      choice.add(() => {
        narrow(world, test, frame, true);
        walkBranch(world, body, frame);
      });
    if (choice.isOpen && truth === null) narrow(world, test, frame, false);
    node = orElse === null ? null : onlyIf(orElse);
    if (orElse === null) break;
    if (node === null) (choice.isOpen ? walkBranch : walkSuite)(world, orElse, frame);
    else {
      world.limits.spend();
      world.skipped.take(orElse);
      frame.suite = orElse;
    }
  }
  choice.end();
  frame.suite = suite;
}

/** Walks a suite that is run as a whole or not at all. */
function walkBranch(world: World, suite: Suite, frame: Frame): void {
  world.loops.enterBranch();
  walkSuite(world, suite, frame);
  world.loops.leaveBranch(suite, frame, false);
}

function onlyIf({ statements }: Suite): If | null {
  const [only] = statements;
  return statements.length === 1 && only?.kind === 'If' ? only : null;
}

function walkWith(world: World, node: With, frame: Frame): void {
  const { graph, controlMoves, controlTrains } = world;
  for (const { context, target } of node.items) {
    const value = world.evaluate(context, frame);
    if (value.kind === 'graph') world.graph = value.graph;
    if (context.kind === 'Call' && isControl(world, context.callee, frame)) {
      const args = evaluateArguments(world, context, frame);
      const { moves, trains } = traceOfArguments(args);
      const isReset = argument(args, 0, 'control_inputs')?.kind === 'none';
      world.controlMoves = isReset ? [] : [...world.controlMoves, ...moves];
      world.controlTrains = isReset ? [] : [...world.controlTrains, ...trains];
    }
    if (target !== null) assign(world, target, value, frame);
  }
  walkSuite(world, node.body, frame);
  Object.assign(world, { graph, controlMoves, controlTrains });
}

function isControl(world: World, callee: Expression, frame: Frame): boolean {
  if (callee.kind === 'Attribute') return callee.name === 'control_dependencies';
  const value = world.evaluate(callee, frame);
  return value.kind === 'tensorflow' && value.path === 'control_dependencies';
}

function walkTry(world: World, { body, handlers, orElse, finally: last }: Try, frame: Frame): void {
  const { names } = frame;
  names.branch();
  walkSuite(world, body, frame);
  if (orElse !== null && !frame.isOver) walkSuite(world, orElse, frame);
  const { isOver: isBodyOver } = frame;
  const changes = names.leave();
  // A handler may come after any part of the body.
  names.merge(changes);
  branches(world, frame, [
    ...handlers.map(({ name, body: handler }) => () => {
      if (name !== null) frame.bind(name, unknown);
      walkSuite(world, handler, frame);
    }),
    () => {
      names.take(changes);
      frame.isOver = isBodyOver;
    },
  ]);
  if (last !== null) {
    const { isOver } = frame;
    frame.isOver = false;
    walkSuite(world, last, frame);
    frame.isOver ||= isOver;
  }
}

function enclosing(frame: Frame, name: string): Frame | null {
  for (let outer = frame.parent; outer !== null; outer = outer.parent) if (outer.names.has(name)) return outer;
  return frame.parent;
}
