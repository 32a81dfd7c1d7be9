/** The bundlers and the tests give a Python file as its text. */
declare module '*.py' {
  const text: string;
  // eslint-disable-next-line no-restricted-exports -- what bundlers make of a text
  export default text;
}
