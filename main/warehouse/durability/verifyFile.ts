import type { Work } from '../../../shared/domain/job.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../store.ts';
import type { BackupTools } from './backups.ts';
import { verifyLedger } from './verifyLedger.ts';

/** Every page of the file, every reference between tables, then what the ledger says about the rows. */
export async function verifyFile(
  { layout, run }: BackupTools,
  store: Store,
  risk: string | null,
  work: Work | undefined,
): Promise<Result<{ findings: string[] }>> {
  work?.report({ step: 'Checking the file', done: 0 });
  const inspected = await run(
    'inspect',
    { file: layout.file, thorough: true, count: false },
    { signal: work?.signal },
  );
  if (!inspected.ok) return inspected;
  const agreed = await verifyAgainstLedger(store, work);
  if (!agreed.ok && inspected.value.sound) return agreed;
  return ok({
    findings: [
      ...inspected.value.problems.map((problem) => `The file is damaged: ${problem}.`),
      ...(agreed.ok ? agreed.value.findings : [agreed.failure.message]),
      ...(risk === null ? [] : [risk]),
    ],
  });
}

export async function verifyAgainstLedger(
  store: Store,
  work: Work | undefined,
): Promise<Result<{ findings: string[] }>> {
  const found = await verifyLedger(store, {
    priority: 'background',
    ...(work && { signal: work.signal }),
    onProgress: (done, total) =>
      work?.report({ step: 'Comparing rows and ledger', done, total, unit: 'relations' }),
  });
  return found.ok ? ok({ findings: found.value }) : found;
}
