/** One square picture, PNG-encoded. */
export interface Picture {
  readonly size: number;
  readonly png: Buffer;
}

/** Types of Apple's icon container that hold PNG data, by what they are drawn at: points, and scale. */
const ICNS_TYPES: readonly [type: string, pixels: number][] = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];

/** Apple's container: a header, then each picture behind its type and length, all big-endian. */
export function icns(pictures: readonly Picture[]): Buffer {
  const chunks = ICNS_TYPES.map(([type, pixels]) => {
    const { png } = pick(pictures, pixels);
    return Buffer.concat([tag(type, png.length + 8), png]);
  });
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 8);
  return Buffer.concat([tag('icns', length), ...chunks]);
}

/** Windows' container: a directory of fixed entries, then the pictures, all little-endian. */
export function ico(pictures: readonly Picture[]): Buffer {
  const chosen = ICO_SIZES.map((size) => pick(pictures, size));
  const directory = Buffer.alloc(6 + 16 * chosen.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(chosen.length, 4);
  let offset = directory.length;
  for (const [index, { size, png }] of chosen.entries()) {
    const at = 6 + 16 * index;
    // One byte each; 256 is written as 0.
    directory.writeUInt8(size % 256, at);
    directory.writeUInt8(size % 256, at + 1);
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(png.length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([directory, ...chosen.map(({ png }) => png)]);
}

function tag(type: string, length: number): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(length, 4);
  return header;
}

function pick(pictures: readonly Picture[], size: number): Picture {
  const picture = pictures.find((each) => each.size === size);
  if (!picture) throw new Error(`There is no picture of ${size} pixels.`);
  return picture;
}
