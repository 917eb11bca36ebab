import { gzipSync } from 'node:zlib';
import { createDraw } from './purchasesFile.ts';
import { parquetOf, workbookOf } from './tableFiles.ts';
import { zipOf } from './zipFile.ts';

export const FUZZED = ['csv', 'json', 'gzip', 'zip', 'workbook', 'old workbook', 'parquet'] as const;
export type Fuzzed = (typeof FUZZED)[number];

const CSV =
  'id,day,price,note\n1,2026-03-08,12.50,"a ""quoted"", text"\n2,2026-03-09,3.00,"two\nlines"\n'.repeat(40);
const JSON_TEXT = `{"page":1,"data":${JSON.stringify(
  Array.from({ length: 40 }, (_, at) => ({ id: at, in: { list: [at, 'x"\\y', null] }, big: 12_345_678_901 })),
)}}`;

/** A sound file of a format, from which mutations start. */
export function soundFile(format: Fuzzed): Buffer {
  switch (format) {
    case 'csv':
      return Buffer.from(CSV);
    case 'json':
      return Buffer.from(JSON_TEXT);
    case 'gzip':
      return Buffer.concat([gzipSync(CSV), gzipSync(CSV)]);
    case 'zip':
      return zipOf([
        { name: 'a.csv', content: CSV },
        { name: 'b.json', content: JSON_TEXT },
      ]);
    case 'workbook':
      return workbookOf('xlsx', 30);
    case 'old workbook':
      return workbookOf('biff8', 30);
    case 'parquet':
      return parquetOf(40, 15);
  }
}

/** The same bytes for the same seed: some flipped, set to extremes, moved, doubled, cut out or off, or put in. */
export function mutated(sound: Buffer, format: Fuzzed, seed: number): Buffer {
  const draw = createDraw(seed);
  let bytes = Buffer.from(sound);
  const tokens =
    format === 'csv'
      ? ['"', '""', ',', '\n', '\r', '\0', '\ufeff']
      : ['{', '}', '[', ']', '"', '\\', ':', ',', '1e999'];
  for (let change = 0; change < 1 + draw(6) && bytes.length > 8; change += 1) {
    const at = draw(bytes.length);
    const length = 1 + draw(Math.min(64, bytes.length - at));
    switch (draw(format === 'csv' || format === 'json' ? 8 : 6)) {
      case 0:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << draw(8));
        break;
      case 1:
        bytes.fill([0, 0xff, 0x7f, 0x80][draw(4)] ?? 0, at, at + Math.min(length, 8));
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
        break;
      case 4:
        bytes.copy(bytes, draw(bytes.length), at, at + length);
        break;
      case 5:
        if (draw(4) === 0) bytes = bytes.subarray(0, at);
        else bytes.writeUInt8(draw(256), at);
        break;
      default: {
        const token = Buffer.from((tokens[draw(tokens.length)] ?? '').repeat(draw(8) === 0 ? 2_000 : 1));
        bytes = Buffer.concat([bytes.subarray(0, at), token, bytes.subarray(at)]);
      }
    }
  }
  return bytes;
}

/**
 * Inflated, changed and packed again with sums that are right: a mutation of a packed file would otherwise end at its checksum
 * and never reach the parser inside.
 */
export function mutatedInside(parts: readonly { name: string; content: Buffer }[], seed: number): Buffer {
  const draw = createDraw(seed);
  const chosen = draw(parts.length);
  return zipOf(
    parts.map(({ name, content }, at) => ({
      name,
      content: at === chosen ? mutated(content, 'json', seed) : content,
    })),
  );
}
