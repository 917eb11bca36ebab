import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linuxBattery, macBattery, windowsPower } from './battery.ts';
import { createSurroundings } from './createSurroundings.ts';
import { deviceZone } from './deviceZone.ts';
import { linuxMetered } from './metered.ts';
import { canReach } from './reachable.ts';

const signal = new AbortController().signal;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-surroundings-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function supplies(name: string, all: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  for (const [supply, facts] of Object.entries(all)) {
    await mkdir(join(folder, name, supply), { recursive: true });
    for (const [fact, value] of Object.entries(facts))
      await writeFile(join(folder, name, supply, fact), `${value}\n`);
  }
  return linuxBattery(join(folder, name));
}

describe('hosts', () => {
  it('are reached by connecting to them, one of several is enough, and none is no obstacle', async () => {
    const server = createServer((socket) => socket.end());
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const there = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
    const nobody = { host: 'nobody.invalid', port: 443 };
    expect(await canReach([], signal)).toBe(true);
    expect(await canReach([nobody, there], signal)).toBe(true);
    expect(await canReach([{ ...there, host: 'localhost' }], signal)).toBe(true);
    await new Promise((closed) => server.close(closed));
    expect(await canReach([nobody, there], signal)).toBe(false);
  });

  it('are given up when the patience ends or nobody asks any more', async () => {
    // An address that routes nowhere: whether it is refused or swallowed is the network’s business.
    const nowhere = [{ host: '192.0.2.1', port: 443 }];
    expect(await canReach(nowhere, signal, 50)).toBe(false);
    const stop = new AbortController();
    const asked = canReach(nowhere, stop.signal);
    stop.abort();
    expect(await asked).toBe(false);
    expect(await canReach(nowhere, stop.signal)).toBe(false);
  });
});

describe('power', () => {
  it('is read from what Linux tells of each supply', async () => {
    const battery = {
      type: 'Battery',
      status: 'Discharging',
      energy_now: '30',
      energy_full: '60',
      capacity: '49',
    };
    expect(await supplies('away', { BAT0: battery, AC: { type: 'Mains', online: '0' } })).toEqual({
      onBattery: true,
      charge: 0.5,
    });
    expect(await supplies('plugged', { BAT0: battery, AC: { type: 'Mains', online: '1' } })).toEqual({
      onBattery: false,
      charge: 0.5,
    });
    const small = { type: 'Battery', status: 'Discharging', energy_now: '10', energy_full: '20' };
    expect(await supplies('two', { BAT0: { ...battery, energy_full: '100' }, BAT1: small })).toMatchObject({
      charge: 40 / 120,
    });
    const mouse = { type: 'Battery', scope: 'Device', status: 'Discharging', capacity: '5' };
    expect(await supplies('desktop', { hidpp: mouse })).toEqual({ onBattery: false, charge: null });
    expect(await supplies('plain', { BAT0: { type: 'Battery', status: 'Full', capacity: '100' } })).toEqual({
      onBattery: false,
      charge: 1,
    });
    expect(await linuxBattery(join(folder, 'none'))).toEqual({ onBattery: null, charge: null });
  });

  it('is read from what macOS and Windows say', () => {
    const mac = (source: string, rest: string) =>
      `Now drawing from '${source}'\n -InternalBattery-0 (id=4653155)\t${rest}\n`;
    expect(macBattery(mac('Battery Power', '27%; discharging; 2:11 remaining'))).toEqual({
      onBattery: true,
      charge: 0.27,
    });
    expect(macBattery(mac('AC Power', '100%; charged; 0:00 remaining'))).toEqual({
      onBattery: false,
      charge: 1,
    });
    expect(macBattery("Now drawing from 'AC Power'\n")).toEqual({ onBattery: false, charge: null });
    expect([macBattery(null), macBattery('odd')]).toEqual(Array(2).fill({ onBattery: null, charge: null }));
    expect(windowsPower('Offline|0,42|0|Variable\r\n')).toEqual({
      onBattery: true,
      charge: 0.42,
      metered: true,
    });
    expect(windowsPower('Online|1|128|Unrestricted')).toEqual({
      onBattery: false,
      charge: null,
      metered: false,
    });
    expect(windowsPower('Online|0.9|1|')).toEqual({ onBattery: false, charge: 0.9, metered: null });
    expect(windowsPower(null)).toEqual({ onBattery: null, charge: null, metered: null });
  });

  it('is asked for at most once a minute, and a person’s word on the connection comes first', async () => {
    let now = 0;
    let asked = 0;
    let metered: boolean | null = null;
    const surroundings = createSurroundings({
      monotonic: () => now,
      metered: () => metered,
      system: 'darwin',
      ask: async () => {
        asked += 1;
        return "Now drawing from 'Battery Power'\n -InternalBattery-0\t9%; discharging;";
      },
    });
    expect(await surroundings.power(signal)).toEqual({ onBattery: true, charge: 0.09, metered: null });
    now += 59_999;
    metered = true;
    expect(await surroundings.power(signal)).toMatchObject({ metered: true });
    expect(asked).toBe(1);
    now += 1;
    await surroundings.power(signal);
    expect(asked).toBe(2);
    const gone = new AbortController();
    gone.abort();
    metered = null;
    expect(await surroundings.power(gone.signal)).toEqual({ onBattery: null, charge: null, metered: null });
  });
});

it('a connection is metered as NetworkManager says, through whichever program there is', async () => {
  const only = (program: string, said: string) =>
    linuxMetered(async (asked) => (asked === program ? said : null), signal);
  expect(await only('gdbus', '(<uint32 1>,)\n')).toBe(true);
  expect(await only('gdbus', '(<uint32 4>,)\n')).toBe(false);
  expect(await only('gdbus', '(<uint32 0>,)\n')).toBe(null);
  expect(await only('busctl', 'u 3\n')).toBe(true);
  const device = (state: string, metered: string) => `GENERAL.STATE:${state}\nGENERAL.METERED:${metered}\n\n`;
  const wifi = device('100 (connected)', 'yes (guessed)');
  expect(await only('nmcli', device('30 (disconnected)', 'yes') + device('100 (connected)', 'no'))).toBe(
    false,
  );
  expect(await only('nmcli', device('100 (connected)', 'no') + wifi)).toBe(true);
  expect(await only('none', '')).toBe(null);
});

describe('the zone of the device', () => {
  it('is read afresh each time, as the laptop travels', async () => {
    const places = { link: join(folder, 'localtime'), name: join(folder, 'timezone') };
    const zone = () => deviceZone(places, {});
    await writeFile(places.name, 'Asia/Tokyo\n');
    expect(zone()).toBe('Asia/Tokyo');
    await symlink('/usr/share/zoneinfo/Europe/Paris', places.link);
    expect(zone()).toBe('Europe/Paris');
    await rm(places.link);
    await symlink('/var/db/timezone/zoneinfo/America/Argentina/Buenos_Aires', places.link);
    expect(zone()).toBe('America/Argentina/Buenos_Aires');
    await rm(places.link);
    await symlink('/usr/share/zoneinfo/Not/AZone', places.link);
    await writeFile(places.name, 'nonsense');
    const told = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(zone()).toBe(told);
    expect(deviceZone(places, { TZ: 'Asia/Tokyo' })).toBe(told);
  });

  it('follows the variable TZ where a person sets it', () => {
    const before = process.env['TZ'];
    try {
      process.env['TZ'] = 'Pacific/Auckland';
      expect(deviceZone()).toBe('Pacific/Auckland');
      process.env['TZ'] = 'America/New_York';
      expect(deviceZone()).toBe('America/New_York');
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });
});
