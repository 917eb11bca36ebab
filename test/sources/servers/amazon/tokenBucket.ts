import type { VirtualClock } from '../../../conformance/sources/virtualClock.ts';

/** Refills evenly up to its burst, as Amazon describes its usage plans. */
export function createBucket(clock: VirtualClock, perSecond: number, burst: number) {
  let held = burst;
  let at = clock.now();
  return {
    perSecond,
    take(): boolean {
      held = Math.min(burst, held + ((clock.now() - at) / 1000) * perSecond);
      at = clock.now();
      // A little kindness towards fractions of a second.
      if (held < 0.999) return false;
      held -= 1;
      return true;
    },
  };
}
