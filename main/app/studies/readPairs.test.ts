import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Study } from '../../insight/screen/study.ts';
import { writeDay } from '../../insight/series/dayNumber.ts';
import { isRefusal } from '../../insight/series/refusal.ts';
import { readPair } from './readPair.ts';
import { readPairs } from './readPairs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadline-pairs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const work = { signal: new AbortController().signal, report: () => undefined };

function file(text: string | Buffer, name = 'pairs.csv'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function pairsOf(text: string) {
  const read = await readPairs(file(text), 'refuse', work);
  if (!read.ok) throw new Error(read.failure.message);
  return read.value;
}

function valuesOf(study: Study, side: 'signals' | 'outcomes', at: number): number[] | string {
  const series = study[side][at]?.series;
  if (series === undefined) return 'nothing';
  return isRefusal(series) ? series.refused : Array.from(series.values);
}

it('takes rows of pairs mixed and unsorted, and more columns in another order', async () => {
  const { names, study } = await pairsOf(
    'outcome,note,day,pair,signal\n3,x,2024-01-03,b,30\n1,,2024-01-01,a,10\n2,,2024-01-01,b,20\n4,,2024-01-02,a,40\n',
  );
  expect(names).toEqual(['b', 'a']);
  expect(valuesOf(study, 'signals', 0)).toEqual([20, Number.NaN, 30]);
  expect(valuesOf(study, 'outcomes', 0)).toEqual([2, Number.NaN, 3]);
  expect(valuesOf(study, 'signals', 1)).toEqual([10, 40]);
  expect(study.pairs).toEqual(Uint32Array.of(0, 0, 1, 1));
  expect(study.signals.map(({ name }) => name)).toEqual(['signal of b', 'signal of a']);
});

it('keeps the zone of instants, over more rows than it first has room for', async () => {
  const rows = Array.from({ length: 100 }, (_, t) => `a,${writeDay(19_000 + t)}T00:00:00Z,${t},${-t}`);
  const { study } = await pairsOf(['pair,day,signal,outcome', ...rows].join('\n'));
  expect(valuesOf(study, 'signals', 0)).toEqual(Array.from({ length: 100 }, (_, t) => t));
  expect(study.outcomes[0]?.series).toMatchObject({ zone: 'UTC', firstDay: 19_000 });
});

it('stops reading when it is told to', async () => {
  const rows = Array.from({ length: 20_000 }, (_, t) => `a,${writeDay(t)},${t},${t}`);
  const stopping = new AbortController();
  const read = await readPairs(file(['pair,day,signal,outcome', ...rows].join('\n')), 'refuse', {
    signal: stopping.signal,
    // As a key pressed meanwhile: heard only when the reading lets others have a turn.
    report: () => setTimeout(() => stopping.abort()),
  });
  expect(read).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
});

it('keeps names as they are written', async () => {
  const { names } = await pairsOf('pair,day,signal,outcome\n1.10,2024-01-01,1,1\n2.50,2024-01-01,1,1\n');
  expect(names).toEqual(['1.10', '2.50']);
});

it('refuses a pair with what can’t be read, and no other', async () => {
  const { study } = await pairsOf(
    [
      'pair,day,signal,outcome',
      'good,2024-01-01,1,',
      'good,2024-01-02,NA,2',
      'text,2024-01-01,many,1',
      'text,2024-01-02,2,1',
      'day,2024-02-30,1,1',
      'twice,2024-01-01,1,1',
      'twice,2024-01-01,2,1',
      'zones,2024-01-01T00:00:00Z,1,1',
      'zones,2024-01-02T00:00:00+02:00,1,1',
      'endless,2024-01-01,inf,1',
    ].join('\n'),
  );
  expect(valuesOf(study, 'signals', 0)).toEqual([1, Number.NaN]);
  expect(valuesOf(study, 'outcomes', 0)).toEqual([Number.NaN, 2]);
  const refused = [1, 2, 3, 4, 5].map((at) => valuesOf(study, 'signals', at));
  expect(refused).toEqual(['textInNumbers', 'dayUnreadable', 'duplicateDays', 'mixedZones', 'infinite']);
  expect(valuesOf(study, 'outcomes', 1)).toEqual([1, 1]);
  const { series } = study.signals[1] ?? { series: null };
  expect(series).toMatchObject({ message: '“many” in row 1 of signal of text is no number.' });
});

it('reads days and amounts as the file writes them where that is beyond doubt', async () => {
  const path = file('Tag;Aufrufe;Umsatz;Aktion\n31.01.2024;1.234,5;7;ja\n01.02.2024;2,5;8;\n');
  const columns = { day: 'Tag', signal: 'Aufrufe', outcome: 'Umsatz', duplicates: 'refuse' as const };
  const read = await readPair(path, columns, work);
  if (!read.ok) throw new Error(read.failure.message);
  expect(valuesOf(read.value, 'signals', 0)).toEqual([1234.5, 2.5]);
  expect(read.value.signals[0]?.series).toMatchObject({ firstDay: 19753 });
});

it('reads promotions as on and off, and refuses what is neither', async () => {
  const columns = { day: 'd', signal: 's', outcome: 'o', promotions: 'p', duplicates: 'sum' as const };
  const path = file('d,s,o,p\n2024-01-01,1,2,yes\n2024-01-01,1,2,\n2024-01-02,1,2,no\n2024-01-03,1,2,0.5\n');
  const read = await readPair(path, columns, work);
  if (!read.ok) throw new Error(read.failure.message);
  expect(read.value.causes.map(({ values }) => Array.from(values))).toEqual([[1, 0, 0.5]]);
  expect(valuesOf(read.value, 'outcomes', 0)).toEqual([4, 2, 2]);
  const unclear = await readPair(file('d,s,o,p\n2024-01-01,1,2,perhaps\n'), columns, work);
  expect(unclear).toMatchObject({
    ok: true,
    value: { signals: [{ series: { message: '“perhaps” in row 1 of p is no number.' } }] },
  });
});

it('reads what is packed as well', async () => {
  const path = file(gzipSync('pair,day,signal,outcome\na,2024-01-01,1,2\n'), 'pairs.csv.gz');
  expect(await readPairs(path, 'refuse', work)).toMatchObject({ ok: true, value: { names: ['a'] } });
});

it.each([
  ['pair,day,signal,outcome\na,2024-01-01,1,2\na,2024-01-02,1,2,3\n', 'FILE_UNREADABLE', 'line 3'],
  ['pair,day,signal,outcome\na,2024-01-01,"1,2\na,2024-01-02,1,2\n', 'FILE_UNREADABLE', 'line 2'],
  ['pair,day,signal\na,2024-01-01,1\n', 'BAD_INPUT', 'no column “outcome”'],
  ['pair,day,signal,outcome\n', 'BAD_INPUT', 'no rows'],
  ['', 'FILE_UNREADABLE', 'is empty'],
])('fails a broken file and says where: %j', async (text, code, words) => {
  const read = await readPairs(file(text), 'refuse', work);
  expect(read).toMatchObject({ ok: false, failure: { code, message: expect.stringContaining(words) } });
});

it('says when there is no file', async () => {
  const read = await readPairs(join(folder, 'none.csv'), 'refuse', work);
  expect(read).toMatchObject({ ok: false, failure: { code: 'FILE_UNREADABLE' } });
});
