const cell = (source: readonly string[], type = 'code') => ({
  cell_type: type,
  metadata: {},
  source: source.map((line) => `${line}\n`),
  ...(type === 'code' ? { execution_count: null, outputs: [] } : {}),
});

/** The article's program as a notebook of four cells: a text, what stands before the loss, the loss with the train op, the session. */
export function notebookOf(program: string): string {
  const lines = program.split('\n');
  return JSON.stringify({
    cells: [
      cell(['# A notebook'], 'markdown'),
      cell(['%matplotlib inline', ...lines.slice(0, 7)]),
      cell(lines.slice(7, 9)),
      cell(lines.slice(9)),
    ],
    metadata: { language_info: { name: 'python' }, kernelspec: { name: 'python3', display_name: 'Python 3' } },
    nbformat: 4,
    nbformat_minor: 5,
  });
}
