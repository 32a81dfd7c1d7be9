import { message } from '../../base/message';
import { iterate, iteratorOf } from '../iteration';
import { notKnown } from '../not-known';
import { spend } from '../reading';
import { type Arguments, builtin, list, none, str, tolerant, anything, type Value } from '../values';
import { dictOf } from '../dict-keys';
import { cellsIn } from './data-sets/cells';
import { moduleOf } from './module-of';

const ignored = tolerant('writerow', anything, () => none);

/** Rows of cells, of the lines that a file or a list gives. */
function* rowsOf({ positional: [lines = none, dialect], named, span }: Arguments): Generator<string[]> {
  const given =
    named.get('delimiter') ?? (dialect?.kind === 'str' && dialect.value === 'excel-tab' ? str('\t') : str(','));
  const delimiter =
    given.kind === 'str' ? given.value : notKnown(message('the argument {0} of this', 'delimiter'), span);
  for (const line of iterate(lines)?.items() ?? []) {
    spend(1);
    const text = line.kind === 'str' ? line.value.replace(/\r?\n$/, '') : notKnown(message('a file'), span);
    yield text === '' ? [] : cellsIn(text, { delimiter, isQuoted: true, missing: '' });
  }
}

function* rows(given: Arguments): Generator<Value> {
  for (const row of rowsOf(given)) yield list(row.map(str));
}

/** Rows by the names in the first one, or by those that are given. */
function* records(given: Arguments): Generator<Value> {
  const fields = given.named.get('fieldnames') ?? given.positional[1] ?? none;
  let names = fields.kind === 'list' || fields.kind === 'tuple' ? fields.items : null;
  for (const row of rowsOf({ ...given, positional: given.positional.slice(0, 1) })) {
    if (names === null) names = row.map(str);
    else if (row.length > 0)
      yield dictOf(
        names.map((name, at) => [name, str(row[at] ?? '')] as const),
        given.span,
      );
  }
}

/** The module `csv`: what is written is no part of the training. */
export const csvModule: Value = moduleOf('csv', {
  reader: builtin('reader', (given) => iteratorOf(rows(given))),
  DictReader: builtin('DictReader', (given) => iteratorOf(records(given))),
  writer: tolerant('writer', anything, () => moduleOf('writer', { writerow: ignored, writerows: ignored })),
  DictWriter: tolerant('DictWriter', anything, () =>
    moduleOf('writer', { writeheader: ignored, writerow: ignored, writerows: ignored }),
  ),
});
