// How a run compares with what TensorFlow did: the step exactly, the rate to 1e-6 of its size, the loss to 1e-4 of its size or 1e-6.

/** The rows of `--format csv`, as numbers; null where a cell is empty. */
export function readRows(csv) {
  const [header = '', ...lines] = csv.trim().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(
      names.map((name, index) => [name, name === 'run' ? cells[index] : toNumber(cells[index])]),
    );
  });
}

function toNumber(text = '') {
  return text === '' ? null : Number(text);
}

const isClose = (value, wanted, relative, absolute) =>
  value !== null &&
  (Object.is(value, wanted) || Math.abs(value - wanted) <= Math.max(relative * Math.abs(wanted), absolute));

/** What differs first, or null. A null of the trace is not compared; a trace that was cut off may go on. */
export function compareWithTrace(iterations, rows, trace) {
  const { stopped } = trace;
  // What starts at random numbers of its own is no reference for another one's losses.
  const deterministic = trace.deterministic && (trace.unseeded_random ?? []).length === 0;
  if (rows.length < iterations.length || (stopped === null && rows.length !== iterations.length)) {
    return `${rows.length} iterations instead of ${iterations.length}${rows.length === 0 ? '' : mismatch(iterations, rows, deterministic)}`;
  }
  const found = mismatch(iterations, rows, deterministic);
  return found === '' ? null : found.trim();
}

function mismatch(iterations, rows, deterministic) {
  for (const [index, wanted] of iterations.entries()) {
    const row = rows[index];
    if (row === undefined) return '';
    const at = ` at iteration ${index + 1}`;
    if (wanted.global_step !== null && row.global_step !== wanted.global_step)
      return ` step ${row.global_step} instead of ${wanted.global_step}${at}`;
    const rate = toNumber(String(wanted.learning_rate ?? ''));
    if (rate !== null && !isClose(row.learning_rate, rate, 1e-6, 0))
      return ` rate ${row.learning_rate} instead of ${rate}${at}`;
    const loss = toNumber(String(wanted.loss ?? ''));
    if (deterministic && loss !== null && !isClose(row.loss, loss, 1e-4, 1e-6))
      return ` loss ${row.loss} instead of ${loss}${at}`;
  }
  return '';
}
