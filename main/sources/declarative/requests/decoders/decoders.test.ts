import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { csvDecoder } from './csv.ts';
import { gzipDecoder } from './gzip.ts';
import { iterableDecoder } from './iterable.ts';
import { jsonDecoder } from './json.ts';
import { jsonItemsDecoder } from './jsonItems.ts';
import { jsonlDecoder } from './jsonl.ts';
import { read, refusal } from './testing.ts';
import { xmlDecoder } from './xml.ts';
import { zipDecoder } from './zip.ts';

const plainCsv = csvDecoder({ encoding: 'utf-8', delimiter: ',', nothing: [] });

it('keeps every digit of numbers that a double would round, and reads all others as they are', async () => {
  const [value] = await read(
    jsonDecoder,
    '{"id": 12345678901234567890, "n": 18.0, "s": "12345678901234567890", "e": 1e3}',
  );
  expect(value).toEqual({ id: 12345678901234567890n, n: 18, s: '12345678901234567890', e: 1000 });
});

it('reads UTF-16 by its mark, and an empty body as nothing', async () => {
  expect(await read(jsonDecoder, Buffer.from('\ufeff{"é": 1}', 'utf16le'))).toEqual([{ é: 1 }]);
  expect(await read(jsonDecoder, ' \n ')).toEqual([{}]);
  expect(await read(jsonlDecoder(), '')).toEqual([]);
  expect(await read(plainCsv, '')).toEqual([]);
  expect(await read(xmlDecoder, '')).toEqual([{}]);
});

it('tells JSON that stops from JSON that is none', async () => {
  for (const cut of ['{"a": [1, 2', '[{"a": "x', '{"a": "\\"', '[1, {"b": 2}']) {
    const why = await refusal(jsonDecoder, cut);
    expect([cut, why.cutOff]).toEqual([cut, true]);
  }
  for (const wrong of ['{"a": 1}}', 'callback({})', '{a: 1}', 'nul', '[1] [2]']) {
    const why = await refusal(jsonDecoder, wrong);
    expect([wrong, why.cutOff]).toEqual([wrong, false]);
  }
});

it('reads a value a line, and says in which line there is none', async () => {
  expect(await read(jsonlDecoder(), '{"id": 1}\r\n\n{"s": "é\\n"}\n[3]')).toEqual([
    { id: 1 },
    { s: 'é\n' },
    [3],
  ]);
  expect((await refusal(jsonlDecoder(), '{"id": 1}\noops\n')).message).toContain('JSON in line 2');
  expect((await refusal(jsonlDecoder(), '{"id": 1}\n{"id": 2')).cutOff).toBe(true);
  expect(await read(iterableDecoder, 'a\nb c\n')).toEqual([{ record: 'a' }, { record: 'b c' }]);
});

it('reads rows as Python’s DictReader does, but loses none', async () => {
  const semicolons = csvDecoder({ encoding: 'utf-8', delimiter: ';', nothing: ['', 'N/A'] });
  expect(
    await read(semicolons, '\ufeffid;name;note\n1;Ann;\n2;"B;ob";N/A\n\n3;"C""é""";"line\nbreak"\n'),
  ).toEqual([
    { id: '1', name: 'Ann', note: null },
    { id: '2', name: 'B;ob', note: null },
    { id: '3', name: 'C"é"', note: 'line\nbreak' },
  ]);
  expect(await read(plainCsv, 'a,b,c\n1,,\n2\n')).toEqual([
    { a: '1', b: '', c: '' },
    { a: '2', b: null, c: null },
  ]);
  expect(await read(plainCsv, 'a\n1\n\n2\n')).toEqual([{ a: '1' }, { a: '2' }]);
  const tabs = csvDecoder({ encoding: 'latin-1', delimiter: '\\t', nothing: [] });
  expect(await read(tabs, Buffer.from('k\tv\n1\té\n', 'latin1'))).toEqual([{ k: '1', v: 'é' }]);
  expect((await refusal(plainCsv, 'a,b\n1,2,3\n')).message).toContain('line 2 has 3 fields');
  expect((await refusal(plainCsv, 'a,b\n1,"2\n')).message).toContain('never closed');
  expect((await refusal(plainCsv, Buffer.from('a\né\n', 'latin1'))).message).toContain('no UTF-8');
});

