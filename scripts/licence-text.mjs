import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A licence's text as SPDX has it, with these lines in the place of the one that it leaves to fill in. Throws for an id that it does not know. */
export function licenceText(id, copyright) {
  const { licenseText } = require(`spdx-license-list/licenses/${id}.json`);
  const lines = copyright.join('\n');
  // Where the text has no such line, as Apache's, the lines stand above it.
  const filled = licenseText.replace(/^Copyright .*(?:<[^>\n]*>|YEAR by AUTHOR).*$/m, () => lines);
  return (filled === licenseText ? `${lines}\n\n${licenseText}` : filled).trim();
}
