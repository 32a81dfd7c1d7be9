import type { SourceText } from '../python/source-text';
import type { Call, Expression, Module } from '../python/syntax';
import { visit } from '../python/visit';
import { argumentOf, Bindings, isSelf } from './bindings';
import type { Dependent, Increment, KnownNumber, ProgramFacts, StepVariable, TrainingCall } from './facts';
import { optimizerClass, publicPath, scheduleStepIndex, stepParameter } from './tensorflow-names';

/** Reads what a module does with its steps. Never throws for a module, however broken. */
export function analyze(module: Module, source: SourceText): ProgramFacts {
  return new Analysis(module, source).facts();
}

/** Bindings are followed this far; a name bound by way of itself ends there. */
const longestChain = 50;
const counting = new Set(['assign_add', 'assign', 'assign_sub']);

class Analysis {
  private readonly bindings: Bindings;
  private readonly variables = new Map<number, StepVariable>();
  private readonly dependents: Dependent[] = [];
  private readonly increments: Increment[] = [];
  private readonly trainingCalls: { call: Call; facts: TrainingCall }[] = [];
  private readonly dependentsByCall = new Map<Call, Dependent>();

  constructor(
    module: Module,
    private readonly source: SourceText,
  ) {
    this.bindings = new Bindings(module);
    const calls: Call[] = [];
    visit(module, (node) => {
      if (node.kind === 'Call') calls.push(node);
      return true;
    });
    for (const call of calls) this.readDependent(call);
    for (const call of calls) this.readTrainingCall(call);
    for (const call of calls) this.readIncrement(call);
    this.readFeeds(module);
  }

  facts(): ProgramFacts {
    const calls = this.trainingCalls.map(({ facts }) => facts);
    return { calls, dependents: this.dependents, increments: this.increments };
  }

  private readDependent(call: Call): void {
    const path = this.pathOf(call.callee);
    const index = path === null ? undefined : scheduleStepIndex.get(path);
    if (path === null || index === undefined) return;
    const step = argumentOf(call, index, stepParameter(path));
    const rate = argumentOf(call, 0, 'learning_rate');
    const dependent: Dependent = {
      kind: path.replace(/^.*\./, ''),
      range: this.source.range(call.callee),
      step: step === null ? null : this.variableOf(step.value),
      stepText: step === null ? '' : this.source.slice(step.value),
      valueAtZero: index === 0 || rate === null ? null : this.numberOf(rate.value),
    };
    this.dependents.push(dependent);
    this.dependentsByCall.set(call, dependent);
  }

  private readTrainingCall(call: Call): void {
    const { callee } = call;
    if (callee.kind !== 'Attribute') return;
    const { name } = callee;
    if (name !== 'minimize' && name !== 'apply_gradients') return;
    const made = this.resolve(callee.object);
    if (made?.kind !== 'Call') return;
    const path = this.pathOf(made.callee);
    const optimizer = path === null ? null : optimizerClass(path);
    if (optimizer === null) return;
    const step = argumentOf(call, 1, 'global_step');
    const isPassed = step !== null && !(step.value.kind === 'Constant' && step.value.value === null);
    const rate = argumentOf(made, 0, 'learning_rate');
    const end = call.argumentsSpan.end - 1;
    const last = call.arguments.at(-1);
    const isClosed = this.source.text[end] === ')' && end >= call.argumentsSpan.start;
    const insertAt = last?.end ?? end;
    this.trainingCalls.push({
      call,
      facts: {
        call: name,
        range: this.source.range(callee.nameSpan),
        optimizer,
        stepText: isPassed ? this.source.slice(step.value) : null,
        step: isPassed ? this.variableOf(step.value) : null,
        // A starred argument may hold the step: what is not known is not missing.
        countsByItself: call.arguments.some(({ star }) => star !== ''),
        insertion:
          isClosed && step === null
            ? { range: this.source.range({ start: insertAt, end: insertAt }), needsComma: last !== undefined }
            : null,
        schedules: rate === null ? [] : this.schedulesIn(rate.value),
        visibleNames: this.namesAt(call),
      },
    });
  }

