/**
 * Reading a write-ahead log the way SQLite does on recovery: frames count up to the first whose salt or running
 * checksum is wrong. What lies behind it is dropped without a word, so this says whether that was ever committed.
 * Format: https://www.sqlite.org/fileformat2.html, section 4.
 */
export interface WalScan {
  readonly frames: number;
  /** Frames of this log's own generation behind the first bad one. */
  readonly dropped: number;
  /** Of those, how many end a transaction: each was acknowledged, or the disk wrote out of order. */
  readonly droppedCommits: number;
}

const HEADER = 32;
const FRAME_HEADER = 24;
const LITTLE = 0x377f0682;
const BIG = 0x377f0683;

export function scanWal(bytes: Uint8Array): WalScan {
  const nothing = { frames: 0, dropped: 0, droppedCommits: 0 };
  if (bytes.length < HEADER) return nothing;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  const pageSize = view.getUint32(8);
  // A damaged header hides every frame: SQLite takes the whole log for empty.
  const known = (magic === LITTLE || magic === BIG) && pageSize >= 512 && pageSize <= 65_536;
  if (!known) return bytes.length > HEADER ? { frames: 0, dropped: 1, droppedCommits: 1 } : nothing;
  const little = magic === LITTLE;
  let sum = checksum(view, 0, 24, [0, 0], little);
  let sound = sum[0] === view.getUint32(24) && sum[1] === view.getUint32(28);
  const salt = [view.getUint32(16), view.getUint32(20)];
  const scan = { frames: 0, dropped: 0, droppedCommits: 0 };
  for (let at = HEADER; at + FRAME_HEADER + pageSize <= bytes.length; at += FRAME_HEADER + pageSize) {
    const own = view.getUint32(at + 8) === salt[0] && view.getUint32(at + 12) === salt[1];
    if (sound && own) {
      sum = checksum(view, at, 8, sum, little);
      sum = checksum(view, at + FRAME_HEADER, pageSize, sum, little);
      sound = sum[0] === view.getUint32(at + 16) && sum[1] === view.getUint32(at + 20);
    } else sound = false;
    if (sound) scan.frames += 1;
    else if (own) {
      scan.dropped += 1;
      if (view.getUint32(at + 4) !== 0) scan.droppedCommits += 1;
    }
  }
  return scan;
}

function checksum(
  view: DataView,
  start: number,
  length: number,
  [first, second]: readonly [number, number],
  little: boolean,
): [number, number] {
  let a = first;
  let b = second;
  for (let at = start; at < start + length; at += 8) {
    a = (a + view.getUint32(at, little) + b) >>> 0;
    b = (b + view.getUint32(at + 4, little) + a) >>> 0;
  }
  return [a, b];
}
