import { isFiniteFloat32 } from '../../src/base/float32';
import { own } from '../../src/base/own';
import type { FieldValue } from '../../src/schedules/fields';
import { element } from '../ui/dom';
import { text } from '../ui/text';
import { makeCheckbox, makeValueField, type ToolkitValueField } from '../ui/toolkit';

/** A value that a form asks for. */
export interface FormField {
  readonly id: string;
  /** TensorFlow's own name. */
  readonly name: string;
  readonly kind: 'number' | 'steps' | 'flag' | 'number-list' | 'step-list';
  readonly least?: number;
  /** Where the number has a range: then it has a slider, too. */
  readonly range?: readonly [least: number, most: number];
}

/** Fields for values, each heard as it is typed. What is not yet a value is named in `problem` and changes nothing. */
export class ValueForm {
  readonly root = element('div', { class: 'settings' });
  private key = '';
  private values: Readonly<Record<string, FieldValue>> = {};
  private readonly wrong = new Map<string, string>();
  private shown: readonly ((value: FieldValue) => void)[] = [];

  constructor(private readonly onChange: (id: string, value: FieldValue) => void) {}

  /** What is wrong with what is written, in a sentence; null where all can be read. */
  get problem(): string | null {
    const [first] = this.wrong.values();
    return first ?? null;
  }

  /** Shows these fields with these values; what the user is writing is left alone. */
  show(fields: readonly FormField[], values: Readonly<Record<string, FieldValue>>): void {
    this.values = values;
    const key = JSON.stringify(fields);
    if (key !== this.key) {
      this.key = key;
      this.wrong.clear();
      const made = fields.map((field) => this.field(field));
      this.shown = made.map(({ show }) => show);
      this.root.replaceChildren(...made.map(({ root }) => root));
    }
    fields.forEach(({ id }, index) => {
      const value = own(values, id);
      if (value !== undefined && !this.wrong.has(id)) this.shown[index]?.(value);
    });
  }

  /** Forgets what could not be read: the fields show their values again. */
  reset(): void {
    this.key = '';
  }

  private field(field: FormField): { readonly root: HTMLElement; readonly show: (value: FieldValue) => void } {
    if (field.kind === 'flag') {
      const box = makeCheckbox(field.name, field.name, (isOn) => {
        this.onChange(field.id, isOn);
      });
      return {
        root: box.root,
        show: (value) => {
          box.show(value === true);
        },
      };
    }
    const isList = field.kind === 'number-list' || field.kind === 'step-list';
    const line: ToolkitValueField = makeValueField(
      field.name,
      (written) => {
        this.read(field, written, line, isList);
      },
      isList
        ? null
        : (direction) => {
            const value = own(this.values, field.id);
            if (typeof value !== 'number') return;
            const next = nudged(value, direction, field);
            line.put(String(next));
            this.read(field, String(next), line, false);
          },
    );
    const slider = field.range === undefined ? null : this.slider(field, field.range, line);
    if (slider !== null) line.root.append(slider);
    return {
      root: line.root,
      show: (value) => {
        const written = typeof value === 'object' ? value.join(', ') : String(value);
        line.show(written);
        if (slider !== null && slider.value !== written) slider.value = written;
      },
    };
  }

  private slider(
    field: FormField,
    [least, most]: readonly [number, number],
    line: ToolkitValueField,
  ): HTMLInputElement {
    const [min, max, step] = [least, most, field.kind === 'steps' ? 1 : 0.001].map(String) as [string, string, string];
    const slider = element('input', {
      type: 'range',
      class: 'setting-slider',
      'aria-label': field.name,
      min,
      max,
      step,
    });
    slider.addEventListener('input', () => {
      line.put(slider.value);
      this.read(field, slider.value, line, false);
    });
    return slider;
  }

  private read(field: FormField, written: string, line: ToolkitValueField, isList: boolean): void {
    const value = isList ? listOf(written) : numberOf(written);
    line.setInvalid(value === null);
    if (value === null) {
      this.wrong.set(
        field.id,
        isList ? text.playground.wrong.list(field.name) : text.playground.wrong.number(field.name),
      );
      this.onChange(field.id, own(this.values, field.id) ?? 0);
      return;
    }
    this.wrong.delete(field.id);
    this.onChange(field.id, value);
  }
}

/** A number as somebody writes it; null for anything else, and for what float32 has no number for. */
export function numberOf(written: string): number | null {
  const trimmed = written.trim();
  const value = Number(trimmed);
  return trimmed === '' || !isFiniteFloat32(value) ? null : value;
}

function listOf(written: string): readonly number[] | null {
  const parts = written
    .replace(/^\s*\[|\]\s*$/g, '')
    .split(/[,;\s]+/)
    .filter((part) => part !== '')
    .map(numberOf);
  return parts.length === 0 || parts.includes(null) ? null : parts.map(Number);
}

/** The next number up or down, by one in the second digit that it has; steps by whole ones. */
function nudged(
  value: number,
  direction: 1 | -1,
  { kind, least = Number.NEGATIVE_INFINITY }: Pick<FormField, 'kind' | 'least'>,
): number {
  const size = Math.abs(value);
  // From 1 downwards, a tenth is already of the digits below.
  const power = size === 0 ? 0 : Math.floor(Math.log10(direction * value < 0 ? size * (1 - 1e-9) : size));
  const unit = 10 ** (power - 1);
  const step = kind === 'steps' ? Math.max(1, unit) : unit;
  const next = Number((value + direction * step).toPrecision(12));
  return Math.max(kind === 'steps' ? Math.max(1, least) : least, next);
}
