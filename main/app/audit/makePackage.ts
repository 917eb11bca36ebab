import { Worker } from 'node:worker_threads';
import type { AuditSubject, AuditVariant } from '../../../shared/domain/audit.ts';
import type { Work } from '../../../shared/domain/job.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Material } from '../../audit/packages/material/material.ts';
import type { SetTotals } from '../../audit/verify/packagePrint.ts';
import type { WrittenWorkbook } from '../../audit/write/writeWorkbook.ts';
import { whileUnchanged } from '../studies/whileUnchanged.ts';
import type { Gathered } from './gather/gathered.ts';
import { gatherSubject } from './gatherSubject.ts';
import type { FromPackageThread, PackageTask, ToPackageThread } from './packageMessages.ts';
import type { AuditSurroundings } from './surroundings.ts';
import { withoutNames } from './withoutNames.ts';

export interface MadePackage {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly material: Material;
  readonly written: WrittenWorkbook;
  /** What its rows came to. */
  readonly sets: readonly SetTotals[];
}

/**
 * Gathers a subject and writes its package to a file that appears when it is whole. The workbook is laid out and written in a thread of its own; rows that
 * are too many to be handed over come to it in pages, and a package of rows that were written anew meanwhile is given up.
 */
export async function makePackage(
  wish: { readonly subject: AuditSubject; readonly variant: AuditVariant; readonly path: string },
  surroundings: AuditSurroundings,
  work: Work,
): Promise<Result<MadePackage>> {
  work.report({ step: 'gathering', done: 0 });
  const gathered = await gatherSubject(wish.subject, surroundings, work.signal);
  if (!gathered.ok) return gathered;
  const shown =
    wish.variant === 'anonymised' ? await withoutNames(gathered.value, surroundings, work.signal) : gathered;
  if (!shown.ok) return shown;
  return writePackage(shown.value, wish, surroundings, work);
}

export async function writePackage(
  gathered: Gathered,
  { variant, path }: { readonly variant: AuditVariant; readonly path: string },
  { warehouse }: Pick<AuditSurroundings, 'warehouse'>,
  work: Work,
): Promise<Result<MadePackage>> {
  const { material, pageOf, paged } = gathered;
  const unchanged = await whileUnchanged(warehouse.store, paged, work.signal);
  if (!unchanged.ok) return unchanged;
  const stillTheSame = unchanged.value;
  const task: PackageTask = { material, variant, path };
  const worker = new Worker(new URL('./auditWorker.ts', import.meta.url), { workerData: task });
  const say = (message: ToPackageThread) => worker.postMessage(message);
  // The writer takes away what it began before it answers: a thread that is ended could not.
  const cancel = () => say({ is: 'cancel' });
  work.signal.addEventListener('abort', cancel, { once: true });
  if (work.signal.aborted) cancel();

  async function answer(message: Extract<FromPackageThread, { id: number }>): Promise<void> {
    const { id } = message;
    const answered =
      message.is === 'all read'
        ? await stillTheSame()
        : await pageOf({ set: message.set, offset: message.offset, limit: message.limit }, work.signal);
    if (!answered.ok) say({ is: 'failed', id, failure: answered.failure });
    else if (answered.value === undefined) say({ is: 'sound', id });
    else say({ is: 'page', id, rows: answered.value });
  }

  try {
    const done = await new Promise<Extract<FromPackageThread, { is: 'done' }>>((resolve, reject) => {
      worker.on('message', (message: FromPackageThread) => {
        if (message.is === 'done') resolve(message);
        else if (message.is === 'progress') {
          const { rows, expected, sheet } = message.progress;
          work.report({
            step: `writing ${sheet}`,
            done: rows,
            unit: 'rows',
            ...(expected !== null && { total: expected }),
          });
        } else answer(message).catch(reject);
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The thread of a package ended without an answer.')));
    });
    if (!done.written.ok) return done.written;
    return ok({
      id: done.packageId,
      title: material.title,
      file: path,
      material,
      written: done.written.value,
      sets: done.sets,
    });
  } finally {
    work.signal.removeEventListener('abort', cancel);
    await worker.terminate();
  }
}
