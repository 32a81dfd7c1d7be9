/**
 * One element of an optimizer's update as JavaScript, bit for bit what the kernel in `ops/training.ts` does. `f` rounds to the
 * variable's dtype. `values` are the scalars derived once for all elements; the result is the new variable and its new slots.
 */
export interface UpdateCode {
  readonly slots: number;
  readonly scalars: number;
  /** Numbers that are the same for every element: expressions of the scalar inputs. */
  readonly once?: (numbers: readonly string[], f: Round) => readonly string[];
  readonly each: (context: UpdateContext) => readonly [variable: string, ...slots: string[]];
}

/** Rounds an expression. */
export type Round = (expression: string) => string;

/** What the code of one element is made of: names, all of them. */
export interface UpdateContext {
  readonly v: string;
  readonly slots: readonly string[];
  readonly numbers: readonly string[];
  /** What `once` gave. */
  readonly values: readonly string[];
  readonly g: string;
  readonly f: Round;
  /** Binds an expression to a name. */
  readonly bind: (expression: string) => string;
}

/** Names where the kernels guarantee that they are. */
const pick = (names: readonly string[], index: number): string => {
  const name = names[index];
  if (name === undefined) throw new Error(`an update has no operand ${index}`);
  return name;
};

const shrink = (x: string, by: string, f: Round): string =>
  `Math.sign(${x}) * Math.max(${f(`Math.abs(${x}) - ${by}`)}, 0)`;

/** `accumulator + g * g`, which four rules begin with. */
const squareAdded = ({ slots, g, f, bind }: UpdateContext, index: number): string =>
  bind(f(`${pick(slots, index)} + ${f(`${g} * ${g}`)}`));

/** `reciprocalRoot` of the kernels: rounded twice. */
const reciprocalRoot = (x: string, f: Round): string => f(`1 / ${f(`Math.sqrt(${x})`)}`);

