const cell = (source: readonly string[], type = 'code') => ({
  cell_type: type,
  metadata: {},
  source: source.map((line) => `${line}\n`),
  ...(type === 'code' ? { execution_count: null, outputs: [] } : {}),
});

/** The article's program as a notebook of four cells: a text, what stands before the loss, the loss with the train op, the session. */
export function notebookOf(program: string): string {
  const lines = program.split('\n');
  return notebook([
    cell(['# A notebook'], 'markdown'),
    cell(['%matplotlib inline', ...lines.slice(0, 7)]),
    cell(lines.slice(7, 9)),
    cell(lines.slice(9)),
  ]);
}

/** A program as a notebook, a cell for each part between blank lines. */
export function notebookOfParts(program: string): string {
  return notebook(program.split('\n\n').map((part) => cell(part.trim().split('\n'))));
}

function notebook(cells: readonly ReturnType<typeof cell>[]): string {
  return JSON.stringify({
    cells,
    metadata: { language_info: { name: 'python' }, kernelspec: { name: 'python3', display_name: 'Python 3' } },
    nbformat: 4,
    nbformat_minor: 5,
  });
}
