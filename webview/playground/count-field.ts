import { text } from '../ui/text';
import { makeValueField } from '../ui/toolkit';
import { numberOf } from './value-form';

/** A line for a whole number of a range, or for nothing: then the program's own counts. */
export class CountField {
  private readonly line;
  private wrong: string | null = null;
  readonly root: HTMLElement;

  constructor(name: string, [least, most]: readonly [number, number], onChange: (value: number | null) => void) {
    this.line = makeValueField(
      name,
      (written) => {
        const value = written.trim() === '' ? null : numberOf(written);
        const isEmpty = written.trim() === '';
        const isFit = isEmpty || (value !== null && Number.isSafeInteger(value) && value >= least && value <= most);
        this.line.setInvalid(!isFit);
        this.wrong = isFit ? null : text.playground.wrong.count(name, least);
        onChange(isFit ? value : null);
      },
      null,
    );
    this.root = this.line.root;
  }

  /** What is wrong with what is written, in a sentence; null where it can be read. */
  get problem(): string | null {
    return this.wrong;
  }

  /** Shows a value in the place of what is written. */
  put(value: number | null): void {
    this.wrong = null;
    this.line.put(value === null ? '' : String(value));
    this.line.setInvalid(false);
  }
}
