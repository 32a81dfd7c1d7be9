// What TensorFlow 1 reads out of files: readers of queues, and what decodes their records. Lines of text of the workspace are read; of
// pictures and records the form is known, and data stands in for them.
import { message, type Message, verbatim } from '../../base/message';
import type { DType, GraphArray } from '../../base/graph-call';
import { dtypeNamed } from '../../base/dtype';
import { toArray } from '../array-operators';
import { dict } from '../dict-keys';
import { cast } from '../numpy/ndarray';
import { asNumber, itemsOf, truthOf } from '../read-value';
import type { StaticShape } from '../static-shape';
import { staticShapeOf } from '../static-shape';
import { type Arguments, list, none, tuple, unknown, type Value } from '../values';
import { cellOf, cellsIn, noteColumn } from './data-sets/cells';
import { arrayValue, type Elements, leavesOf, type Form, unknownPart } from './data-sets/elements';
import { nextOf, placeholderFor, sourcesOf } from './data-sets/iterators';
import { type Helper, taking } from './helper';
import type { Program } from './tensorflow';

/** What a function is given, by the names of its parameters in order. */
class Call {
  constructor(
    readonly program: Program,
    private readonly given: Arguments,
    private readonly parameters: readonly string[],
  ) {}

  get span(): Arguments['span'] {
    return this.given.span;
  }

  at(name: string): Value {
    return this.given.named.get(name) ?? this.given.positional[this.parameters.indexOf(name)] ?? none;
  }

  number(name: string): number | null {
    return asNumber(this.at(name));
  }

  dtype(name: string, otherwise: DType): DType {
    const value = this.at(name);
    if (value.kind === 'dtype') return value.value;
    return value.kind === 'str' ? (dtypeNamed(value.value) ?? otherwise) : otherwise;
  }

  shapeOf(name: string): StaticShape | null {
    const { recorder } = this.program;
    return staticShapeOf(recorder.toGraph(this.at(name)), recorder.calls);
  }

  /** A tensor of a form that every run is fed with what stands in for it: as often as what it is decoded from comes. */
  standIn(form: Form, why: Message, from: Value): Value {
    const { span } = this;
    const { recorder } = this.program;
    const part = unknownPart(form, why, span);
    const [queue] = sourcesOf(recorder, recorder.elements.behind([from]));
    if (queue !== undefined) {
      const parts: Elements = function* (pass) {
        const records = queue.elements(pass);
        while (records.next().done !== true) yield part;
      };
      return nextOf(parts, this.program, span);
    }
    const tensor = placeholderFor(form, form.shape, this.program, span);
    if (tensor.kind === 'tensor') recorder.elements.feedWith([tensor.call], () => [part]);
    return tensor;
  }
}

function decoding(parameters: string, decode: (call: Call) => Value): Helper {
  const names = parameters.split(' ');
  const [first = ''] = names;
  return taking([0, first], (program, given) => decode(new Call(program, given, names)));
}

const pictures = message('the pictures of the files');
const records = message('the records of the files');
const bytes = message('the bytes of the files');

/** Heights and widths differ from picture to picture; the channels may be asked for. */
const picture = decoding('contents channels ratio', (call) => {
  const channels = call.number('channels');
  const last = channels === null || channels === 0 ? 3 : channels;
  return call.standIn({ dtype: 'uint8', shape: [null, null, last] }, pictures, call.at('contents'));
});

const raw = decoding('input_bytes out_type little_endian', (call) => {
  const rows = call.shapeOf('input_bytes') ?? [];
  return call.standIn(
    { dtype: call.dtype('out_type', 'uint8'), shape: [...rows, null] },
    bytes,
    call.at('input_bytes'),
  );
});

/** What a feature of an example is declared as: `tf.FixedLenFeature([784], tf.float32)`. */
function featureForm(declared: Value, { recorder }: Program): Form | null {
  const call = declared.kind === 'tensor' ? recorder.calls[declared.call] : undefined;
  if (call === undefined || !/Feature$/.test(call.name)) return null;
  const isFixed = /FixedLen(?:Sequence)?Feature$/.test(call.name);
  const [first, second] = call.args;
  const type = call.kwargs['dtype'] ?? (isFixed ? second : first);
  const shape = isFixed ? (call.kwargs['shape'] ?? first) : undefined;
  const lengths = shape?.kind === 'list' ? shape.items.map((item) => (item.kind === 'int' ? item.value : null)) : [];
  if (type?.kind !== 'dtype') return null;
  return { dtype: type.value, shape: isFixed && !call.name.includes('Sequence') ? lengths : [null, ...lengths] };
}

