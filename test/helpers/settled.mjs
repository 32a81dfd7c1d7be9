/**
 * Waits until a page, or a frame of it, has drawn what it was told. Its views follow the state once a frame, the toolkit's elements their
 * attributes in the next, and what moves for a limited time has come to rest.
 */
export async function settled(page) {
  await page.evaluate(`(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    await frame();
    const passing = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
    await Promise.all(passing.map(({ finished }) => finished.catch(() => null)));
  })()`);
}
