import { numberText } from '../ui/number-text';

/** An equation's right side as the page writes numbers: one below 0 has brackets, but where it begins the equation or a bracket. */
export function equationText(pieces: readonly (string | number)[]): string {
  return pieces
    .map((piece, index) => {
      if (typeof piece === 'string') return piece;
      // A line is not broken behind this sign, as it is behind a hyphen: the power of ten stays with its number.
      const written = numberText(piece).replace('e-', 'e−');
      const [before, after] = [pieces[index - 1] ?? '', pieces[index + 1] ?? ''];
      const isFirst = index === 0 || /[(|]$/.test(String(before));
      return written.startsWith('-') && (!isFirst || /^[²^]/.test(String(after))) ? `(${written})` : written;
    })
    .join('');
}
