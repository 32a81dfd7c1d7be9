import type { CallBranch, GraphValue } from '../../base/graph-call';
import type { Value } from '../values';
import type { Speculations } from './speculations';

/** A variable scope: the path of the variables in it, and what they are made with unless they say otherwise. */
interface VariableScope {
  readonly path: string;
  readonly defaults: ReadonlyMap<string, Value>;
}

const joined = (outer: string, name: string): string => (outer === '' ? name : `${outer}/${name}`);

/** Where a call stands that is made now: its graph with that graph's seed, its scope, its control inputs, its branches of `tf.cond`. */
export class GraphContext {
  private graphCount = 1;
  private readonly graphs: number[] = [0];
  private readonly seeds = new Map<number, number | null>();
  private controls: number[][] = [];
  private readonly scopes: string[] = [];
  private readonly variableScopes: VariableScope[] = [];
  /** How often each variable scope was opened since the one around it was left, by graph and path. */
  private readonly opened = new Map<string, number>();
  private readonly entered: CallBranch[] = [];

  constructor(private readonly speculations: Speculations) {}

  /** The graph that calls are recorded in. */
  get graph(): number {
    return this.graphs.at(-1) ?? 0;
  }

  /** `tf.Graph()`: a number for it. */
  openGraph(): number {
    this.graphCount += 1;
    return this.graphCount - 1;
  }

  /** Makes a graph the default one; the result ends that. */
  enterGraph(graph: number): () => void {
    if (graph === this.graph) return this.enterAgain(graph);
    const { controls } = this;
    const [scopes, variableScopes] = [this.scopes.splice(0), this.variableScopes.splice(0)];
    this.controls = [];
    this.graphs.push(graph);
    return () => {
      this.graphs.pop();
      this.controls = controls;
      this.scopes.splice(0, this.scopes.length, ...scopes);
      this.variableScopes.splice(0, this.variableScopes.length, ...variableScopes);
    };
  }

  /** The default graph once more: its scopes stay open. */
  private enterAgain(graph: number): () => void {
    const { controls } = this;
    this.controls = [];
    this.graphs.push(graph);
    return () => {
      this.graphs.pop();
      this.controls = controls;
    };
  }

  /** `tf.reset_default_graph()`: what follows is made in another graph. */
  resetGraph(): void {
    this.speculations.noteEffect();
    this.graphs[this.graphs.length - 1] = this.openGraph();
  }

  /** `tf.set_random_seed` of the graph, or null. */
  get seed(): number | null {
    return this.seedOf(this.graph);
  }

  set seed(seed: number | null) {
    this.speculations.noteEffect();
    this.seeds.set(this.graph, seed);
  }

  /** The seed of a graph, or null. */
  seedOf(graph: number): number | null {
    return this.seeds.get(graph) ?? null;
  }

  /** The path of names in force, which name and variable scopes make: operations and `tf.Variable` stand below it. */
  get scope(): string {
    return this.scopes.at(-1) ?? '';
  }

  /** The variable scope in force: `tf.get_variable` stands below its path, whatever name scopes are open. */
  get variableScope(): VariableScope {
    return this.variableScopes.at(-1) ?? { path: '', defaults: new Map() };
  }

  /** Opens a name scope; the result closes it. A name with a trailing slash is a whole path, as `with … as` gives it. */
  enterScope(name: string): () => void {
    const isWhole = name.endsWith('/');
    this.scopes.push(isWhole ? name.slice(0, -1) : joined(this.scope, name));
    return () => void this.scopes.pop();
  }

  /** Opens a variable scope, and the name scope of its last part where it `names`; the result closes both. */
  enterVariableScope({ path, defaults }: VariableScope, names: boolean): () => void {
    const key = this.keyOf(path);
    this.opened.set(key, (this.opened.get(key) ?? 0) + 1);
    this.variableScopes.push({ path, defaults: new Map([...this.variableScope.defaults, ...defaults]) });
    const leave = names && path !== '' ? this.enterScope(path.slice(path.lastIndexOf('/') + 1)) : () => undefined;
    return () => {
      leave();
      this.variableScopes.pop();
      // Who opens it again finds the names below it unused, as TensorFlow's store of scopes has it.
      for (const below of this.opened.keys()) if (below.startsWith(`${key}/`)) this.opened.delete(below);
    };
  }

  /** The path of a scope that is given a default name: one that was not opened yet. */
  freshVariableScope(name: string): string {
    const plain = joined(this.variableScope.path, name);
    let path = plain;
    for (let count = 1; (this.opened.get(this.keyOf(path)) ?? 0) > 0; count++) path = `${plain}_${count}`;
    return path;
  }

  private keyOf(path: string): string {
    return `${this.graph} ${path}`;
  }

  /** The calls that a new call is ordered after, by `tf.control_dependencies`. */
  get control(): number[] {
    return this.controls.flat();
  }

  /** Opens `tf.control_dependencies`; the result closes it. */
  enterControl(operations: readonly Value[]): () => void {
    this.controls.push(operations.flatMap((value) => (value.kind === 'tensor' ? [value.call] : [])));
    return () => void this.controls.pop();
  }

  /** The branches of `tf.cond` that a new call stands in, outermost first. */
  get branches(): readonly CallBranch[] {
    return this.entered;
  }

  /** Evaluates one branch of `tf.cond`: the calls made by it stand in that branch. */
  inBranch(predicate: GraphValue, taken: boolean, evaluate: () => Value): Value {
    this.entered.push({ predicate, taken });
    try {
      return evaluate();
    } finally {
      this.entered.pop();
    }
  }

  /** Keeps the graphs and seeds; the result puts them back. */
  keep(): () => void {
    const { graphCount } = this;
    const [seeds, graphs, opened] = [new Map(this.seeds), [...this.graphs], new Map(this.opened)];
    return () => {
      this.opened.clear();
      for (const [path, count] of opened) this.opened.set(path, count);
      this.graphCount = graphCount;
      this.seeds.clear();
      for (const [graph, seed] of seeds) this.seeds.set(graph, seed);
      this.graphs.splice(0, this.graphs.length, ...graphs);
    };
  }
}
