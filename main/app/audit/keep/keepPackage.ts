import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { AuditSubject, AuditVariant } from '../../../../shared/domain/audit.ts';
import type { Work } from '../../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { type Manifest, manifestText } from '../../../audit/register/manifest.ts';
import { keepPackage, listPackages, type RegisteredPackage } from '../../../audit/register/packages.ts';
import { CONTROLS_TICK } from '../../../audit/verify/resultTicks.ts';
import { atomicWrite, TEMPORARY } from '../../../workspace/atomicWrite.ts';
import { diskFailure } from '../../../workspace/diskFailure.ts';
import { checkInThread } from '../check/checkInThread.ts';
import type { Verified } from '../check/checkMessages.ts';
import { type MadePackage, makePackage } from '../makePackage.ts';
import type { AuditSurroundings } from '../surroundings.ts';
import {
  chosenFile,
  exportsFolder,
  manifestFile,
  mayBeWritten,
  sweepUnfinished,
  usualFile,
} from './packageFile.ts';

export interface PackageWish {
  readonly subject: AuditSubject;
  readonly variant: AuditVariant;
  /** A file somebody chose; without it, the exports of the workspace. */
  readonly to?: string | undefined;
}

/**
 * Makes a package under a passing name, and gives it its own once it is found to be what was meant. The manifest lies beside it, and
 * the register knows it. A file of another package is never overwritten.
 */
export async function makeKeptPackage(
  { subject, variant, to }: PackageWish,
  surroundings: AuditSurroundings,
  clock: () => Date,
  work: Work,
): Promise<Result<RegisteredPackage>> {
  const chosen = to === undefined ? null : chosenFile(to);
  if (chosen !== null && !chosen.ok) return chosen;
  const folder =
    chosen === null ? await exportsFolder(surroundings.workspace.path) : ok(dirname(chosen.value));
  if (!folder.ok) return folder;
  await sweepUnfinished(folder.value, clock());
  const path = join(folder.value, `${randomUUID()}${TEMPORARY}`);
  try {
    const made = await makePackage({ subject, variant, path }, surroundings, work);
    if (!made.ok) return made;
    const verified = await verifiedAsMeant(made.value, work);
    if (!verified.ok) return verified;
    const known = await listPackages(surroundings.warehouse.store);
    if (!known.ok) return known;
    const isFree = (file: string) => mayBeWritten(file, made.value.id, known.value);
    if (chosen !== null && !isFree(chosen.value)) return taken(chosen.value);
    const file =
      chosen ??
      // Its own subject: of an anonymised package the name tells nothing either.
      (await usualFile(folder.value, { ...made.value.material, variant }, async (name) => ok(isFree(name))));
    if (!file.ok) return file;
    if (work.signal.aborted) return cancelled();
    return await settled(
      made.value,
      verified.value,
      file.value,
      { subject, variant, at: clock() },
      surroundings,
    );
  } finally {
    await rm(path, { force: true });
  }
}

/** Before it has its name: what doesn't hold is never called done. */
async function verifiedAsMeant(
  { file: path, id, written, sets }: MadePackage,
  work: Work,
): Promise<Result<Verified>> {
  const { sha256, bytes, sheets } = written;
  const meant = { package: id, sha256, bytes, sheets: [...sheets], sets };
  const verified = await checkInThread({ is: 'verify', path, meant }, work);
  if (!verified.ok) return verified;
  // Totals that break on the way from the sources are what the package is made to show.
  const broken = verified.value.ticks.find(({ is, title }) => is === 'failed' && title !== CONTROLS_TICK);
  if (broken === undefined) return verified;
  return fail('CHECK_FAILED', {
    message: `The package was written and does not hold: ${broken.title}. ${broken.told}`,
    next: 'It was taken away again. Try once more; if it stays so, send the diagnostics bundle (Settings, Log).',
  });
}

async function settled(
  { file: path, id, title, material, written }: MadePackage,
  { ticks, print }: Verified,
  file: string,
  { subject, variant, at }: Pick<PackageWish, 'subject' | 'variant'> & { readonly at: Date },
  { program, warehouse: { store } }: AuditSurroundings,
): Promise<Result<RegisteredPackage>> {
  const manifest: Manifest = {
    format: 1,
    package: id,
    ...{ subject: material.subject, variant, title, program, madeAt: at.toISOString() },
    ...{ file: basename(file), sha256: written.sha256, bytes: written.bytes },
    sheets: [...written.sheets],
    inputs: material.sources.flatMap(({ load, source, stream, file: of, sha256 }) =>
      sha256 === null ? [] : [{ name: of ?? `${source}/${stream}, load ${load}`, digest: sha256 }],
    ),
  };
  const wasThere = existsSync(file);
  try {
    await rename(path, file);
    await atomicWrite(manifestFile(file), manifestText(manifest));
  } catch (error) {
    if (!wasThere) await rm(file, { force: true });
    return diskFailure(error, { doing: 'write the audit package', folder: dirname(file) });
  }
  const kept = await keepPackage(store, { file, manifest, ticks, subject }, print);
  if (kept.ok || wasThere) return kept;
  await rm(file, { force: true });
  await rm(manifestFile(file), { force: true });
  return kept;
}

function cancelled() {
  return fail('CANCELLED', {
    message: 'Making the audit package was cancelled.',
    next: 'Start it again when you want it.',
  });
}

function taken(file: string) {
  return fail('BAD_INPUT', {
    message: `${file} is there already, and is not this package: it was left as it is.`,
    next: 'Choose another name, or move that file away.',
    subject: file,
  });
}
