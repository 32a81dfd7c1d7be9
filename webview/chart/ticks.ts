/** Round numbers within a range: multiples of 1, 2 or 5 of a power of ten, or such powers themselves on a logarithmic axis that passes two of them. */
export function ticks(range: readonly [number, number], kind: 'linear' | 'logarithmic', most: number): number[] {
  const [low, high] = range;
  if (kind === 'logarithmic') {
    const decades: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) decades.push(power);
    const factors = decades.length <= 3 ? [1, 2, 5] : [1];
    const every = Math.max(1, Math.ceil(decades.length / most));
    const powers = decades
      .filter((power) => power % every === 0)
      .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
      .filter((tick) => tick >= low && tick <= high);
    // Looked at closely enough, the axis is nearly even.
    if (powers.length > 1 || high >= 100 * low) return powers;
  }
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const found: number[] = [];
  // A thousandth of a step of grace: multiples are not exact in binary.
  for (let index = Math.ceil(low / step - 1e-3); index * step <= high + step * 1e-3; index++) {
    found.push(Number((index * step).toPrecision(12)));
  }
  return found;
}
