import { describe, expect, it } from 'vitest';
import { float32Text } from '../../../src/protocol/float32-text';

describe('float32Text', () => {
  it.each([
    [0.1, '0.1'],
    [Math.fround(0.1), '0.1'],
    [Math.fround(0.10717734), '0.10717734'],
    [16777216, '16777216'],
    [0, '0'],
    [-0, '-0'],
    [1e-45, '1e-45'],
    [3.4028234663852886e38, '3.4028235e+38'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
  ])('%d reads %s', (value, text) => {
    expect(float32Text(value)).toBe(text);
  });

  it('reads back as the same float32, whatever the bits', () => {
    const bits = new Uint32Array(1);
    const floats = new Float32Array(bits.buffer);
    for (let seed = 1; seed < 20_000; seed++) {
      bits[0] = Math.imul(seed, 2654435761);
      const value = floats[0] ?? 0;
      if (Number.isFinite(value)) expect(Math.fround(Number(float32Text(value)))).toBe(value);
    }
  });
});
