/** What a token is: a keyword, an operator by its first meaning, or one of the first four. */
export enum Token {
  End,
  Name,
  Number,
  String,
  And,
  As,
  Assert,
  Break,
  Class,
  Continue,
  Def,
  Del,
  Elif,
  Else,
  Except,
  False,
  Finally,
  For,
  From,
  Global,
  If,
  Import,
  In,
  Is,
  Lambda,
  None,
  Nonlocal,
  Not,
  Or,
  Pass,
  Raise,
  Return,
  True,
  Try,
  While,
  With,
  Yield,
  Open,
  Close,
  OpenSquare,
  CloseSquare,
  OpenBrace,
  CloseBrace,
  Comma,
  Colon,
  Semicolon,
  Dot,
  Ellipsis,
  Arrow,
  Equals,
  /** `+=` and its like. */
  Augment,
  Plus,
  Minus,
  Times,
  Divide,
  FloorDivide,
  Modulo,
  At,
  Power,
  ShiftLeft,
  ShiftRight,
  BitAnd,
  BitOr,
  BitXor,
  Invert,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  EqualTo,
  NotEqual,
}

/** What is no name. */
export const keywords = new Map<string, Token>(
  Object.entries(Token).flatMap(([name, token]): [string, Token][] => {
    if (typeof token === 'string' || token < Token.And || token > Token.Yield) return [];
    return [[/^(?:False|None|True)$/.test(name) ? name : name.toLowerCase(), token]];
  }),
);
/** Words that mean this in one place and that in another. */
export const doubtful = new Set(['async', 'await', 'exec']);

/** Operators by their characters. */
export const operators: ReadonlyMap<string, Token> = new Map([
  ['(', Token.Open],
  [')', Token.Close],
  ['[', Token.OpenSquare],
  [']', Token.CloseSquare],
  ['{', Token.OpenBrace],
  ['}', Token.CloseBrace],
  [',', Token.Comma],
  [':', Token.Colon],
  [';', Token.Semicolon],
  ['.', Token.Dot],
  ['...', Token.Ellipsis],
  ['->', Token.Arrow],
  ['=', Token.Equals],
  ['+', Token.Plus],
  ['-', Token.Minus],
  ['*', Token.Times],
  ['/', Token.Divide],
  ['//', Token.FloorDivide],
  ['%', Token.Modulo],
  ['@', Token.At],
  ['**', Token.Power],
  ['<<', Token.ShiftLeft],
  ['>>', Token.ShiftRight],
  ['&', Token.BitAnd],
  ['|', Token.BitOr],
  ['^', Token.BitXor],
  ['~', Token.Invert],
  ['<', Token.Less],
  ['<=', Token.LessEqual],
  ['>', Token.Greater],
  ['>=', Token.GreaterEqual],
  ['==', Token.EqualTo],
  ['!=', Token.NotEqual],
  ['<>', Token.NotEqual],
]);
/** Operators by the code of their only character. */
export const singles: (Token | undefined)[] = [];
for (const [characters, token] of operators) if (characters.length === 1) singles[characters.charCodeAt(0)] = token;
/** What may have `=` behind it, of single characters. */
export const augmentable = '+-*/%@&|^';

// What a character begins.
export const space = 1;
export const letter = 2;
export const digit = 3;
export const quotation = 4;
export const opening = 5;
export const closing = 6;
export const sign = 7;
export const kinds = new Uint8Array(128);
for (const [characters, kind] of [
  [' \t\f', space],
  ['abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_', letter],
  ['0123456789', digit],
  ['"\'', quotation],
  ['([{', opening],
  [')]}', closing],
  ['+-*/%@&|^~<>=!,:.;', sign],
] as const) {
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;
}
