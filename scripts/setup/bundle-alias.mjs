// What every bundle of ours replaces: packages whose entry for Node's `require` loads its own files in a way that no bundler follows.
export const bundleAlias = { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' };