/** By the type of the operation. */
export const updateCodes: Readonly<Record<string, UpdateCode>> = {
  ApplyGradientDescent: {
    slots: 0,
    scalars: 1,
    each: ({ v, numbers, g, f }) => [f(`${v} - ${f(`${pick(numbers, 0)} * ${g}`)}`)],
  },
  ApplyMomentum: {
    slots: 1,
    scalars: 2,
    each: ({ v, slots, numbers, g, f, bind }) => {
      const [rate, momentum] = [pick(numbers, 0), pick(numbers, 1)];
      const m = bind(f(`${f(`${pick(slots, 0)} * ${momentum}`)} + ${g}`));
      return [f(`${v} - ${f(`${rate} * ${m}`)}`), m];
    },
  },
  ApplyNesterovMomentum: {
    slots: 1,
    scalars: 2,
    each: ({ v, slots, numbers, g, f, bind }) => {
      const [rate, momentum] = [pick(numbers, 0), pick(numbers, 1)];
      const m = bind(f(`${f(`${pick(slots, 0)} * ${momentum}`)} + ${g}`));
      return [f(`${v} - ${f(`${f(`${g} * ${rate}`)} + ${f(`${f(`${m} * ${momentum}`)} * ${rate}`)}`)}`), m];
    },
  },
  ApplyAdagrad: {
    slots: 1,
    scalars: 1,
    each: (context) => {
      const { v, numbers, g, f } = context;
      const total = squareAdded(context, 0);
      return [f(`${v} - ${f(`${f(`${g} * ${pick(numbers, 0)}`)} * ${reciprocalRoot(total, f)}`)}`), total];
    },
  },
  ApplyAdagradDA: {
    slots: 2,
    scalars: 4,
    once: ([rate = '', l1 = '', l2 = '', updates = ''], f) => [
      f(`${l1} * ${updates}`),
      f(`${l2} * ${f(`${updates} * ${rate}`)}`),
    ],
    each: (context) => {
      const { slots, numbers, values, g, f, bind } = context;
      const sum = bind(f(`${pick(slots, 0)} + ${g}`));
      const squares = squareAdded(context, 1);
      const total = bind(`${pick(numbers, 1)} > 0 ? ${shrink(sum, pick(values, 0), f)} : ${sum}`);
      const divisor = f(`${pick(values, 1)} + ${f(`Math.sqrt(${squares})`)}`);
      return [f(`${f(`-${pick(numbers, 0)} * ${total}`)} / ${divisor}`), sum, squares];
    },
  },
  ApplyAdadelta: {
    slots: 2,
    scalars: 3,
    once: ([, rho = ''], f) => [f(`1 - ${rho}`)],
    each: ({ v, slots, numbers, values, g, f, bind }) => {
      const [rate, rho, epsilon, rest] = [pick(numbers, 0), pick(numbers, 1), pick(numbers, 2), pick(values, 0)];
      const [accum, accumUpdate] = [pick(slots, 0), pick(slots, 1)];
      const next = bind(f(`${f(`${accum} * ${rho}`)} + ${f(`${f(`${g} * ${g}`)} * ${rest}`)}`));
      const root = f(`Math.sqrt(${f(`${accumUpdate} + ${epsilon}`)})`);
      const scaled = f(`${root} * ${reciprocalRoot(f(`${next} + ${epsilon}`), f)}`);
      const step = bind(f(`${scaled} * ${g}`));
      const nextUpdate = f(`${f(`${accumUpdate} * ${rho}`)} + ${f(`${f(`${step} * ${step}`)} * ${rest}`)}`);
      return [f(`${v} - ${f(`${step} * ${rate}`)}`), next, nextUpdate];
    },
  },
  ApplyRMSProp: {
    slots: 2,
    scalars: 4,
    once: ([, decay = ''], f) => [f(`1 - ${decay}`)],
    each: ({ v, slots, numbers, values, g, f, bind }) => {
      const rms = bind(
        f(`${pick(slots, 0)} + ${f(`${f(`${f(`${g} * ${g}`)} - ${pick(slots, 0)}`)} * ${pick(values, 0)}`)}`),
      );
      const root = f(`Math.sqrt(${f(`${rms} + ${pick(numbers, 3)}`)})`);
      const step = f(`${f(`${g} * ${pick(numbers, 0)}`)} / ${root}`);
      const m = bind(f(`${f(`${pick(slots, 1)} * ${pick(numbers, 2)}`)} + ${step}`));
      return [f(`${v} - ${m}`), rms, m];
    },
  },
  ApplyCenteredRMSProp: {
    slots: 3,
    scalars: 4,
    once: ([, decay = ''], f) => [f(`1 - ${decay}`)],
    each: ({ v, slots, numbers, values, g, f, bind }) => {
      const toward = (from: string, to: string): string =>
        bind(f(`${from} + ${f(`${f(`${to} - ${from}`)} * ${pick(values, 0)}`)}`));
      const rms = toward(pick(slots, 1), f(`${g} * ${g}`));
      const mean = toward(pick(slots, 0), g);
      const variance = f(`${f(`${rms} - ${f(`${mean} * ${mean}`)}`)} + ${pick(numbers, 3)}`);
      const step = f(`${f(`${g} * ${pick(numbers, 0)}`)} / ${f(`Math.sqrt(${variance})`)}`);
      const m = bind(f(`${f(`${pick(slots, 2)} * ${pick(numbers, 2)}`)} + ${step}`));
      return [f(`${v} - ${m}`), mean, rms, m];
    },
  },
  ApplyAdam: {
    slots: 2,
    scalars: 6,
    once: ([power1 = '', power2 = '', rate = '', beta1 = '', beta2 = ''], f) => [
      f(`${f(`${rate} * ${f(`Math.sqrt(${f(`1 - ${power2}`)})`)}`)} / ${f(`1 - ${power1}`)}`),
      f(`1 - ${beta1}`),
      f(`1 - ${beta2}`),
    ],
    each: ({ v, slots, numbers, values, g, f, bind }) => {
      const toward = (from: string, to: string, by: string): string =>
        bind(f(`${from} + ${f(`${f(`${to} - ${from}`)} * ${by}`)}`));
      const m = toward(pick(slots, 0), g, pick(values, 1));
      const s = toward(pick(slots, 1), f(`${g} * ${g}`), pick(values, 2));
      const step = f(`${f(`${m} * ${pick(values, 0)}`)} / ${f(`${f(`Math.sqrt(${s})`)} + ${pick(numbers, 5)}`)}`);
      return [f(`${v} - ${step}`), m, s];
    },
  },
  ApplyFtrl: {
    slots: 2,
    scalars: 5,
    once: ([, , l2 = '', shrinkage = ''], f) => [f(`2 * ${l2}`), f(`2 * ${shrinkage}`)],
    each: (context) => {
      const { v, slots, numbers, values, g, f, bind } = context;
      const [rate, l1, shrinkage, power] = [pick(numbers, 0), pick(numbers, 1), pick(numbers, 3), pick(numbers, 4)];
      const root = (x: string): string => bind(f(`${power} === -0.5 ? Math.sqrt(${x}) : Math.pow(${x}, -${power})`));
      const [accum, linear] = [pick(slots, 0), pick(slots, 1)];
      const next = squareAdded(context, 0);
      const rootNext = root(next);
      const shifted = bind(`${shrinkage} === 0 ? ${g} : ${f(`${g} + ${f(`${pick(values, 1)} * ${v}`)}`)}`);
      const change = f(`${f(`${f(`${rootNext} - ${root(accum)}`)} / ${rate}`)} * ${v}`);
      const z = bind(f(`${linear} + ${f(`${shifted} - ${change}`)}`));
      const sum = f(`${f(`${rootNext} / ${rate}`)} + ${pick(values, 0)}`);
      const moved = f(`${f(`${f(`${l1} * Math.sign(${z})`)} - ${z}`)} / ${sum}`);
      return [`(Math.abs(${z}) > ${l1} ? ${moved} : 0)`, next, z];
    },
  },
  ApplyProximalGradientDescent: {
    slots: 0,
    scalars: 3,
    once: ([rate = '', l1 = '', l2 = ''], f) => [f(`${rate} * ${l1}`), f(`1 + ${f(`${l2} * ${rate}`)}`)],
    each: ({ v, numbers, values, g, f, bind }) => {
      const next = bind(f(`${v} - ${f(`${g} * ${pick(numbers, 0)}`)}`));
      const shrunk = `${pick(numbers, 1)} > 0 ? ${shrink(next, pick(values, 0), f)} : ${next}`;
      return [f(`(${shrunk}) / ${pick(values, 1)}`)];
    },
  },
  ApplyProximalAdagrad: {
    slots: 1,
    scalars: 3,
    each: (context) => {
      const { v, numbers, g, f, bind } = context;
      const total = squareAdded(context, 0);
      const adapted = bind(f(`${pick(numbers, 0)} * ${reciprocalRoot(total, f)}`));
      const next = bind(f(`${v} - ${f(`${g} * ${adapted}`)}`));
      const by = bind(f(`${adapted} * ${pick(numbers, 1)}`));
      const shrunk = `${pick(numbers, 1)} > 0 ? ${shrink(next, by, f)} : ${next}`;
      return [f(`(${shrunk}) / ${f(`1 + ${f(`${pick(numbers, 2)} * ${adapted}`)}`)}`), total];
    },
  },
};
