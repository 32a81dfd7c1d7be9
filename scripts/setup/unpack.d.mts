/** Writes a VSIX's files below a folder, and returns the folder of the extension in it. Rejects where the file is no zip. */
export function unpackVsix(vsix: string, folder: string): Promise<string>;
