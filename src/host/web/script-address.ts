import { isNode } from '../runtime';

// tree-sitter's runtime asks for the address of its script when it is loaded, and knows Node's way and a page's. A web worker has neither, and
// needs none: the parser's files come to it by a message. This module is imported before the parser.
if (!isNode() && !('document' in globalThis)) Object.assign(globalThis, { document: { currentScript: null } });
