// How much memory a thread may take, and how it is looked at.

const megabyte = 2 ** 20;

/** What a program may take of the machine's memory, in bytes. The only place that says so. */
export const memoryLimits = {
  /** Reading that starts by itself, because a file is open. */
  outlook: 256 * megabyte,
  /** Reading that somebody asked for: what it keeps goes to the training, which needs some of it again. */
  reading: 512 * megabyte,
  /** A training: variables, slots, feeds and results of all of its runs together, and their rows. */
  training: 2048 * megabyte,
  /** Rows of a panel's earlier runs that nobody has pinned. */
  kept: 512 * megabyte,
} as const;

/** The part of the machine's free memory that a training leaves to everybody else. */
const shareLeft = 1 / 4;

/** What a training may take on a machine with so many bytes free. */
export function trainingLimit(freeBytes: number): number {
  return Math.min(memoryLimits.training, Math.max(64 * megabyte, Math.floor(freeBytes * (1 - shareLeft))));
}

/** Tells how much memory the thread holds that asks. */
export interface MemoryMeter {
  /** Bytes of the heap and of array buffers, garbage included. Shared array buffers are not counted. Quick. */
  inUse(): number;
  /** The same, after the garbage was collected. Slow. */
  inUseAfterCollection(): number;
}

/** Bytes after which the meter is looked at. */
const bytesBetweenLooks = 8 * megabyte;

/**
 * What one program may take. What is made is charged as it is made; what of it became garbage since is not known here, so the meter is
 * asked every few megabytes, and the garbage is collected before anything is refused. Without a meter, only what is too large by itself is refused.
 */
export class MemoryBudget {
  private readonly atStart: number;
  /** In use when the garbage was collected last, or at the start. */
  private tidied: number;
  private unseen = 0;
  /** Shared memory, which no meter sees. It is kept to the end. */
  private shared = 0;
  /** After the last collection: what was in use, and by how much that may grow before the next one. */
  private collected: { readonly inUse: number; readonly room: number } | null = null;

  constructor(
    /** In bytes. */
    readonly limit: number,
    private readonly meter: MemoryMeter | null,
    /** By how many bytes what is in use may grow before the garbage is collected, however far the limit is. */
    private readonly growth = Number.POSITIVE_INFINITY,
  ) {
    this.atStart = meter?.inUse() ?? 0;
    this.tidied = this.atStart;
  }

  /** Charges what is about to be made; false where it does not fit, and nothing is to be made. */
  take(bytes: number): boolean {
    if (!(bytes <= this.limit - this.shared)) return false;
    this.unseen += bytes;
    return this.unseen < bytesBetweenLooks || this.look(bytes);
  }

  /** Charges what has been made already; false where it did not fit. */
  made(bytes: number): boolean {
    this.unseen += bytes;
    return this.unseen < bytesBetweenLooks || this.look();
  }

  /** Charges shared memory, which is not given back. */
  takeShared(bytes: number): boolean {
    if (!this.take(bytes)) return false;
    this.shared += bytes;
    return true;
  }

  /** Gives shared memory back. */
  giveBackShared(bytes: number): void {
    this.shared -= bytes;
  }

  /** Collects the garbage where so many bytes have been made since it was collected last: nothing is made for a while. */
  tidy(atLeast: number): void {
    const { meter } = this;
    if (meter !== null && meter.inUse() - this.tidied >= atLeast) this.tidied = meter.inUseAfterCollection();
  }

  /** Whether what is held now, and `bytes` more, is within the limit. */
  look(bytes = 0): boolean {
    const { meter, limit, shared, collected } = this;
    if (meter === null) return true;
    this.unseen = 0;
    this.tidy(this.growth);
    const inUse = meter.inUse() + bytes;
    if (inUse - this.atStart + shared <= limit) return true;
    if (collected !== null && inUse - collected.inUse < collected.room) return true;
    let left = meter.inUseAfterCollection();
    // What a collection frees may be given back a little later: before anything is refused, it is asked for again.
    if (left - this.atStart + shared + bytes > limit) left = meter.inUseAfterCollection();
    this.tidied = left;
    const taken = left - this.atStart + shared;
    const fits = taken + bytes <= limit;
    // So that collections do not follow upon each other, a sixteenth of the limit may be overdrawn between two; after a refusal nothing may.
    this.collected = fits ? { inUse: left, room: Math.max(limit - taken, limit / 16) } : null;
    return fits;
  }
}

/** Bytes as a reader counts them: `32 MB`, `1.4 GB`, by thousands of 1,024. */
export function bytesText(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];
  let [amount, unit] = [bytes, 0];
  while (amount >= 1000 && unit < units.length - 1) [amount, unit] = [amount / 1024, unit + 1];
  const digits = amount < 10 && unit > 0 ? 1 : 0;
  return `${String(Number(amount.toFixed(digits)))} ${units[unit] ?? ''}`;
}
