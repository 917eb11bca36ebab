import type { ReviewDifference } from '../../../../shared/contract/audit.ts';
import type { Work } from '../../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { compareMarks } from '../../../audit/marks/compareMarks.ts';
import { packageById, printOf, type RegisteredPackage } from '../../../audit/register/packages.ts';
import { marksOf, recordReview } from '../../../audit/register/reviews.ts';
import type { ComparedFile } from '../../../audit/verify/compareFile.ts';
import type { Store } from '../../../warehouse/store.ts';
import { checkInThread } from './checkInThread.ts';

export interface ReviewedFile extends Omit<ReviewDifference, 'package'> {
  readonly known: RegisteredPackage;
}

const OPEN = 'open';

/** What a reviewer wrote into a package of this workspace, against what is on record. Nothing is kept. */
export async function reviewFile(store: Store, path: string, work: Work): Promise<Result<ReviewedFile>> {
  const returned = await returnedFile(store, path, work);
  if (!returned.ok) return returned;
  const { known, compared } = returned.value;
  const recorded = await marksOf(store, known.manifest.package);
  if (!recorded.ok) return recorded;
  const { sha256, changes, marks } = compared;
  return ok({
    known,
    sha256,
    ...compareMarks(recorded.value, marks),
    tampered: [...changes.listed],
    tamperedInAll: changes.inAll,
  });
}

/** Keeps what `reviewFile` showed of the same file: marks, and exceptions that were left open or settled. */
export async function recordFile(
  store: Store,
  { path, sha256 }: { readonly path: string; readonly sha256: string },
  now: Date,
  work: Work,
): Promise<Result<RegisteredPackage>> {
  const returned = await returnedFile(store, path, work);
  if (!returned.ok) return returned;
  const { known, compared } = returned.value;
  if (compared.sha256 !== sha256)
    return fail('BAD_INPUT', {
      message: `${path} was saved again since its marks were shown: nothing was recorded.`,
      next: 'Look at what differs once more, then record it.',
      subject: path,
    });
  const recorded = await recordReview(store, {
    ...{ package: known.manifest.package, sha256, recordedAt: now.toISOString() },
    ...{ marks: compared.marks, tampered: compared.changes.inAll },
    open: compared.exceptions.flatMap(({ disposition, ...one }) => (disposition === OPEN ? [one] : [])),
    settled: compared.exceptions.flatMap(({ id, disposition }) =>
      disposition === OPEN ? [] : [{ id, with: disposition }],
    ),
  });
  return recorded.ok ? ok(known) : recorded;
}

async function returnedFile(
  store: Store,
  path: string,
  work: Work,
): Promise<Result<{ readonly known: RegisteredPackage; readonly compared: ComparedFile }>> {
  const identified = await checkInThread({ is: 'identify', path }, work);
  if (!identified.ok) return identified;
  const { packageId } = identified.value;
  if (packageId === null)
    return refused(path, 'it is a workbook, and no audit package of Leadline: it holds no id of one');
  const known = await packageById(store, packageId);
  if (!known.ok) return known;
  if (known.value === null)
    return refused(path, `it says it is the package ${packageId}, which this workspace didn’t make`);
  const print = await printOf(store, known.value.manifest);
  if (!print.ok) return print;
  if (print.value === null)
    return refused(path, `what the package ${packageId} held is not on record in this workspace`);
  const compared = await checkInThread({ is: 'compare', path, print: print.value }, work);
  if (!compared.ok) return compared;
  if (compared.value.sha256 === identified.value.sha256)
    return ok({ known: known.value, compared: compared.value });
  return fail('FILE_UNREADABLE', {
    message: `${path} was written to while it was read.`,
    next: 'Close it in the program that saves it, then try again.',
    subject: path,
    retry: true,
  });
}

function refused(path: string, why: string) {
  return fail('BAD_INPUT', {
    message: `${path} can’t be brought back: ${why}.`,
    next: 'Choose a package that was made in this workspace, or open the workspace it was made in.',
    subject: path,
  });
}
