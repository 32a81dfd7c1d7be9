import ts from 'typescript';

// Every plain object has the names of Object.prototype: `table['constructor']` is a function, `'toString' in table` is true, and
// `table['__proto__'] = value` changes what the table is. Names of programs, files, flags and messages may be any of these.
// A key that may be any text is looked up in a Map, or by `own` (src/base/own.ts), which asks for properties of the object's own.

/** Whether a type has values that are any text: `string`, a template's pattern, a type parameter of these. */
function isAnyText(type, checker) {
  const seen = checker.getBaseConstraintOfType(type) ?? type;
  if (seen.isUnion() || seen.isIntersection()) return seen.types.some((part) => isAnyText(part, checker));
  return (
    (seen.flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0
  );
}

export const noInheritedNames = {
  meta: {
    type: 'problem',
    docs: { description: 'A name that may be any text is never looked up among the properties of an object.' },
    schema: [],
    messages: {
      access:
        'a key that may be any text finds `constructor` and `__proto__` in every object: use a Map, or `own` of src/base/own.ts',
      test: '`in` finds `constructor` and `__proto__` in every object: use a Map, or Object.hasOwn',
    },
  },
  create(context) {
    const { parserServices } = context.sourceCode;
    const checker = parserServices.program.getTypeChecker();
    const mayBeAnyText = (node) => isAnyText(parserServices.getTypeAtLocation(node), checker);
    return {
      'MemberExpression[computed=true]'(node) {
        if (mayBeAnyText(node.property)) context.report({ node, messageId: 'access' });
      },
      'BinaryExpression[operator="in"]'(node) {
        if (node.left.type !== 'PrivateIdentifier' && mayBeAnyText(node.left))
          context.report({ node, messageId: 'test' });
      },
      'ObjectPattern > Property[computed=true]'(node) {
        if (mayBeAnyText(node.key)) context.report({ node, messageId: 'access' });
      },
    };
  },
};
