import { dataFile } from '../../src/engine/data-file';
import { interpret, type Interpretation, type Workspace } from '../../src/interpret/interpret';
import type { Value } from '../../src/interpret/values';
import type { PythonParser } from '../../src/python/parser';
import { SourceText } from '../../src/python/source-text';
import { settled } from '../../src/interpret/read-value';

/** What a program's text does, read alone. */
export function interpreted(parser: PythonParser, text: string): Interpretation {
  return interpret(parser.parse(text), new SourceText('train.py', text), alone(parser));
}

/** The workspace of a program that stands alone: it imports nothing of its own. */
export function alone(parser: PythonParser): Workspace {
  return { load: () => null, parse: (text) => parser.parse(text) };
}

/** The workspace of a program beside which files of data lie: texts, or bytes. */
export function beside(parser: PythonParser, files: ReadonlyMap<string, string | Uint8Array>): Workspace {
  const bytes = (file: string, most: number): Uint8Array | 'larger' | null => {
    const found = files.get(file);
    const given = typeof found === 'string' ? new TextEncoder().encode(found) : (found ?? null);
    return given !== null && given.length > most ? 'larger' : given;
  };
  return { ...alone(parser), data: (path) => dataFile({ bytes }, path) };
}

/** A value of the program as plain data; whatever is not known, or has no such form, by the name of its kind. */
export function plainValue(given: Value | undefined): unknown {
  const held = given === undefined ? undefined : settled(given);
  switch (held?.kind) {
    case 'int':
    case 'float':
    case 'str':
    case 'bool':
      return held.value;
    case 'none':
      return null;
    case 'list':
    case 'tuple':
      return held.items.map(plainValue);
    case 'dict':
      return Object.fromEntries(
        [...held.entries.values()].map(({ key, value }) => [String(plainValue(key)), plainValue(value)]),
      );
    case 'array':
      return nested([...held.array.data], held.array.shape);
    default:
      return held?.kind;
  }
}

function nested(data: readonly number[], [length, ...rest]: readonly number[]): unknown {
  if (length === undefined) return data[0];
  const width = data.length / length;
  return Array.from({ length }, (_, at) => nested(data.slice(at * width, (at + 1) * width), rest));
}

/** The lines that obstacles of a reading name, in order: what it passed over, and what its TensorFlow calls are not given. */
export function obstacleLines({ recorder }: Interpretation): number[] {
  const places = [...recorder.obstacles, ...recorder.unknownLoops, ...recorder.unknownArguments.values()];
  return [...new Set(places.map(({ span }) => recorder.source.range(span).line))].sort((a, b) => a - b);
}
