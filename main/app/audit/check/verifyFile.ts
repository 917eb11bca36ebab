import type { AuditTick } from '../../../../shared/contract/audit.ts';
import type { Work } from '../../../../shared/domain/job.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import {
  packageByDigest,
  packageById,
  printOf,
  type RegisteredPackage,
} from '../../../audit/register/packages.ts';
import type { Store } from '../../../warehouse/store.ts';
import { changedTicks } from './changedTicks.ts';
import { checkInThread } from './checkInThread.ts';
import type { Identified } from './checkMessages.ts';

export interface VerifiedFile {
  /** Null for a file that this workspace didn't make. */
  readonly known: RegisteredPackage | null;
  readonly ticks: AuditTick[];
}

/**
 * Whether a file is one of ours and as it was written. It is known by its digest whatever it is called and wherever it lies; one that was
 * saved again is known by the id in it, and told what differs.
 */
export async function verifyFile(store: Store, path: string, work: Work): Promise<Result<VerifiedFile>> {
  const identified = await checkInThread({ is: 'identify', path }, work);
  if (!identified.ok) return identified;
  const { sha256, packageId } = identified.value;
  const known = await packageByDigest(store, sha256);
  if (!known.ok) return known;
  if (known.value !== null) return asWritten(store, path, known.value, work);
  if (packageId === null) return ok({ known: null, ticks: [foreign(path)] });
  const byId = await packageById(store, packageId);
  if (!byId.ok) return byId;
  if (byId.value === null) return ok({ known: null, ticks: [elsewhere(packageId)] });
  return changed(store, path, byId.value, identified.value, work);
}

async function asWritten(
  store: Store,
  path: string,
  known: RegisteredPackage,
  work: Work,
): Promise<Result<VerifiedFile>> {
  const { package: id, sha256, bytes, sheets } = known.manifest;
  const print = await printOf(store, known.manifest);
  if (!print.ok) return print;
  const sets = print.value === null ? [] : { print: print.value };
  const meant = { package: id, sha256, bytes, sheets, sets };
  const verified = await checkInThread({ is: 'verify', path, meant }, work);
  return verified.ok ? ok({ known, ticks: verified.value.ticks }) : verified;
}

async function changed(
  store: Store,
  path: string,
  known: RegisteredPackage,
  identified: Identified,
  work: Work,
): Promise<Result<VerifiedFile>> {
  const print = await printOf(store, known.manifest);
  if (!print.ok) return print;
  if (print.value === null) return ok({ known, ticks: changedTicks(known.manifest, identified, null) });
  const compared = await checkInThread({ is: 'compare', path, print: print.value }, work);
  if (!compared.ok) return compared;
  return ok({ known, ticks: changedTicks(known.manifest, compared.value, compared.value) });
}

function foreign(path: string): AuditTick {
  return {
    title: 'Package',
    is: 'failed',
    told: `${path} is a workbook, and no audit package of Leadline: it holds no id of one.`,
  };
}

function elsewhere(id: string): AuditTick {
  return {
    title: 'Package',
    is: 'failed',
    told: `It says it is the package ${id}, which this workspace didn’t make: open the workspace that did, and verify it there.`,
  };
}
