/** Something with an owner who ends it. */
export interface Disposable {
  dispose(): void;
}

/** Owns other disposables and ends them in reverse order, once. What is added after the end is ended at once. */
export class DisposableStore implements Disposable {
  private readonly owned: Disposable[] = [];
  private isDisposed = false;

  add<T extends Disposable>(disposable: T): T {
    if (this.isDisposed) disposable.dispose();
    else this.owned.push(disposable);
    return disposable;
  }

  dispose(): void {
    this.isDisposed = true;
    for (let last = this.owned.pop(); last !== undefined; last = this.owned.pop()) last.dispose();
  }
}
