import { platform } from 'node:os';
import type { Power, Surroundings } from '../../../pipelines/surroundings.ts';
import { type Ask, askSystem } from './ask.ts';
import { linuxBattery, macBattery, UNKNOWN_BATTERY, WINDOWS_SCRIPT, windowsPower } from './battery.ts';
import { deviceZone } from './deviceZone.ts';
import { linuxMetered } from './metered.ts';
import { canReach } from './reachable.ts';

export interface SurroundingsOptions {
  /** Milliseconds that never go back. */
  readonly monotonic: () => number;
  /** What a person said of the connection; null: what the machine finds out. */
  readonly metered?: () => boolean | null;
  readonly ask?: Ask;
  readonly system?: NodeJS.Platform;
}

/** Asking costs a process or more, and nobody heavy begins twice a minute. */
const FRESH_MS = 60_000;

/** The machine this runs on and the network it is in. */
export function createSurroundings({
  monotonic,
  metered = () => null,
  ask = askSystem,
  system = platform(),
}: SurroundingsOptions): Surroundings {
  let known: { readonly at: number; readonly power: Promise<Power> } | null = null;

  async function look(): Promise<Power> {
    // Whoever waits for it may go; the next who asks is glad of the answer.
    const { signal } = new AbortController();
    if (system === 'linux') return { ...(await linuxBattery()), metered: await linuxMetered(ask, signal) };
    if (system === 'darwin')
      return { ...macBattery(await ask('/usr/bin/pmset', ['-g', 'batt'], signal)), metered: null };
    if (system === 'win32')
      return windowsPower(
        await ask('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', WINDOWS_SCRIPT], signal),
      );
    return { ...UNKNOWN_BATTERY, metered: null };
  }

  return {
    async power(signal) {
      if (known === null || monotonic() - known.at >= FRESH_MS) known = { at: monotonic(), power: look() };
      const found = await orGone(known.power, signal);
      return { ...found, metered: metered() ?? found.metered };
    },
    reachable: (hosts, signal) => canReach(hosts, signal),
    zone: () => deviceZone(),
  };
}

async function orGone(asked: Promise<Power>, signal: AbortSignal): Promise<Power> {
  const nothing: Power = { ...UNKNOWN_BATTERY, metered: null };
  if (signal.aborted) return nothing;
  const over = Promise.withResolvers<Power>();
  const gone = () => over.resolve(nothing);
  signal.addEventListener('abort', gone, { once: true });
  try {
    return await Promise.race([asked, over.promise]);
  } finally {
    signal.removeEventListener('abort', gone);
  }
}
