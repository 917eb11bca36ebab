import { expect, test } from 'vitest';
import { isZone, machineZone, Zone } from './zone.ts';

test.each(['America/New_York', 'UTC', 'Europe/Paris', 'Asia/Kathmandu'])('%s is a zone', (name) => {
  expect(Zone.parse(name)).toBe(name);
});

test.each(['New York', '', 'Mars/Base', ' UTC', 'America'])('%j is none', (name) => {
  expect(isZone(name)).toBe(false);
  expect(Zone.safeParse(name).error?.issues[0]?.message).toContain('write it like America/New_York');
});

test('the machine has a zone that validates', () => {
  expect(isZone(machineZone())).toBe(true);
});
