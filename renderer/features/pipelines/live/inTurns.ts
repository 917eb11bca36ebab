/**
 * Work that is wished for more often than it can be done: one at a time, and once more after a wish that came meanwhile, so
 * that the last wish is always answered. `pause` is how long it rests in between.
 */
export function inTurns(work: () => Promise<void>, pause: () => Promise<void>): () => void {
  let going = false;
  let wished = false;
  async function go(): Promise<void> {
    going = true;
    while (wished) {
      wished = false;
      await work();
      await pause();
    }
    going = false;
  }
  return () => {
    wished = true;
    if (!going) void go();
  };
}
