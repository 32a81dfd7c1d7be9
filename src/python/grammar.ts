import { own } from '../base/own';
import { interned } from '../base/interned';
import type { Language } from '@vscode/tree-sitter-wasm';

/** tree-sitter's own number for a node that is no Python. */
export const errorType = 0xffff;

const fieldNames = [
  'alias',
  'alternative',
  'argument',
  'arguments',
  'attribute',
  'body',
  'code',
  'condition',
  'consequence',
  'definition',
  'expression',
  'format_specifier',
  'function',
  'key',
  'left',
  'module_name',
  'name',
  'object',
  'operator',
  'operators',
  'parameters',
  'right',
  'subject',
  'subscript',
  'superclasses',
  'type',
  'type_conversion',
  'value',
] as const;

/** A name that the grammar gives to a child by its place in the parent. */
export type FieldName = (typeof fieldNames)[number];

/** The grammar's names and the numbers that its trees have in their place. */
export class Grammar {
  /** Numbers of the fields. */
  readonly fields: Readonly<Record<FieldName, number>>;
  /** 1 for types that say nothing: comments and line continuations. */
  readonly isSkipped = new Uint8Array(errorType + 1);
  private readonly typeNames: readonly string[];

  constructor(language: Language) {
    this.typeNames = language.types.map((name: string | null) => interned(name ?? ''));
    this.typeNames.forEach((name, type) => {
      if (name === 'comment' || name === 'line_continuation') this.isSkipped[type] = 1;
    });
    this.fields = Object.fromEntries(fieldNames.map((name) => [name, language.fieldIdForName(name) ?? 0])) as Record<
      FieldName,
      number
    >;
  }

  /** The name of a type; `ERROR` for what is no Python. */
  typeName(type: number): string {
    return this.typeNames[type] ?? 'ERROR';
  }

  /** A table by node type, made of a table by the types' names. */
  byType<Value>(values: Readonly<Record<string, Value>>): readonly (Value | undefined)[] {
    return this.typeNames.map((name) => own(values, name));
  }
}
