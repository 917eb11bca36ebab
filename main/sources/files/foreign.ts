export interface Foreign {
  /** Goes on from “x.csv is”. */
  readonly is: string;
  readonly next: string;
}

const TEXT = 'Export its table as CSV or Excel from the program it comes from, and load that.';
const UNPACK = 'Unpack it, or pack it as .zip or .gz, and load that.';

/** What is often given a data file's name, or stands in its place after a download, by its first bytes. */
const BEGINNINGS: readonly (readonly [string, Foreign])[] = [
  ['%PDF', { is: 'a PDF document', next: TEXT }],
  ['\x89PNG', { is: 'a picture', next: TEXT }],
  ['\xff\xd8\xff', { is: 'a picture', next: TEXT }],
  ['GIF8', { is: 'a picture', next: TEXT }],
  ['SQLite format 3\0', { is: 'an SQLite database', next: TEXT }],
  ['Rar!\x1a', { is: 'an archive of a kind that is not opened here', next: UNPACK }],
  ['7z\xbc\xaf', { is: 'an archive of a kind that is not opened here', next: UNPACK }],
  ['BZh', { is: 'an archive of a kind that is not opened here', next: UNPACK }],
  ['\xfd7zXZ', { is: 'an archive of a kind that is not opened here', next: UNPACK }],
  ['\x28\xb5\x2f\xfd', { is: 'an archive of a kind that is not opened here', next: UNPACK }],
];

const WEB_PAGE = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)[\s>]/i;

export function foreignKind(beginning: Uint8Array): Foreign | null {
  const start = Buffer.from(beginning.subarray(0, 512)).toString('latin1');
  for (const [bytes, foreign] of BEGINNINGS) if (start.startsWith(bytes)) return foreign;
  if (!WEB_PAGE.test(start)) return null;
  return {
    is: 'a web page, often one that asks to sign in',
    next: 'Download it again while signed in, or open it in a spreadsheet program and save it as CSV.',
  };
}
