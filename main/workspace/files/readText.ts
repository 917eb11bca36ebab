import { isUtf8 } from 'node:buffer';

export type DecodedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly message: string };

/** Bytes as UTF-8 text, or where they stop being it. */
export function decodeText(bytes: Buffer): DecodedText {
  if (isUtf8(bytes)) return { ok: true, text: bytes.toString('utf8') };
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff')
    return { ok: false, line: 1, column: 1, message: 'the file is written in UTF-16: save it as UTF-8' };
  let line = 1;
  let from = 0;
  for (;;) {
    const end = bytes.indexOf(0x0a, from);
    const part = bytes.subarray(from, end === -1 ? undefined : end);
    if (!isUtf8(part)) {
      const message = 'this is not UTF-8 text: save the file as UTF-8';
      return { ok: false, line, column: firstBadLetter(part), message };
    }
    if (end === -1) throw new Error('every line is UTF-8 but the whole is not');
    from = end + 1;
    line++;
  }
}

function firstBadLetter(bytes: Buffer): number {
  let offset = 0;
  let column = 1;
  for (const letter of bytes.toString('utf8')) {
    const length = Buffer.byteLength(letter);
    const genuine = bytes.subarray(offset, offset + length).equals(Buffer.from(letter));
    if (letter === '\uFFFD' && !genuine) return column;
    offset += length;
    column++;
  }
  return column;
}
