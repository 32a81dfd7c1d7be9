/**
 * Python's names of the encodings that a source file can declare and that iconv-lite can read: the codec, then its aliases, as
 * `encodings.aliases` has them. What reads ASCII's bytes otherwise, or changes its state within a line (ISO 2022, HZ, UTF-7, UTF-16),
 * is not among them. `test/data/encodings.py` made the list.
 */
const names: readonly string[] = [
  'ascii 646 ansi_x3.4_1968 ansi_x3.4_1986 ansi_x3_4_1968 cp367 csascii ibm367 iso646_us iso_646.irv_1991 iso_ir_6 us us_ascii',
  'big5 big5_tw csbig5 x_mac_trad_chinese',
  'big5hkscs big5_hkscs hkscs',
  'cp1125 1125 cp866u ibm1125 ruscii',
  'cp1250 1250 windows_1250',
  'cp1251 1251 windows_1251',
  'cp1252 1252 windows_1252',
  'cp1253 1253 windows_1253',
  'cp1254 1254 windows_1254',
  'cp1255 1255 windows_1255',
  'cp1256 1256 windows_1256',
  'cp1257 1257 windows_1257',
  'cp1258 1258 windows_1258',
  'cp437 437 cspc8codepage437 ibm437',
  'cp720',
  'cp737',
  'cp775 775 cspc775baltic ibm775',
  'cp850 850 cspc850multilingual ibm850',
  'cp852 852 cspcp852 ibm852',
  'cp855 855 csibm855 ibm855',
  'cp857 857 csibm857 ibm857',
  'cp858 858 csibm858 ibm858',
  'cp860 860 csibm860 ibm860',
  'cp861 861 cp_is csibm861 ibm861',
  'cp862 862 cspc862latinhebrew ibm862',
  'cp863 863 csibm863 ibm863',
  'cp865 865 csibm865 ibm865',
  'cp866 866 csibm866 ibm866',
  'cp869 869 cp_gr csibm869 ibm869',
  'cp874',
  'cp932 932 ms932 ms_kanji mskanji',
  'cp949 949 ms949 uhc',
  'cp950 950 ms950',
  'euc_jp eucjp u_jis ujis',
  'euc_kr euckr korean ks_c_5601 ks_c_5601_1987 ks_x_1001 ksc5601 ksx1001 x_mac_korean',
  'gb18030 gb18030_2000',
  'gb2312 chinese csiso58gb231280 euc_cn euccn eucgb2312_cn gb2312_1980 gb2312_80 iso_ir_58 x_mac_simp_chinese',
  'gbk 936 cp936 ms936',
  'iso8859_10 csisolatin6 iso_8859_10 iso_8859_10_1992 iso_ir_157 l6 latin6',
  'iso8859_11 iso_8859_11 iso_8859_11_2001 thai',
  'iso8859_13 iso_8859_13 l7 latin7',
  'iso8859_14 iso_8859_14 iso_8859_14_1998 iso_celtic iso_ir_199 l8 latin8',
  'iso8859_15 iso_8859_15 l9 latin9',
  'iso8859_16 iso_8859_16 iso_8859_16_2001 iso_ir_226 l10 latin10',
  'iso8859_2 csisolatin2 iso_8859_2 iso_8859_2_1987 iso_ir_101 l2 latin2',
  'iso8859_3 csisolatin3 iso_8859_3 iso_8859_3_1988 iso_ir_109 l3 latin3',
  'iso8859_4 csisolatin4 iso_8859_4 iso_8859_4_1988 iso_ir_110 l4 latin4',
  'iso8859_5 csisolatincyrillic cyrillic iso_8859_5 iso_8859_5_1988 iso_ir_144',
  'iso8859_6 arabic asmo_708 csisolatinarabic ecma_114 iso_8859_6 iso_8859_6_1987 iso_ir_127',
  'iso8859_7 csisolatingreek ecma_118 elot_928 greek greek8 iso_8859_7 iso_8859_7_1987 iso_ir_126',
  'iso8859_8 csisolatinhebrew hebrew iso_8859_8 iso_8859_8_1988 iso_ir_138',
  'iso8859_9 csisolatin5 iso_8859_9 iso_8859_9_1989 iso_ir_148 l5 latin5',
  'koi8_r cskoi8r',
  'koi8_u',
  'kz1048 kz_1048 rk1048 strk1048_2002',
  'latin_1 8859 cp819 csisolatin1 ibm819 iso8859 iso8859_1 iso_8859_1 iso_8859_1_1987 iso_ir_100 l1 latin latin1',
  'mac_croatian',
  'mac_cyrillic maccyrillic',
  'mac_greek macgreek',
  'mac_iceland maciceland',
  'mac_latin2 mac_centeuro maccentraleurope maclatin2',
  'mac_roman macintosh macroman',
  'mac_turkish macturkish',
  'ptcp154 cp154 csptcp154 cyrillic_asian pt154',
  'shift_jis csshiftjis s_jis shiftjis sjis x_mac_japanese',
  'tis_620 iso_ir_166 tis620 tis_620_0 tis_620_2529_0 tis_620_2529_1',
  'utf_8 cp65001 u8 utf utf8 utf8_ucs2 utf8_ucs4',
];

