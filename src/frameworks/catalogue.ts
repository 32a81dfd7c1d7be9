// A library's symbols by their names and aliases.
import type { LibrarySymbol, Meaning, MeaningKind, MeaningOf } from './symbol';

/** A symbol whose meaning is of one kind. */
export type SymbolOf<Kind extends MeaningKind> = LibrarySymbol & { readonly meaning: MeaningOf<Kind> };

/** Members of a module that mean the same, whether the catalogue names them or not. */
export interface Family {
  /** The module, with its last dot. */
  readonly module: string;
  /** How the names of the members end; they begin with a capital. */
  readonly ending: string;
  readonly meaning: Meaning;
}

/** What is known of one library. Throws an Error where two symbols claim one name. */
export class Catalogue {
  private readonly symbols = new Map<string, LibrarySymbol>();
  private readonly modules = new Set<string>();

  constructor(
    readonly all: readonly LibrarySymbol[],
    private readonly families: readonly Family[] = [],
  ) {
    for (const known of all) {
      for (const name of [known.name, ...known.aliases]) {
        if (this.symbols.has(name)) throw new Error(`${name} stands in the catalogue twice`);
        this.symbols.set(name, known);
        for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1))
          this.modules.add(name.slice(0, dot));
      }
    }
  }

  /** The symbol of a name below the library's root, or null for a name that the catalogue lacks. */
  find(name: string): LibrarySymbol | null {
    return this.symbols.get(name) ?? this.ofFamily(name);
  }

  /** The symbol of a name, where it is of that kind. */
  findKind<Kind extends MeaningKind>(name: string, kind: Kind): SymbolOf<Kind> | null {
    const found = this.find(name);
    return found !== null && isKind(found, kind) ? found : null;
  }

  /** Whether a name is a symbol of that kind. */
  is(name: string, kind: MeaningKind): boolean {
    return this.find(name)?.meaning.kind === kind;
  }

  /** Whether a name is the module of a symbol, or the class of a method. */
  isModule(name: string): boolean {
    return this.modules.has(name);
  }

  /** All symbols of a kind, in the catalogue's order. */
  ofKind<Kind extends MeaningKind>(kind: Kind): SymbolOf<Kind>[] {
    return this.all.filter((known): known is SymbolOf<Kind> => isKind(known, kind));
  }

  /** The names of what stands right below a module. */
  membersOf(module: string): string[] {
    const start = module === '' ? '' : `${module}.`;
    const names = [...this.symbols.keys()].filter((name) => name.startsWith(start));
    return [...new Set(names.map((name) => name.slice(start.length).replace(/\..*/, '')))];
  }

  private ofFamily(name: string): LibrarySymbol | null {
    for (const { module, ending, meaning } of this.families) {
      if (!name.startsWith(module) || !name.endsWith(ending)) continue;
      const member = name.slice(module.length);
      const [first = ''] = member;
      if (member.includes('.') || first === first.toLowerCase()) continue;
      return { name, aliases: [], meaning, signature: null };
    }
    return null;
  }
}

function isKind<Kind extends MeaningKind>(known: LibrarySymbol, kind: Kind): known is SymbolOf<Kind> {
  return known.meaning.kind === kind;
}
