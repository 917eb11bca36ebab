import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesOf, component, makingOf } from '../../../../test/sources/declarative/standIns.ts';

const TABLE = 'id,name,note\n1,Añn,\n2,"B,ob",N/A\n3,NULL,"line\nbreak"\n';

async function rows(pieces: readonly Uint8Array[], more: object = {}): Promise<unknown[]> {
  const { making } = makingOf();
  const extractor = making.make('extractor', component({ type: 'ResponseToFileExtractor', ...more }));
  const found: unknown[] = [];
  for await (const row of extractor.extract(bytesOf(...pieces))) found.push(row);
  return found;
}

const singly = (bytes: Uint8Array) => Array.from(bytes, (byte) => Uint8Array.of(byte));

describe('ResponseToFileExtractor', () => {
  it('reads CSV, packed or not, however it is cut into pieces', async () => {
    const wanted = [
      { id: '1', name: 'Añn', note: null },
      { id: '2', name: 'B,ob', note: null },
      { id: '3', name: null, note: 'line\nbreak' },
    ];
    const plain = Buffer.from(TABLE);
    expect(await rows([plain])).toEqual(wanted);
    expect(await rows(singly(plain))).toEqual(wanted);
    expect(await rows(singly(gzipSync(plain)))).toEqual(wanted);
    expect(await rows([])).toEqual([]);
  });

  it('keeps words for "no value" where it is told to, and drops bytes that are 0', async () => {
    expect(await rows([Buffer.from(`${TABLE}4,a\0b,NaN\n`)], { preserve_na_values: true })).toEqual([
      { id: '1', name: 'Añn', note: null },
      { id: '2', name: 'B,ob', note: 'N/A' },
      { id: '3', name: 'NULL', note: 'line\nbreak' },
      { id: '4', name: 'ab', note: 'NaN' },
    ]);
  });

  it('says that a packed file is damaged', async () => {
    const packed = gzipSync(Buffer.from(TABLE.repeat(100)));
    await expect(rows([packed.subarray(0, packed.length - 20)])).rejects.toMatchObject({ kind: 'transient' });
    await expect(rows([Uint8Array.of(0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9)])).rejects.toMatchObject({
      kind: 'transient',
    });
  });
});
