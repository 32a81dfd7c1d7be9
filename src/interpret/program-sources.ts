import type { SourceRange } from '../base/source-range';
import { SourceText } from '../python/source-text';
import type { LibraryPlaces } from './record/library-places';
import type { Span } from '../python/syntax';

interface PlacedSource {
  readonly start: number;
  readonly source: SourceText;
}

/** A program's text with those of the modules that it imports: their spans begin where the texts before them end. */
export class ProgramSources extends SourceText {
  private readonly imported: PlacedSource[] = [];
  private length: number;
  /** Which of the texts are a library's: a span of those is shown as the program's call. */
  library: LibraryPlaces | null = null;

  constructor(private readonly main: SourceText) {
    super(main.file, main.text, main.cell);
    this.length = main.text.length + 1;
  }

  /** Adds a module's text. The result is how far its spans are moved. */
  add(source: SourceText): number {
    const start = this.length;
    this.imported.push({ start, source });
    this.length += source.text.length + 1;
    return start;
  }

  /** The texts of the modules. */
  get modules(): readonly SourceText[] {
    return this.imported.map(({ source }) => source);
  }

  /** The file that a span is of. */
  fileOf(span: Span): string {
    return (this.placed(span)?.source ?? this.main).file;
  }

  override range(given: Span): SourceRange {
    const span = this.library?.placeOf(given) ?? given;
    const placed = this.placed(span);
    return placed === null ? this.main.range(span) : placed.source.range(moved(span, placed.start));
  }

  override slice(span: Span): string {
    const placed = this.placed(span);
    return placed === null ? this.main.slice(span) : placed.source.slice(moved(span, placed.start));
  }

  private placed({ start }: Span): PlacedSource | null {
    return this.imported.findLast((candidate) => candidate.start <= start) ?? null;
  }
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start - by, end: end - by };
}
