// What every bundle of ours replaces: packages whose entry for Node's `require` loads its own files in a way that no bundler follows.
export const bundleAlias = { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' };

/** What every bundle of ours takes as text: the part of TensorFlow that is written in Python. */
export const bundleLoader = /** @type {const} */ ({ '.py': 'text' });
