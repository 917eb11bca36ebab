import { parentPort, workerData } from 'node:worker_threads';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { readPackage } from '../../../audit/read/readPackage.ts';
import { compareFile } from '../../../audit/verify/compareFile.ts';
import { packageIdIn } from '../../../audit/verify/packageIdIn.ts';
import { packPrint, unpackPrint } from '../../../audit/verify/packagePrint.ts';
import { verifyWritten } from '../../../audit/verify/verifyWritten.ts';
import type { CheckAnswers, CheckTask, FromCheckThread, Identified } from './checkMessages.ts';

const task = workerData as CheckTask;
const stopping = new AbortController();
const say = (message: FromCheckThread) => parentPort?.postMessage(message);
const watch = {
  signal: stopping.signal,
  onProgress: (progress: { readonly sheet: string; readonly rows: number }) =>
    say({ is: 'progress', ...progress }),
};

// Whatever is said means that nobody waits for the answer any more.
parentPort?.on('message', () => stopping.abort());
say({ is: 'done', answer: await answered(task) });
parentPort?.close();

async function answered(asked: CheckTask): Promise<Result<CheckAnswers[CheckTask['is']]>> {
  switch (asked.is) {
    case 'identify':
      return identified(asked.path);
    case 'compare':
      return compareFile(asked.path, await unpackPrint(asked.print), watch);
    case 'verify': {
      const { sets, ...meant } = asked.meant;
      const totals = 'print' in sets ? (await unpackPrint(sets.print)).sets : sets;
      const verified = await verifyWritten(asked.path, { ...meant, sets: totals }, watch);
      if (!verified.ok) return verified;
      return ok({ ticks: verified.value.ticks, print: await packPrint(verified.value.print) });
    }
  }
}

function identified(path: string): Promise<Result<Identified>> {
  return readPackage(
    path,
    async (book) => ({ sha256: book.sha256, bytes: book.bytes, packageId: await packageIdIn(book) }),
    { signal: stopping.signal },
  );
}
