/** The last name in a file's path or address. An address is decoded; as it is encoded, where that is no UTF-8. */
export function nameOfFile(file: string): string {
  const name = file.replace(/^.*[/\\]/, '');
  if (!/^[a-z][a-z0-9+.-]+:/i.test(file)) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
