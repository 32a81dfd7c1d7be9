/** An elementwise function: as a function for the kernels of ours, as JavaScript for the compiled path. */
export interface UnaryFunction {
  readonly apply: (x: number) => number;
  /** JavaScript of it, in `x`. */
  readonly code: string;
}

/** The same of two operands. Integers round towards minus infinity where TensorFlow's do. */
export interface BinaryFunction {
  readonly apply: (x: number, y: number) => number;
  readonly code: string;
}

const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;

/** Where the power series of the error function gives way to the continued fraction of its complement. */
const erfSeriesEnd = 2.5;

/** To double precision, where tfjs's own polynomial has an error of 1e-7 and a slope that is wrong by 1e-3 at 0. */
function erf(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (size > 6) return Math.sign(x);
  const factor = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (size < erfSeriesEnd) {
    // 2/sqrt(pi) * e^(-x^2) * sum of 2^n x^(2n+1) / (2n+1)!!, all of whose terms have one sign.
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 2 * factor * sum;
  }
  // Laplace's continued fraction x + (1/2)/(x + 1/(x + (3/2)/(x + …))), from the inside.
  let fraction = size;
  for (let n = 60; n > 0; n--) fraction = size + n / 2 / fraction;
  return Math.sign(x) * (1 - factor / fraction);
}

/** Rounds halves to even, as NumPy and TensorFlow do. */
function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

const u = (code: string, apply: (x: number) => number): UnaryFunction => ({ apply, code });
const b = (code: string, apply: BinaryFunction['apply']): BinaryFunction => ({ apply, code });
const truth = (condition: boolean): number => (condition ? 1 : 0);

/** By the type of the operation. An empty code means that the compiled path has none. */
export const unaryFunctions: Readonly<Record<string, UnaryFunction>> = {
  Identity: u('x', (x) => x),
  StopGradient: u('x', (x) => x),
  CheckNumerics: u('', (x) => x),
  ZerosLike: u('0', () => 0),
  OnesLike: u('1', () => 1),
  Neg: u('-x', (x) => -x),
  Abs: u('Math.abs(x)', Math.abs),
  Sign: u('(x < 0 ? -1 : x > 0 ? 1 : 0)', (x) => (x < 0 ? -1 : x > 0 ? 1 : 0)),
  Square: u('x * x', (x) => x * x),
  Sqrt: u('Math.sqrt(x)', Math.sqrt),
  Rsqrt: u('1 / Math.sqrt(x)', (x) => 1 / Math.sqrt(x)),
  Exp: u('Math.exp(x)', Math.exp),
  Expm1: u('Math.expm1(x)', Math.expm1),
  Log: u('Math.log(x)', Math.log),
  Log1p: u('Math.log1p(x)', Math.log1p),
  Sin: u('Math.sin(x)', Math.sin),
  Cos: u('Math.cos(x)', Math.cos),
  Tan: u('Math.tan(x)', Math.tan),
  Asin: u('Math.asin(x)', Math.asin),
  Acos: u('Math.acos(x)', Math.acos),
  Atan: u('Math.atan(x)', Math.atan),
  Sinh: u('Math.sinh(x)', Math.sinh),
  Cosh: u('Math.cosh(x)', Math.cosh),
  Erf: u('', erf),
  Tanh: u('Math.tanh(x)', Math.tanh),
  Sigmoid: u('1 / (1 + Math.exp(-x))', (x) => 1 / (1 + Math.exp(-x))),
  Softplus: u('', (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
  Softsign: u('x / (1 + Math.abs(x))', (x) => x / (1 + Math.abs(x))),
  Relu: u('Math.max(0, x)', (x) => Math.max(0, x)),
  Relu6: u('Math.min(Math.max(0, x), 6)', (x) => Math.min(Math.max(0, x), 6)),
  Elu: u('(x >= 0 ? x : Math.exp(x) - 1)', (x) => (x >= 0 ? x : Math.exp(x) - 1)),
  Selu: u('', (x) => (x >= 0 ? seluScale * x : seluScale * seluAlpha * (Math.exp(x) - 1))),
  Reciprocal: u('1 / x', (x) => 1 / x),
  Floor: u('Math.floor(x)', Math.floor),
  Ceil: u('Math.ceil(x)', Math.ceil),
  Round: u('', roundHalfEven),
  LogicalNot: u('(x ? 0 : 1)', (x) => truth(x === 0)),
  IsNan: u('(x !== x ? 1 : 0)', (x) => truth(Number.isNaN(x))),
  IsInf: u('', (x) => truth(Math.abs(x) === Infinity)),
  IsFinite: u('(Number.isFinite(x) ? 1 : 0)', (x) => truth(Number.isFinite(x))),
};

/** By the type of the operation. */
export const binaryFunctions: Readonly<Record<string, BinaryFunction>> = {
  Add: b('x + y', (x, y) => x + y),
  Sub: b('x - y', (x, y) => x - y),
  Mul: b('x * y', (x, y) => x * y),
  RealDiv: b('x / y', (x, y) => x / y),
  DivNoNan: b('(y === 0 ? 0 : x / y)', (x, y) => (y === 0 ? 0 : x / y)),
  FloorDiv: b('Math.floor(x / y)', (x, y) => Math.floor(x / y)),
  FloorMod: b('', (x, y) => x - y * Math.floor(x / y)),
  TruncateDiv: b('', (x, y) => Math.trunc(x / y)),
  Pow: b('Math.pow(x, y)', Math.pow),
  Maximum: b('Math.max(x, y)', (x, y) => Math.max(x, y)),
  Minimum: b('Math.min(x, y)', (x, y) => Math.min(x, y)),
  SquaredDifference: b('(x - y) * (x - y)', (x, y) => (x - y) * (x - y)),
  Less: b('(x < y ? 1 : 0)', (x, y) => truth(x < y)),
  LessEqual: b('(x <= y ? 1 : 0)', (x, y) => truth(x <= y)),
  Greater: b('(x > y ? 1 : 0)', (x, y) => truth(x > y)),
  GreaterEqual: b('(x >= y ? 1 : 0)', (x, y) => truth(x >= y)),
  Equal: b('(x === y ? 1 : 0)', (x, y) => truth(x === y)),
  NotEqual: b('(x !== y ? 1 : 0)', (x, y) => truth(x !== y)),
  LogicalAnd: b('(x && y ? 1 : 0)', (x, y) => truth(x !== 0 && y !== 0)),
  LogicalOr: b('(x || y ? 1 : 0)', (x, y) => truth(x !== 0 || y !== 0)),
  LogicalXor: b('', (x, y) => truth((x !== 0) !== (y !== 0))),
};