/** The features of one example, or of a batch of them. */
const example = (isBatch: boolean): Helper =>
  decoding('serialized features', (call) => {
    const features = call.at('features');
    if (features.kind !== 'dict') return unknown(verbatim('tf.parse_example'), call.span);
    const rows = isBatch ? (call.shapeOf('serialized') ?? [null]) : [];
    return dict(
      [...features.entries.values()].map(({ key, value }) => {
        const form = featureForm(value, call.program);
        const shape = form === null ? [] : [...rows, ...form.shape];
        const part =
          form === null
            ? unknown(records, call.span)
            : call.standIn({ ...form, shape }, records, call.at('serialized'));
        return [key, part] as const;
      }),
    );
  });

/** The value that stands for an empty cell of a column, which gives the column's dtype. */
function defaultsOf(value: Value): GraphArray[] {
  return (itemsOf(value) ?? []).map((column): GraphArray => {
    if (column.kind === 'dtype') return { dtype: column.value, shape: [], data: Float64Array.of(0) };
    const [first = column] = itemsOf(column) ?? [];
    const array = first.kind === 'str' ? null : toArray(first);
    if (array === null) return { dtype: 'string', shape: [], data: Float64Array.of(0) };
    const dtype = array.dtype === 'float64' ? 'float32' : array.dtype === 'int64' ? 'int32' : array.dtype;
    return { ...cast(array, dtype), shape: [] };
  });
}

const csv = decoding('records record_defaults field_delim use_quote_delim name na_value', (call) => {
  const { program, span } = call;
  const lines = call.at('records');
  const delimiter = call.at('field_delim');
  const missing = call.at('na_value');
  const reading = {
    delimiter: delimiter.kind === 'str' ? delimiter.value : ',',
    isQuoted: truthOf(call.at('use_quote_delim')) !== false || call.at('use_quote_delim').kind === 'none',
    missing: missing.kind === 'str' ? missing.value : '',
  };
  const defaults = defaultsOf(call.at('record_defaults'));
  const rows = call.shapeOf('records') ?? [];
  const [queue] = lines.kind === 'tensor' ? sourcesOf(program.recorder, [lines.call]) : [];
  if (queue !== undefined && lines.kind === 'tensor') {
    const place = queue.ids.indexOf(lines.call);
    const cells: Elements = function* (pass) {
      for (const element of queue.elements(pass)) {
        const line = leavesOf(element)[place];
        const texts = line?.kind === 'str' ? cellsIn(line.value, reading) : null;
        yield tuple(
          defaults.map((otherwise, at) => {
            const cell = texts === null ? null : cellOf(texts[at], { otherwise, missing: reading.missing });
            return cell === null ? unknownPart({ dtype: otherwise.dtype, shape: [] }, records, span) : arrayValue(cell);
          }),
        );
      }
    };
    const next = nextOf(cells, program, span);
    return next.kind === 'tuple' ? list(next.items) : next;
  }
  return list(
    defaults.map((otherwise, at) => {
      const column = call.standIn({ dtype: otherwise.dtype, shape: rows }, records, lines);
      if (column.kind === 'tensor' && lines.kind === 'tensor')
        noteColumn(program.recorder, column, lines, { ...reading, at, otherwise });
      return column;
    }),
  );
});

const file: Helper = decoding('filename', (call) =>
  call.standIn({ dtype: 'string', shape: call.shapeOf('filename') ?? [] }, bytes, call.at('filename')),
);

const decoders: Readonly<Record<string, Helper>> = {
  read_file: file,
  decode_raw: raw,
  decode_csv: csv,
  parse_single_example: example(false),
  parse_example: example(true),
};

const pictureNames = ['decode_jpeg', 'decode_png', 'decode_image', 'decode_bmp', 'decode_gif', 'decode_and_crop_jpeg'];

export const recordHelpers: Readonly<Record<string, Helper>> = {
  ...decoders,
  ...Object.fromEntries(Object.entries(decoders).map(([name, decode]) => [`io.${name}`, decode] as const)),
  ...Object.fromEntries(
    pictureNames.flatMap(
      (name) =>
        [
          [`image.${name}`, picture],
          [`io.${name}`, picture],
        ] as const,
    ),
  ),
};
