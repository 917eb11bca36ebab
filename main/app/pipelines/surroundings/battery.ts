import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Power } from '../../../pipelines/surroundings.ts';

export type Battery = Pick<Power, 'onBattery' | 'charge'>;

export const UNKNOWN_BATTERY: Battery = { onBattery: null, charge: null };

/** As Linux tells it, a folder a supply. Those of a mouse or a pen have the scope of their device, and don't feed the machine. */
export async function linuxBattery(folder = '/sys/class/power_supply'): Promise<Battery> {
  const names = await readdir(folder).catch(() => null);
  if (names === null) return UNKNOWN_BATTERY;
  const supplies = await Promise.all(names.map((name) => readSupply(join(folder, name))));
  const own = supplies.filter(({ scope }) => scope !== 'Device');
  const batteries = own.filter(({ type }) => type === 'Battery');
  // A machine without one is on the mains.
  if (batteries.length === 0) return { onBattery: names.length === 0 ? null : false, charge: null };
  const plugged = own.some(({ type, online }) => type !== 'Battery' && online === '1');
  const draining = batteries.some(({ status }) => status === 'Discharging');
  return { onBattery: draining && !plugged, charge: chargeOf(batteries) };
}

interface Supply {
  readonly type: string;
  readonly scope: string;
  readonly online: string;
  readonly status: string;
  readonly capacity: number;
  readonly now: number;
  readonly full: number;
}

async function readSupply(folder: string): Promise<Supply> {
  const read = (name: string) =>
    readFile(join(folder, name), 'utf8').then(
      (text) => text.trim(),
      () => '',
    );
  const number = async (...names: readonly string[]) => {
    for (const name of names) {
      const text = await read(name);
      if (text !== '' && Number.isFinite(Number(text))) return Number(text);
    }
    return Number.NaN;
  };
  return {
    type: await read('type'),
    scope: await read('scope'),
    online: await read('online'),
    status: await read('status'),
    capacity: await number('capacity'),
    now: await number('energy_now', 'charge_now'),
    full: await number('energy_full', 'charge_full'),
  };
}

/** Of two batteries the larger counts for more, where they say how large they are. */
function chargeOf(batteries: readonly Supply[]): number | null {
  const sized = batteries.every(({ now, full }) => full > 0 && now >= 0);
  const sum = (of: (one: Supply) => number) => batteries.reduce((all, one) => all + of(one), 0);
  const share = sized
    ? sum(({ now }) => now) / sum(({ full }) => full)
    : sum((one) => one.capacity) / 100 / batteries.length;
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : null;
}

/** `pmset -g batt` of macOS. */
export function macBattery(said: string | null): Battery {
  const source = /drawing from '([^']+)'/.exec(said ?? '')?.[1];
  if (said === null || source === undefined) return UNKNOWN_BATTERY;
  const share = /(\d{1,3})%;/.exec(said)?.[1];
  return { onBattery: source === 'Battery Power', charge: share === undefined ? null : Number(share) / 100 };
}

/** What `WINDOWS_SCRIPT` prints: line, share, state of the battery, cost of the connection. */
export function windowsPower(said: string | null): Power {
  const parts = /^\s*(Online|Offline|Unknown)\|([\d.,]+)\|(\d+)\|(\w*)/.exec(said ?? '');
  if (parts === null) return { ...UNKNOWN_BATTERY, metered: null };
  const [, line, share = '', flags = '0', cost] = parts;
  const none = (Number(flags) & 128) !== 0;
  const charge = Number(share.replace(',', '.'));
  return {
    onBattery: none ? false : line === 'Unknown' ? null : line === 'Offline',
    charge: none || !(charge >= 0 && charge <= 1) ? null : charge,
    metered: cost === 'Fixed' || cost === 'Variable' ? true : cost === 'Unrestricted' ? false : null,
  };
}

/** Through .NET and the Windows runtime: wmic is gone from new systems. */
export const WINDOWS_SCRIPT = [
  'Add-Type -AssemblyName System.Windows.Forms',
  '$p = [System.Windows.Forms.SystemInformation]::PowerStatus',
  '$c = ""',
  'try { $c = [Windows.Networking.Connectivity.NetworkInformation,Windows,ContentType=WindowsRuntime]::GetInternetConnectionProfile().GetConnectionCost().NetworkCostType } catch {}',
  '"$($p.PowerLineStatus)|$($p.BatteryLifePercent)|$([int]$p.BatteryChargeStatus)|$c"',
].join('; ');
