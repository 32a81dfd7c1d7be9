/** Asks again and again until there is an answer; null is none. Throws, with what was waited for, when there is none in time. */
export async function waitFor<T>(what: string, ask: () => Promise<T | null>, timeoutMs = 120_000): Promise<T> {
  for (const end = performance.now() + timeoutMs; performance.now() < end;) {
    const answer = await ask();
    if (answer !== null) return answer;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error(`${what} did not come within ${timeoutMs} ms`);
}