  /** Schedules that an expression is computed from, through names. */
  private schedulesIn(expression: Expression): Dependent[] {
    const found = new Set<Dependent>();
    const seen = new Set<Expression>();
    const look = (within: Expression): void => {
      visit(within, (node) => {
        const dependent = node.kind === 'Call' ? this.dependentsByCall.get(node) : undefined;
        if (dependent !== undefined) found.add(dependent);
        if (node.kind === 'Name' || node.kind === 'Attribute') {
          const bound = this.resolve(node);
          if (bound !== null && bound !== node && !seen.has(bound)) {
            seen.add(bound);
            look(bound);
          }
        }
        return true;
      });
    };
    look(expression);
    return [...found];
  }

  private readIncrement(call: Call): void {
    const { callee } = call;
    if (callee.kind !== 'Attribute' || !counting.has(callee.name)) return;
    const path = this.pathOf(callee);
    const target =
      path === callee.name || path === `state_ops.${callee.name}` ? call.arguments[0]?.value : callee.object;
    const step = target === undefined ? null : this.variableOf(target);
    if (step !== null) this.increments.push({ step, range: this.source.range(callee) });
  }

  /** `feed_dict={global_step: i}` moves a step from outside. */
  private readFeeds(module: Module): void {
    visit(module, (node) => {
      if (node.kind !== 'Dict') return true;
      for (const { key } of node.entries) {
        const step = key === null ? null : this.variableOf(key);
        if (step !== null && key !== null) this.increments.push({ step, range: this.source.range(key) });
      }
      return true;
    });
  }

  /** The variable that an expression is, or null where that is not known. */
  private variableOf(expression: Expression): StepVariable | null {
    const made = this.resolve(expression);
    if (made?.kind !== 'Call') return null;
    const path = this.pathOf(made.callee);
    const isGlobal =
      path !== null && /^train\.(?:get_global_step|create_global_step|get_or_create_global_step)$/.test(path);
    if (!isGlobal && path !== 'Variable' && path !== 'get_variable') return null;
    // However often the graph's own step is asked for, it is one variable.
    const id = isGlobal ? -1 : made.start;
    const known = this.variables.get(id);
    if (known !== undefined) return known;
    const name = this.source.slice(expression);
    const variable: StepVariable = { id, name, range: this.source.range(made) };
    this.variables.set(id, variable);
    return variable;
  }

  private namesAt(call: Call): ReadonlyMap<number, string> {
    const names = new Map<number, string>();
    for (const variable of this.variables.values()) {
      const { name } = variable;
      const isPath = /^[A-Za-z_]\w*(?:\.\w+)*$/.test(name);
      const [root = ''] = name.split('.');
      const bound = this.bindings.lookUp(root, call);
      if (isPath && bound !== null && (bound.kind !== 'value' || bound.at.start < call.start))
        names.set(variable.id, name);
    }
    return names;
  }

  /** Follows names and attributes of self to the expression that they are bound to. */
  private resolve(expression: Expression): Expression | null {
    let current = expression;
    for (let links = 0; links < longestChain; links++) {
      const binding =
        current.kind === 'Name'
          ? this.bindings.lookUp(current.name, current)
          : current.kind === 'Attribute' && isSelf(current.object)
            ? this.bindings.lookUpAttribute(current.name)
            : undefined;
      if (binding === undefined) return current;
      if (binding?.kind !== 'value') return null;
      current = binding.value;
    }
    return null;
  }

  private numberOf(expression: Expression): KnownNumber {
    const value = this.resolve(expression);
    if (value?.kind === 'Number') return value.value;
    return value?.kind === 'Unary' && value.operator === '-' && value.operand.kind === 'Number'
      ? -value.operand.value
      : null;
  }

  /** The path below `tf` of a dotted name, or null. */
  private pathOf(expression: Expression): string | null {
    const dotted = this.dotted(expression);
    return dotted === null ? null : publicPath(dotted);
  }

  private dotted(expression: Expression, links = 0): string | null {
    if (links > longestChain) return null;
    if (expression.kind === 'Attribute') {
      const object = this.dotted(expression.object, links + 1);
      return object === null ? null : `${object}.${expression.name}`;
    }
    if (expression.kind !== 'Name') return null;
    const binding = this.bindings.lookUp(expression.name, expression);
    if (binding?.kind === 'import') return binding.path;
    // `train = tf.train`: a module under another name.
    const isModule = binding?.kind === 'value' && binding.value.kind === 'Attribute';
    return isModule ? this.dotted(binding.value, links + 1) : null;
  }
}
