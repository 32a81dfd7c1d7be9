/** What Python's own types have, Python 2's included; names between underscores are left out. */
const attributeNames: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    NoneType: '',
    int: 'as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes',
    float: 'as_integer_ratio conjugate fromhex hex imag is_integer real',
    str: 'capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill decode',
    list: 'append clear copy count extend index insert pop remove reverse sort',
    tuple: 'count index',
    dict: 'clear copy fromkeys get items keys pop popitem setdefault update values has_key iteritems iterkeys itervalues viewitems viewkeys viewvalues',
    set: 'add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove symmetric_difference symmetric_difference_update union update',
    range: 'count index start step stop',
  }).map(([type, names]) => [type, new Set(names.split(' '))]),
);

/** Whether a value of one of Python's own types surely has no attribute of that name; false for other types. */
export function lacksAttribute(type: string, name: string): boolean {
  const names = attributeNames.get(type === 'bool' ? 'int' : type);
  return names !== undefined && !names.has(name) && !/^__\w+__$/.test(name);
}
