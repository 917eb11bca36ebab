import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const read = (name: string): Buffer => readFileSync(join(import.meta.dirname, name));
/** Width and height stand at a fixed place of a PNG's first chunk. */
const sizeOf = (png: Buffer): [string, number, number] => [
  png.toString('latin1', 1, 4),
  png.readUInt32BE(16),
  png.readUInt32BE(20),
];

describe('the committed icons', () => {
  it('hold every size macOS asks for', () => {
    const file = read('icon.icns');
    expect([file.toString('latin1', 0, 4), file.readUInt32BE(4)]).toEqual(['icns', file.length]);
    const found: Record<string, number> = {};
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
      const [kind, width, height] = sizeOf(file.subarray(at + 8, at + file.readUInt32BE(at + 4)));
      expect([kind, height]).toEqual(['PNG', width]);
      found[file.toString('latin1', at, at + 4)] = width;
    }
    expect(found).toEqual({
      ic11: 32,
      ic12: 64,
      ic07: 128,
      ic13: 256,
      ic08: 256,
      ic14: 512,
      ic09: 512,
      ic10: 1024,
    });
  });

  it('hold every size Windows asks for', () => {
    const file = read('icon.ico');
    const sizes = Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
      const at = 6 + 16 * index;
      const start = file.readUInt32LE(at + 12);
      const [kind, width] = sizeOf(file.subarray(start, start + file.readUInt32LE(at + 8)));
      expect([kind, width % 256]).toEqual(['PNG', file.readUInt8(at)]);
      return width;
    });
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  it('hold every size Linux asks for', () => {
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) {
      expect(sizeOf(read(`png/${size}x${size}.png`))).toEqual(['PNG', size, size]);
    }
  });
});
