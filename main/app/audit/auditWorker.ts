import { parentPort, workerData } from 'node:worker_threads';
import type { Row } from '../../../shared/domain/column.ts';
import { packageOf } from '../../audit/packages/packageOf.ts';
import { watchWritten } from '../../audit/verify/watchWritten.ts';
import { RowsTrouble } from '../../audit/workbook/rowsTrouble.ts';
import { writeWorkbook } from '../../audit/write/writeWorkbook.ts';
import type { FromPackageThread, PackageTask, ToPackageThread } from './packageMessages.ts';

const PAGE = 5_000;

type Answer = Exclude<ToPackageThread, { is: 'cancel' }>;

const { material, variant, path } = workerData as PackageTask;
const stopping = new AbortController();
const waiting = new Map<number, (answer: Answer) => void>();
let asked = 0;

const say = (message: FromPackageThread) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToPackageThread) => {
  if (message.is === 'cancel') {
    stopping.abort();
    return;
  }
  waiting.get(message.id)?.(message);
  waiting.delete(message.id);
});

function ask(question: (id: number) => FromPackageThread): Promise<Answer> {
  asked += 1;
  const id = asked;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    say(question(id));
  });
}

/** The next page is under way while one is written: two at most are out. */
async function* rowsOf(set: string): AsyncGenerator<readonly Row[]> {
  const page = (offset: number) => ask((id) => ({ is: 'page wanted', id, set, offset, limit: PAGE }));
  let next = page(0);
  for (let offset = PAGE; ; offset += PAGE) {
    const answer = await next;
    if (answer.is === 'failed') throw new RowsTrouble(answer.failure);
    const rows = answer.is === 'page' ? answer.rows : [];
    const isLast = rows.length < PAGE;
    if (!isLast) next = page(offset);
    if (rows.length > 0) yield rows;
    if (!isLast) continue;
    const sound = await ask((id) => ({ is: 'all read', id }));
    if (sound.is === 'failed') throw new RowsTrouble(sound.failure);
    return;
  }
}

const { book, totals } = watchWritten(packageOf(material, variant, rowsOf));
const written = await writeWorkbook(book, path, {
  signal: stopping.signal,
  onProgress: (progress) => say({ is: 'progress', progress }),
});
say({ is: 'done', packageId: book.properties.packageId, sets: totals(), written });
parentPort?.close();
