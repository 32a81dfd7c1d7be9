import type { Expression, Parameter, Span } from './syntax';
import type { FunctionDefinition, Module, Statement, Suite, SyntaxFault } from './statements';

// Syntax of which a part is read when somebody asks for it. These are classes because V8 gives every object that is written with a getter
// in its braces a hidden class of its own, and forgets compiled code with each of those.

/** A block whose statements are read when somebody asks for them; where it is changes when the text before it does. */
export interface LaterBlock {
  from: number;
  to: number;
  readonly depth: number;
  start: number;
  end: number;
  isRead: boolean;
}

export class LazySuite implements Suite {
  readonly start: number;
  readonly end: number;
  private known: readonly Statement[] | null = null;

  constructor(
    { start, end }: Span,
    private readonly read: () => readonly Statement[],
    /** Where it is read from, if that can be moved. */
    readonly block: LaterBlock | null = null,
  ) {
    this.start = start;
    this.end = end;
  }

  get statements(): readonly Statement[] {
    return (this.known ??= this.read());
  }
}

export class LazyDefinition implements FunctionDefinition {
  readonly kind = 'FunctionDefinition';
  private yields: boolean | null = null;

  // eslint-disable-next-line max-params -- the fields of a node; an object for them would be made for each definition
  constructor(
    readonly name: string,
    readonly nameSpan: Span,
    readonly parameters: readonly Parameter[],
    readonly decorators: readonly Expression[],
    readonly body: Suite,
    readonly isAsync: boolean,
    readonly start: number,
    readonly end: number,
    private readonly findYield: (body: Suite) => boolean,
  ) {}

  get isGenerator(): boolean {
    return (this.yields ??= this.findYield(this.body));
  }
}

export class LazyModule implements Module {
  readonly kind = 'Module';
  readonly start = 0;
  private found: readonly SyntaxFault[] | null = null;
  private shown: readonly Span[] | null = null;

  constructor(
    readonly body: Suite,
    readonly end: number,
    private readonly findComments: () => readonly Span[],
    private readonly findErrors: () => readonly SyntaxFault[],
  ) {}

  get comments(): readonly Span[] {
    return (this.shown ??= this.findComments());
  }

  get errors(): readonly SyntaxFault[] {
    return (this.found ??= this.findErrors());
  }
}