it('names HTML in whichever place of data', async () => {
  const page = '\n<!DOCTYPE html>\n<html><head><title>Log  in\n</title></head></html>';
  for (const decoder of [
    jsonDecoder,
    jsonlDecoder(),
    plainCsv,
    xmlDecoder,
    gzipDecoder(plainCsv),
    gzipDecoder(jsonDecoder),
  ]) {
    const why = (await refusal(decoder, page, 4096)).message;
    expect(why).toMatch(/^is an HTML page \(“Log in”\), not (JSON|CSV|XML)/);
  }
});

it('unpacks gzip, in members and twice, and lets through what is none', async () => {
  const packed = gzipDecoder(plainCsv);
  const members = Buffer.concat([gzipSync('k,v\n1,a\n'), gzipSync('2,b\n')]);
  expect(await read(packed, members)).toEqual([
    { k: '1', v: 'a' },
    { k: '2', v: 'b' },
  ]);
  expect(await read(packed, 'k,v\n1,a\n', 1)).toEqual([{ k: '1', v: 'a' }]);
  expect(await read(gzipDecoder(gzipDecoder(jsonDecoder)), gzipSync(gzipSync('[1]')))).toEqual([[1]]);
  expect(await read(packed, '')).toEqual([]);
});

it('says of gzip whether it was cut off, damaged or is a bomb', async () => {
  const packed = gzipDecoder(plainCsv);
  const whole = gzipSync(
    `k,v\n${Array.from({ length: 500 }, (_, at) => `${at},${Math.sin(at)}`).join('\n')}`,
  );
  expect(await refusal(packed, whole.subarray(0, whole.length - 20))).toMatchObject({ cutOff: true });
  const damaged = Buffer.from(whole);
  damaged.fill(0xff, 30, 60);
  expect((await refusal(packed, damaged)).message).toContain('its gzip is broken');
  const spaces = gzipSync(Buffer.alloc(64 * 1024 ** 2, ' '));
  expect((await refusal(gzipDecoder(jsonDecoder), spaces, 4096)).message).toContain('more than 200 times');
});

it('stops reading when nobody wants more', async () => {
  let ended = false;
  const endless = async function* () {
    try {
      yield gzipSync('k\n'.padEnd(3));
      for (let at = 0; ; at += 1) yield gzipSync(`${at}\n${Math.random()}\n`);
    } finally {
      ended = true;
    }
  };
  let count = 0;
  for await (const _ of gzipDecoder(plainCsv).decode(endless())) if (++count === 10) break;
  expect(count).toBe(10);
  await new Promise((turn) => setImmediate(turn));
  expect(ended).toBe(true);
});

it('reads each file of an archive', async () => {
  const archive = zip({ 'folder/': '', 'a.csv': 'k\n1\n', 'b.csv': 'k\n2\n' });
  expect(await read(zipDecoder(plainCsv), archive)).toEqual([{ k: '1' }, { k: '2' }]);
  expect((await refusal(zipDecoder(plainCsv), 'PK no archive')).message).toContain(
    'is no archive that can be read',
  );
  expect((await refusal(zipDecoder(plainCsv), archive.subarray(0, 60))).message).toContain(
    'its end is missing',
  );
});

it('reads each member of a list inside a value', async () => {
  expect(await read(jsonItemsDecoder('data.users'), '{"data": {"users": [{"id": 1}, {"id": 2}]}}')).toEqual([
    { id: 1 },
    { id: 2 },
  ]);
  expect(await read(jsonItemsDecoder('data.none'), '{"data": {}}')).toEqual([]);
});

/** A small archive: local headers, a list, an end. */
function zip(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = deflateRawSync(text);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(text), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(Buffer.byteLength(text), 18);
    head.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), data);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(at, 10);
    list.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, more, Buffer.from(name));
    at += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 4);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
