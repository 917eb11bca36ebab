import { expect, test } from 'vitest';
import { Zone } from '../../../../shared/domain/zone.ts';
import { isQuiet, quietEnd } from './quiet.ts';

const NIGHT = { from: '22:00', to: '07:00' };
const BERLIN = Zone.parse('Europe/Berlin');
const at = (text: string) => Date.parse(text);
const end = (text: string, quiet = NIGHT, zone = BERLIN) =>
  new Date(quietEnd(at(text), quiet, zone)).toISOString();

test('a night over midnight ends in the morning of the zone, whichever day it began', () => {
  expect(end('2026-01-10T21:30:00Z')).toBe('2026-01-11T06:00:00.000Z');
  expect(end('2026-01-11T02:00:30.500Z')).toBe('2026-01-11T06:00:00.000Z');
  expect(end('2026-01-11T05:59:59.999Z')).toBe('2026-01-11T06:00:00.000Z');
  expect(end('2026-01-11T06:00:00Z')).toBe('2026-01-11T06:00:00.000Z');
  expect(end('2026-01-11T20:59:59Z')).toBe('2026-01-11T20:59:59.000Z');
  expect(isQuiet(at('2026-01-11T20:59:59Z'), NIGHT, BERLIN)).toBe(false);
  expect(isQuiet(at('2026-01-11T21:00:00Z'), NIGHT, BERLIN)).toBe(true);
});

test('within a day', () => {
  const siesta = { from: '13:00', to: '15:30' };
  expect(end('2026-06-10T11:00:00Z', siesta)).toBe('2026-06-10T13:30:00.000Z');
  expect(end('2026-06-10T10:59:00Z', siesta)).toBe('2026-06-10T10:59:00.000Z');
  expect(end('2026-06-10T13:30:00Z', siesta)).toBe('2026-06-10T13:30:00.000Z');
});

test('the night in which the clock is put forward is an hour shorter, the one put back an hour longer', () => {
  expect(end('2026-03-28T21:00:00Z')).toBe('2026-03-29T05:00:00.000Z');
  expect(end('2026-10-24T20:00:00Z')).toBe('2026-10-25T06:00:00.000Z');
});

test('an end that the clock jumps over is the first moment after the gap', () => {
  expect(end('2026-03-28T23:00:00Z', { from: '22:00', to: '02:30' })).toBe('2026-03-29T01:00:00.000Z');
});

test('an end that comes twice is its first coming; what is quiet by the wall again is quiet again', () => {
  const quiet = { from: '22:00', to: '02:30' };
  // 02:30 is first reached at 00:30 UTC; at 01:00 UTC the wall shows 02:00 once more.
  expect(end('2026-10-24T22:00:00Z', quiet)).toBe('2026-10-25T00:30:00.000Z');
  expect(end('2026-10-25T00:45:00Z', quiet)).toBe('2026-10-25T00:45:00.000Z');
  expect(end('2026-10-25T01:10:00Z', quiet)).toBe('2026-10-25T01:30:00.000Z');
});

test('zones whose offset is no whole hour, or that turn by half of one', () => {
  expect(end('2026-05-01T18:00:00Z', NIGHT, Zone.parse('Asia/Kathmandu'))).toBe('2026-05-02T01:15:00.000Z');
  // Lord Howe goes from +11:00 back to +10:30 at 02:00 on 5 April 2026.
  expect(end('2026-04-04T12:00:00Z', NIGHT, Zone.parse('Australia/Lord_Howe'))).toBe(
    '2026-04-04T20:30:00.000Z',
  );
});

test('whatever the instant, the end is not quiet and everything before it is', () => {
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC'].map((name) =>
    Zone.parse(name),
  ))
    for (const quiet of [NIGHT, { from: '01:30', to: '03:15' }])
      for (let from = at('2026-03-28T12:00:00Z'); from < at('2026-03-29T12:00:00Z'); from += 47 * 60_000) {
        const until = quietEnd(from, quiet, zone);
        expect(isQuiet(until, quiet, zone)).toBe(false);
        for (let minute = from; minute < until; minute += 7 * 60_000)
          expect(isQuiet(minute, quiet, zone)).toBe(true);
      }
});

test('no quiet hours, no quiet', () => {
  expect(isQuiet(0, undefined, BERLIN)).toBe(false);
  expect(quietEnd(5, undefined, BERLIN)).toBe(5);
});
