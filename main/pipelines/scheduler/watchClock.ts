const MINUTE = 60_000;
/** A wall that moves forward further than this is not believed without a sleep. */
export const LEAP = 86_400_000;
/** Time servers shift the wall by this much without anybody noticing. */
const SLACK = 5_000;

/** The clocks at a tick. */
export interface Clocks {
  readonly wall: number;
  readonly monotonic: number;
  /** Since the machine started, its sleep included; null where it can't tell. */
  readonly uptime: number | null;
}

export interface ClockChange {
  /** The machine slept, or the wall was moved: networks and disks may not be there yet. */
  readonly woke: boolean;
  /** Ticks came late, and nothing else: the machine is busy. */
  readonly slow: boolean;
  /** How far the wall leapt forward beyond a day with no sleep to explain it; 0 where it did not. */
  readonly leapt: number;
  /** How far the wall was put back. */
  readonly back: number;
}

/** What happened to the clocks from one tick to the next. */
export function clockChange(before: Clocks, now: Clocks): ClockChange {
  const wall = now.wall - before.wall;
  const monotonic = now.monotonic - before.monotonic;
  // Without it a sleep in which the monotonic clock stands looks like a leap of the wall: then the sleep is believed.
  const passed =
    before.uptime === null || now.uptime === null ? Math.max(wall, monotonic) : now.uptime - before.uptime;
  const slept = Math.max(passed, monotonic) - monotonic;
  return {
    woke: Math.abs(wall - monotonic) > SLACK || slept > SLACK || wall > 10 * MINUTE,
    slow: wall > MINUTE,
    leapt: wall - passed > LEAP ? wall - passed : 0,
    back: wall < -SLACK ? -wall : 0,
  };
}
