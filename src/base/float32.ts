/** Whether a number is one in TensorFlow's float32 too: neither NaN nor infinite, nor so large that it becomes infinite there. */
export function isFiniteFloat32(value: number): boolean {
  return Number.isFinite(Math.fround(value));
}
