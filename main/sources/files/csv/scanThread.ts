import { workerData } from 'node:worker_threads';
import { openFile } from '../bytes/openFile.ts';
import { plainPieces } from '../bytes/pieces.ts';
import { FileTrouble } from '../trouble.ts';
import { createDecoder } from './decoder.ts';
import { endless } from './preview.ts';
import { createHandOver, type ScannedPiece, type ScanTask } from './scanHandOver.ts';
import { EndlessRow } from './scanner.ts';
import { createTableScanner } from './tableScanner.ts';

/** Reads a file and takes it apart, ahead of the thread that makes its rows. */
function* scannedPieces({ plan }: ScanTask): Generator<ScannedPiece, void, void> {
  const file = openFile(plan.path, plan.fingerprint);
  const decoder = createDecoder(plan.format.encoding);
  const scan = createTableScanner(plan);
  try {
    for (const { bytes, read } of plainPieces(file)) {
      const text = decoder.write(bytes);
      yield { scanned: scan(text, false), damaged: decoder.damaged, read };
    }
    const text = decoder.end();
    yield { scanned: scan(text, true), damaged: decoder.damaged, read: file.fingerprint.bytes };
  } catch (error) {
    throw error instanceof EndlessRow ? endless(plan.path, error) : error;
  } finally {
    file.close();
  }
}

const task: ScanTask = workerData;
const handOver = createHandOver(task);
try {
  let wanted = true;
  for (const piece of scannedPieces(task)) {
    wanted = handOver.give({ piece });
    if (!wanted) break;
  }
  if (wanted) handOver.give({ done: true });
} catch (error) {
  if (!(error instanceof FileTrouble)) throw error;
  handOver.give({ failure: error.failure });
}