/** Codecs that iconv-lite has under another name. */
const elsewhere = new Map([
  ['kz1048', 'rk1048'],
  ['ptcp154', 'pt154'],
  ['mac_latin2', 'maccenteuro'],
]);

/**
 * What Python's codec takes where iconv-lite takes more, ASCII apart: the bytes of each character, a position after the other. Of
 * gb2312, big5, euc_kr, gbk, euc_jp and shift_jis that is what their standards define.
 */
const strict = new Map([
  ['big5', ['a1-a2,a4-c6,c9-f8:40-7e,a1-fe', 'a3:40-7e,a1-bf', 'c7:40-7e,a1-fc', 'f9:40-7e,a1-d5']],
  [
    'euc_kr',
    [
      'a1,a3,a9,b0-c8,ca-fd:a1-fe',
      'a2:a1-e7',
      'a4:a1-d3,d5-fe',
      'a5:a1-aa,b0-b9,c1-d8,e1-f8',
      'a6:a1-e4',
      'a7:a1-ef',
      'a8:a1-a4,a6,a8-af,b1-fe',
      'aa:a1-f3',
      'ab:a1-f6',
      'ac:a1-c1,d1-f1',
    ],
  ],
  [
    'gb2312',
    [
      'a1,a3,b0-d6,d8-f7:a1-fe',
      'a2:b1-e2,e5-ee,f1-fc',
      'a4:a1-f3',
      'a5:a1-f6',
      'a6:a1-b8,c1-d8',
      'a7:a1-c1,d1-f1',
      'a8:a1-ba,c5-e9',
      'a9:a4-ef',
      'd7:a1-f9',
    ],
  ],
  [
    'gbk',
    [
      '81-a0,b0-d6,d8-f7:40-7e,80-fe',
      'a1,a3:a1-fe',
      'a2:a1-aa,b1-e2,e5-ee,f1-fc',
      'a4:a1-f3',
      'a5:a1-f6',
      'a6:a1-b8,c1-d8,e0-eb,ee-f2,f4-f5',
      'a7:a1-c1,d1-f1',
      'a8:40-7e,80-95,a1-bb,bd-be,c0,c5-e9',
      'a9:40-57,59-5a,5c,60-7e,80-88,96,a4-ef',
      'aa-af,f8-fd:40-7e,80-a0',
      'd7:40-7e,80-f9',
      'fe:40-4f',
    ],
  ],
  [
    'gb18030',
    [
      '81-fe:40-7e,80-fe',
      '81-83,90-e2:30-39:81-fe:30-39',
      '84:30:81-fe:30-39',
      '84:31:81-a4:30-39',
      'e3:30-31:81-fe:30-39',
      'e3:32:81-99:30-39',
      'e3:32:9a:30-35',
    ],
  ],
  [
    'shift_jis',
    [
      'a1-df',
      '81:40-7e,80-ac,b8-bf,c8-ce,da-e8,f0-f7,fc',
      '82:4f-58,60-79,81-9a,9f-f1',
      '83:40-7e,80-96,9f-b6,bf-d6',
      '84:40-60,70-7e,80-91,9f-be',
      '88:9f-fc',
      '89-97,99-9f,e0-e9:40-7e,80-fc',
      '98:40-72,9f-fc',
      'ea:40-7e,80-a4',
    ],
  ],
  [
    'euc_jp',
    [
      '8f:a1-fe:a1-fe',
      '8e:a1-df',
      'a1,b0-ce,d0-f3:a1-fe',
      'a2:a1-ae,ba-c1,ca-d0,dc-ea,f2-f9,fe',
      'a3:b0-b9,c1-da,e1-fa',
      'a4:a1-f3',
      'a5:a1-f6',
      'a6:a1-b8,c1-d8',
      'a7:a1-c1,d1-f1',
      'a8:a1-c0',
      'cf:a1-d3',
      'f4:a1-a6',
    ],
  ],
]);

/** A codec of Python's: how iconv-lite calls it, and what one character beyond ASCII looks like, where that is narrower than iconv-lite. */
export interface PythonCodec {
  readonly name: string;
  readonly iconvName: string;
  /** Matches one or several characters of a text whose characters are the file's bytes. Sticky. */
  readonly characters: RegExp | null;
}

const codecs = new Map(
  names.flatMap((line): [string, PythonCodec][] => {
    const [name = '', ...aliases] = line.split(' ');
    const codec = { name, iconvName: elsewhere.get(name) ?? name, characters: charactersOf(name) };
    return [name, ...aliases].map((alias) => [alias, codec]);
  }),
);

/** The codec that Python finds by the name that a file declares, or null where it has none, or none that can be read here. */
export function pythonCodec(declared: string): PythonCodec | null {
  const key = declared
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '_')
    .replace(/^_|_$/g, '');
  return codecs.get(key) ?? codecs.get(key.replaceAll('.', '_')) ?? null;
}

function charactersOf(name: string): RegExp | null {
  const characters = strict.get(name);
  return characters === undefined ? null : new RegExp(`[\\0-\\x7f]+|${characters.map(pattern).join('|')}`, 'y');
}

/** `81-fe:40-7e,80-fe` as a pattern of two characters. */
function pattern(bytes: string): string {
  return bytes
    .split(':')
    .map((choices) => `[${choices.replaceAll(',', '').replace(/[\da-f]{2}/g, '\\x$&')}]`)
    .join('');
}
