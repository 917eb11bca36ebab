import { expect, test } from 'vitest';
import { readCron } from '../schedule/cronTimes.ts';
import { seeded } from '../testing/randomPipeline.ts';
import { cronFault } from './cronFault.ts';

const PIECES = [
  '*',
  '0',
  '5',
  '7',
  '12',
  '23',
  '30',
  '31',
  '59',
  '60',
  '99',
  '-',
  '/',
  ',',
  '*/5',
  '1-5',
  '5-1',
  'L',
  'W',
  '15W',
  '#',
  'MON',
  'FRI#2',
  'FEB',
  'JAN-MAR',
  '?',
  '+',
  '@daily',
  '@reboot',
  '@',
  'LW',
  '-1',
  '1e3',
  '0x1',
  '٣',
  '.',
  '\u0000',
  '\t',
  'SUN-SAT/2',
  '*/0',
  '*/-1',
  '999999999999999999999',
];

test('of any text: no fault where the schedule can read it, and a fault where it cannot', () => {
  const random = seeded(9);
  const piece = () => PIECES[Math.floor(random() * PIECES.length)] ?? '';
  const field = () => (random() < 0.6 ? piece() : piece() + piece());
  let fine = 0;
  for (let round = 0; round < 4_000; round++) {
    const easy = () => (random() < 0.6 ? '*' : field());
    const count = random() < 0.9 ? 5 : Math.floor(random() * 9);
    const cron = Array.from({ length: count }, easy).join(' ');
    const fault = cronFault(cron);
    expect([cron, fault === null]).toEqual([cron, readCron(cron) !== null]);
    if (fault === null) fine++;
    else expect(fault.length).toBeLessThan(300);
  }
  expect(fine).toBeGreaterThan(300);
});

test('long and hostile texts are answered at once', () => {
  for (const cron of [
    '*'.repeat(1_000_000),
    '* '.repeat(100_000),
    `0 0 ${'1,'.repeat(90)}1 2 *`,
    '0 0 31 2,4,6,9,11 *',
    ' '.repeat(1_000),
  ])
    cronFault(cron);
  expect(cronFault('0 0 30 2 *')).toMatch(/^never comes/);
  expect(cronFault('0 0 31 2 1')).toBeNull();
});
