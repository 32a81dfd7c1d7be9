/** Says whether the code that is executed may be code that the program does not execute: then nothing of it is recorded. */
export class Speculations {
  private depth = 0;
  private hasEffect = false;

  get isOn(): boolean {
    return this.depth > 0;
  }

  /** Called where something is about to be recorded. In a speculation it notes the effect; the caller then records nothing. */
  noteEffect(): boolean {
    if (this.isOn) this.hasEffect = true;
    return this.isOn;
  }

  /** Executes in a speculation. The result says whether there would have been an effect to record. */
  during(body: () => void): boolean {
    const outer = this.hasEffect;
    this.hasEffect = false;
    this.depth += 1;
    try {
      body();
      return this.hasEffect;
    } finally {
      this.depth -= 1;
      this.hasEffect ||= outer;
    }
  }
}
