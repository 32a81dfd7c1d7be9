import type { CallBranch, GraphValue } from '../../base/graph-call';
import type { Value } from '../values';
import type { Speculations } from './speculations';

/** Where a call stands that is made now: its graph with that graph's seed, its scope, its control inputs, its branches of `tf.cond`. */
export class GraphContext {
  private graphCount = 1;
  private readonly graphs: number[] = [0];
  private readonly seeds = new Map<number, number | null>();
  private controls: number[][] = [];
  private readonly scopes: string[] = [];
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

  /** The name and variable scopes in force. */
  get scope(): string {
    return this.scopes.at(-1) ?? '';
  }

  /** Opens a name or variable scope; the result closes it. A name with a trailing slash is a whole path, as `with … as` gives it. */
  enterScope(name: string): () => void {
    const isWhole = name.endsWith('/');
    this.scopes.push(isWhole ? name.slice(0, -1) : this.scope === '' ? name : `${this.scope}/${name}`);
    return () => void this.scopes.pop();
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
    const [seeds, graphs] = [new Map(this.seeds), [...this.graphs]];
    return () => {
      this.graphCount = graphCount;
      this.seeds.clear();
      for (const [graph, seed] of seeds) this.seeds.set(graph, seed);
      this.graphs.splice(0, this.graphs.length, ...graphs);
    };
  }
}
