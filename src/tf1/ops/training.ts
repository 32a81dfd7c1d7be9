import { float64, type Rounding } from '../../schedules/rounding';
import { typeError } from '../errors';
import type { Tensor } from '../graph';
import { defineOps, type OpDefinition } from '../op-registry';
import { at, type Elements, item, scalarOf, type Value } from '../value';

/**
 * One element of an optimizer's update, on the arrays of the variable and its slots, in place. `numbers` are the scalar inputs in
 * order, `g` the element's gradient, `f` the rounding of the dtype: every operation is rounded, as the kernels of TensorFlow do.
 */
type Update = (
  v: Elements,
  slots: readonly Elements[],
  numbers: readonly number[],
  g: number,
  i: number,
  f: Rounding,
) => void;

/** How an `Apply…` operation is laid out: inputs are the variable, its slots, the scalars, the gradient, and rows if sparse. */
export interface UpdateRule {
  readonly slots: number;
  readonly scalars: number;
  readonly update: Update;
}

const slot = (slots: readonly Elements[], index: number): Elements => slots[index] as Elements;

/** The shrunken magnitude of `x` with its sign: the proximal step of an L1 penalty. */
const shrink = (x: number, by: number, f: Rounding): number => Math.sign(x) * Math.max(f(Math.abs(x) - by), 0);

/** 1 / sqrt(x), rounded twice as TensorFlow's kernel for single numbers does. */
const reciprocalRoot = (x: number, f: Rounding): number => f(1 / f(Math.sqrt(x)));

const updateRules: Readonly<Record<string, UpdateRule>> = {
  ApplyGradientDescent: {
    slots: 0,
    scalars: 1,
    update: (v, _slots, [rate = 0], g, i, f) => {
      v[i] = at(v, i) - f(rate * g);
    },
  },
  ApplyMomentum: {
    slots: 1,
    scalars: 2,
    update: (v, slots, [rate = 0, momentum = 0], g, i, f) => {
      const m = slot(slots, 0);
      m[i] = f(at(m, i) * momentum) + g;
      v[i] = at(v, i) - f(rate * at(m, i));
    },
  },
  ApplyNesterovMomentum: {
    slots: 1,
    scalars: 2,
    update: (v, slots, [rate = 0, momentum = 0], g, i, f) => {
      const m = slot(slots, 0);
      m[i] = f(at(m, i) * momentum) + g;
      v[i] = at(v, i) - f(f(g * rate) + f(f(at(m, i) * momentum) * rate));
    },
  },
  ApplyAdagrad: {
    slots: 1,
    scalars: 1,
    update: (v, slots, [rate = 0], g, i, f) => {
      const accumulator = slot(slots, 0);
      accumulator[i] = at(accumulator, i) + f(g * g);
      v[i] = at(v, i) - f(f(g * rate) * reciprocalRoot(at(accumulator, i), f));
    },
  },
  ApplyAdagradDA: {
    slots: 2,
    scalars: 4,
    update: (v, slots, [rate = 0, l1 = 0, l2 = 0, updates = 0], g, i, f) => {
      const [sum, squares] = [slot(slots, 0), slot(slots, 1)];
      sum[i] = at(sum, i) + g;
      squares[i] = at(squares, i) + f(g * g);
      const total = l1 > 0 ? shrink(at(sum, i), f(l1 * updates), f) : at(sum, i);
      v[i] = f(-rate * total) / f(f(l2 * f(updates * rate)) + f(Math.sqrt(at(squares, i))));
    },
  },
  ApplyAdadelta: {
    slots: 2,
    scalars: 3,
    update: (v, slots, [rate = 0, rho = 0, epsilon = 0], g, i, f) => {
      const [accum, accumUpdate] = [slot(slots, 0), slot(slots, 1)];
      const rest = f(1 - rho);
      accum[i] = f(at(accum, i) * rho) + f(f(g * g) * rest);
      const root = f(Math.sqrt(f(at(accumUpdate, i) + epsilon)));
      const step = f(f(root * reciprocalRoot(f(at(accum, i) + epsilon), f)) * g);
      v[i] = at(v, i) - f(step * rate);
      accumUpdate[i] = f(at(accumUpdate, i) * rho) + f(f(step * step) * rest);
    },
  },
  ApplyRMSProp: {
    slots: 2,
    scalars: 4,
    update: (v, slots, [rate = 0, decay = 0, momentum = 0, epsilon = 0], g, i, f) => {
      const [rms, m] = [slot(slots, 0), slot(slots, 1)];
      rms[i] = at(rms, i) + f(f(f(g * g) - at(rms, i)) * f(1 - decay));
      m[i] = f(at(m, i) * momentum) + f(f(g * rate) / f(Math.sqrt(f(at(rms, i) + epsilon))));
      v[i] = at(v, i) - at(m, i);
    },
  },
  ApplyCenteredRMSProp: {
    slots: 3,
    scalars: 4,
    update: (v, slots, [rate = 0, decay = 0, momentum = 0, epsilon = 0], g, i, f) => {
      const [mean, rms, m] = [slot(slots, 0), slot(slots, 1), slot(slots, 2)];
      const rest = f(1 - decay);
      rms[i] = at(rms, i) + f(f(f(g * g) - at(rms, i)) * rest);
      mean[i] = at(mean, i) + f(f(g - at(mean, i)) * rest);
      const variance = f(f(at(rms, i) - f(at(mean, i) * at(mean, i))) + epsilon);
      m[i] = f(at(m, i) * momentum) + f(f(g * rate) / f(Math.sqrt(variance)));
      v[i] = at(v, i) - at(m, i);
    },
  },
  ApplyAdam: {
    slots: 2,
    scalars: 6,
    update: (v, slots, [power1 = 0, power2 = 0, rate = 0, beta1 = 0, beta2 = 0, epsilon = 0], g, i, f) => {
      const [m, s] = [slot(slots, 0), slot(slots, 1)];
      const alpha = f(f(rate * f(Math.sqrt(f(1 - power2)))) / f(1 - power1));
      m[i] = at(m, i) + f(f(g - at(m, i)) * f(1 - beta1));
      s[i] = at(s, i) + f(f(f(g * g) - at(s, i)) * f(1 - beta2));
      v[i] = at(v, i) - f(f(at(m, i) * alpha) / f(f(Math.sqrt(at(s, i))) + epsilon));
    },
  },
  ApplyFtrl: {
    slots: 2,
    scalars: 5,
    update: (v, slots, [rate = 0, l1 = 0, l2 = 0, shrinkage = 0, power = 0], g, i, f) => {
      const [accum, linear] = [slot(slots, 0), slot(slots, 1)];
      const root = (x: number): number => f(power === -0.5 ? Math.sqrt(x) : Math.pow(x, -power));
      const next = f(at(accum, i) + f(g * g));
      const shifted = shrinkage === 0 ? g : f(g + f(f(2 * shrinkage) * at(v, i)));
      linear[i] = at(linear, i) + f(shifted - f(f(f(root(next) - root(at(accum, i))) / rate) * at(v, i)));
      const z = at(linear, i);
      v[i] = Math.abs(z) > l1 ? f(f(l1 * Math.sign(z)) - z) / f(f(root(next) / rate) + f(2 * l2)) : 0;
      accum[i] = next;
    },
  },
  ApplyProximalGradientDescent: {
    slots: 0,
    scalars: 3,
    update: (v, _slots, [rate = 0, l1 = 0, l2 = 0], g, i, f) => {
      const next = f(at(v, i) - f(g * rate));
      v[i] = (l1 > 0 ? shrink(next, f(rate * l1), f) : next) / f(1 + f(l2 * rate));
    },
  },
  ApplyProximalAdagrad: {
    slots: 1,
    scalars: 3,
    update: (v, slots, [rate = 0, l1 = 0, l2 = 0], g, i, f) => {
      const accumulator = slot(slots, 0);
      accumulator[i] = at(accumulator, i) + f(g * g);
      const adapted = f(rate * reciprocalRoot(at(accumulator, i), f));
      const next = f(at(v, i) - f(g * adapted));
      v[i] = (l1 > 0 ? shrink(next, f(adapted * l1), f) : next) / f(1 + f(l2 * adapted));
    },
  },
};

