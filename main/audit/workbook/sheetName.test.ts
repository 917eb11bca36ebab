import { expect, test } from 'vitest';
import { cellName, placeOf, readPlace, readRange } from './reference.ts';
import { dayOfSerial, instantOfSerial, serialOfDay, serialOfInstant } from './serial.ts';
import { numbered, sheetNameOf } from './sheetName.ts';

test('any text makes a name that a sheet may have, unlike those that are taken', () => {
  expect(sheetNameOf('core.dim_product')).toBe('core.dim_product');
  expect(sheetNameOf("'what: is/this?*[x]\\\u0000'")).toBe('what is this x');
  expect(sheetNameOf('')).toBe('Sheet');
  expect(sheetNameOf('History')).toBe('History (2)');
  const long = 'a'.repeat(40);
  expect(sheetNameOf(long, ['A'.repeat(31)])).toBe(`${'a'.repeat(27)} (2)`);
  expect(sheetNameOf('rows', ['Rows', 'ROWS (2)'])).toBe('rows (3)');
  expect(sheetNameOf(`${'b'.repeat(30)}😀`)).toBe('b'.repeat(30));
  expect(numbered('Rows', 12)).toBe('Rows (12)');
});

test('cells and places are named as Excel names them', () => {
  expect([cellName(1, 1), cellName(7, 26), cellName(7, 27), cellName(1_048_576, 16_384)]).toEqual([
    'A1',
    'Z7',
    'AA7',
    'XFD1048576',
  ]);
  const range = { top: 4, left: 2, bottom: 64, right: 2 };
  expect(placeOf("Owner's", range)).toBe("'Owner''s'!$B$4:$B$64");
  expect(readPlace("'Owner''s'!$B$4:$B$64")).toEqual({ sheet: "Owner's", range });
  expect(['B4:A4', 'XFE1', 'A0', 'A1048577', 'R1C1'].map(readRange)).toEqual([null, null, null, null, null]);
});

test('days are counted as Excel counts them, from where it counts right', () => {
  expect(serialOfDay('1900-03-01')).toBe(61);
  expect(serialOfDay('2000-01-01')).toBe(36_526);
  expect(serialOfDay('9999-12-31')).toBe(2_958_465);
  for (const none of ['1900-02-28', '2026-02-30', '2026-13-01', '2026-3-8', 'soon', '10000-01-01'])
    expect(serialOfDay(none), none).toBeNull();
  expect(serialOfInstant('2000-01-01T12:00:00Z')).toBe(36_526.5);
  expect(serialOfInstant('2000-01-01 14:00:00+02:00')).toBe(36_526.5);
  expect(serialOfInstant('2000-01-01T07:00-05')).toBe(36_526.5);
  expect(serialOfInstant('2000-01-01 12:00')).toBe(36_526.5);
  expect(serialOfInstant('2000-01-01T25:00:00Z')).toBeNull();
  expect([dayOfSerial(61), instantOfSerial(36_526.5)]).toEqual(['1900-03-01', '2000-01-01T12:00:00.000Z']);
});
