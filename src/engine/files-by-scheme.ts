import type { Files } from './files';

/** Files on the disk by addresses that begin with `file:`, and any others out of a mirror. */
export class FilesByScheme implements Files {
  constructor(
    private readonly disk: Files,
    private readonly mirror: Files,
  ) {}

  list(root: string): Iterable<readonly string[] | null> {
    return this.of(root).list(root);
  }

  isLoaded(file: string): boolean {
    return this.of(file).isLoaded?.(file) ?? true;
  }

  version(file: string): string | null {
    return this.of(file).version(file);
  }

  isFolder(name: string): boolean {
    return this.of(name).isFolder(name);
  }

  isBelow(root: string, file: string): boolean {
    return this.of(file).isBelow(root, file);
  }

  read(file: string): string {
    return this.of(file).read(file);
  }

  bytes(file: string, most: number): Uint8Array | 'larger' | null {
    return this.of(file).bytes?.(file, most) ?? null;
  }

  segment(part: string): string {
    return this.disk.segment(part);
  }

  private of(name: string): Files {
    return name.startsWith('file:') ? this.disk : this.mirror;
  }
}