/** The rows of a sparse gradient, those of a repeated index summed, in order of first appearance. */
function sumRows(values: Value, indices: Value): Map<number, Float64Array> {
  const rows = new Map<number, Float64Array>();
  const width = values.data.length / Math.max(1, indices.data.length);
  indices.data.forEach((row, position) => {
    const sum = rows.get(row) ?? new Float64Array(width);
    for (let k = 0; k < width; k++) sum[k] = at(sum, k) + at(values.data, position * width + k);
    rows.set(row, sum);
  });
  return rows;
}

function run({ slots, scalars, update }: UpdateRule, inputs: readonly Value[], isSparse: boolean): readonly Value[] {
  const variable = item(inputs, 0);
  const slotData = inputs.slice(1, 1 + slots).map(({ data }) => data);
  const numbers = inputs.slice(1 + slots, 1 + slots + scalars).map(scalarOf);
  const gradient = item(inputs, 1 + slots + scalars);
  const round = variable.dtype === 'float64' ? float64 : Math.fround;
  const { data } = variable;
  if (isSparse) {
    for (const [row, sums] of sumRows(gradient, item(inputs, 2 + slots + scalars))) {
      sums.forEach((g, k) => {
        update(data, slotData, numbers, round(g), row * sums.length + k, round);
      });
    }
  } else {
    for (let i = 0; i < data.length; i++) update(data, slotData, numbers, at(gradient.data, i), i, round);
  }
  return [variable];
}

function assertSameDtype(inputs: readonly Tensor[], type: string): void {
  const [variable, ...others] = inputs as [Tensor, ...Tensor[]];
  for (const other of others) {
    if (other.dtype !== variable.dtype)
      throw typeError(`${type} of ${variable.name} (${variable.dtype}) was given ${other.name} of ${other.dtype}`);
  }
}

defineOps(
  ...Object.entries(updateRules).flatMap(([type, rule]): OpDefinition[] =>
    [false, true].map((isSparse) => ({
      type: isSparse ? type.replace('Apply', 'SparseApply') : type,
      infer: (inputs) => {
        assertSameDtype(isSparse ? inputs.slice(0, -1) : inputs, type);
        return [{ dtype: item(inputs, 0).dtype, shape: item(inputs, 0).shape }];
      },
      kernel: (inputs) => run(rule, inputs, isSparse),
      writes: true,
    })),
  ),
);
