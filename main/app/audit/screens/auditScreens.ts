import type {
  AuditEstimate,
  AuditMark,
  AuditPackage,
  AuditTick,
  OfferedSubject,
  ReviewDifference,
} from '../../../../shared/contract/audit.ts';
import type { OpenAuditException } from '../../../../shared/contract/quality.ts';
import type { AuditSubject, AuditVariant } from '../../../../shared/domain/audit.ts';
import type { JobId, Work } from '../../../../shared/domain/job.ts';
import type { RelationName } from '../../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { estimateOf } from '../../../audit/packages/estimateOf.ts';
import { manifestText } from '../../../audit/register/manifest.ts';
import {
  listPackages,
  packageById,
  packageOfSubject,
  type RegisteredPackage,
} from '../../../audit/register/packages.ts';
import { marksOf } from '../../../audit/register/reviews.ts';
import type { Store } from '../../../warehouse/store.ts';
import type { BriefScreens } from '../../brief/briefScreens.ts';
import type { InsightSurroundings } from '../../insightScreens.ts';
import { recordFile, reviewFile } from '../check/reviewFile.ts';
import { verifyFile } from '../check/verifyFile.ts';
import { gatherSubject } from '../gatherSubject.ts';
import { makeKeptPackage, type PackageWish } from '../keep/keepPackage.ts';
import { openSurroundings } from '../openSurroundings.ts';
import { createStudyReader } from '../studyReader.ts';
import { type SavedTable, saveTable } from '../table/saveTable.ts';
import { closeOpenException, openAuditExceptions } from './exceptions.ts';
import { type OfferedKind, offeredSubjects } from './offeredSubjects.ts';
import { shownPackage, shownPackages } from './shownPackage.ts';

export interface PackageOf {
  readonly subject: AuditSubject;
  readonly variant: AuditVariant;
}

/** What the calls of audit ask. */
export interface AuditScreens {
  history(): Promise<Result<AuditPackage[]>>;
  offers(asked: { kind: OfferedKind; text: string }, signal?: AbortSignal): Promise<Result<OfferedSubject[]>>;
  estimate(of: PackageOf, signal?: AbortSignal): Promise<Result<AuditEstimate>>;
  make(wish: PackageWish): Result<{ job: JobId }>;
  latest(of: PackageOf): Promise<Result<AuditPackage | null>>;
  manifest(id: string): Promise<Result<string>>;
  verify(
    path: string,
    signal?: AbortSignal,
  ): Promise<Result<{ package: AuditPackage | null; ticks: AuditTick[] }>>;
  review(path: string, signal?: AbortSignal): Promise<Result<ReviewDifference>>;
  record(of: { path: string; sha256: string }, signal?: AbortSignal): Promise<Result<AuditPackage>>;
  saveTable(of: { relation: RelationName; path: string }, signal?: AbortSignal): Promise<Result<SavedTable>>;
  marks(id: string): Promise<Result<AuditMark[]>>;
  exceptions(): Promise<Result<OpenAuditException[]>>;
  closeException(one: { package: string; id: string; note: string }): Promise<Result<void>>;
  /** Lets go what is held of a workspace. */
  forget(): void;
}

export function createAuditScreens(
  around: InsightSurroundings,
  brief: () => Promise<Pick<BriefScreens, 'read'>>,
): AuditScreens {
  const { current, warehouse, clock } = around;
  const studies = createStudyReader();
  const surroundings = () => openSurroundings(around, studies, brief);

  async function at<T>(work: (store: Store, workspace: string) => Promise<Result<T>>): Promise<Result<T>> {
    const opened = await warehouse.get();
    if (!opened.ok) return opened;
    return work(opened.value.store, current()?.path ?? '');
  }

  return {
    history: () =>
      at(async (store) => {
        const packages = await listPackages(store);
        return packages.ok ? shownPackages(store, newestOfEach(packages.value)) : packages;
      }),
    offers: (asked, signal) => at((store, workspace) => offeredSubjects({ store, workspace }, asked, signal)),
    async estimate({ subject, variant }, signal) {
      const here = await surroundings();
      if (!here.ok) return here;
      const gathered = await gatherSubject(subject, here.value, signal ?? new AbortController().signal);
      if (gathered.ok) return ok(estimateOf(gathered.value.material, variant));
      const { code, message, next } = gathered.failure;
      if (code === 'CANCELLED') return gathered;
      return ok({ title: '', sheets: [], rows: 0, bytes: 0, fault: { message, next } });
    },
    make(wish) {
      const job = warehouse.start('Make the audit package', async (_, work) => {
        const here = await surroundings();
        if (!here.ok) return here;
        const made = await makeKeptPackage(wish, here.value, clock, work);
        return made.ok ? ok(madeWords(made.value)) : made;
      });
      return job.ok ? ok({ job: job.value }) : job;
    },
    latest: (of) =>
      at(async (store) => {
        const found = await packageOfSubject(store, of);
        return found.ok ? oneShown(store, found.value) : found;
      }),
    manifest: (id) =>
      at(async (store) => {
        const found = await knownPackage(store, id);
        return found.ok ? ok(manifestText(found.value.manifest)) : found;
      }),
    verify: (path, signal) =>
      at(async (store) => {
        const verified = await verifyFile(store, path, quiet(signal));
        if (!verified.ok) return verified;
        const { known, ticks } = verified.value;
        const shown = await oneShown(store, known);
        return shown.ok ? ok({ package: shown.value, ticks }) : shown;
      }),
    review: (path, signal) =>
      at(async (store) => {
        const reviewed = await reviewFile(store, path, quiet(signal));
        if (!reviewed.ok) return reviewed;
        const { known, ...difference } = reviewed.value;
        const shown = await shownPackage(store, known);
        return shown.ok ? ok({ package: shown.value, ...difference }) : shown;
      }),
    record: (of, signal) =>
      at(async (store) => {
        const recorded = await recordFile(store, of, clock(), quiet(signal));
        return recorded.ok ? shownPackage(store, recorded.value) : recorded;
      }),
    saveTable: (of, signal) => at((store) => saveTable(store, of, signal)),
    marks: (id) =>
      at(async (store) => {
        const found = await knownPackage(store, id);
        return found.ok ? marksOf(store, id) : found;
      }),
    exceptions: () => at(openAuditExceptions),
    closeException: (one) => at((store) => closeOpenException(store, one, clock())),
    forget: () => studies.forget(),
  };
}

/** A package that was written again to the same file is one line. */
function newestOfEach(packages: readonly RegisteredPackage[]): RegisteredPackage[] {
  const newest = new Map<string, RegisteredPackage>();
  for (const one of packages) {
    const key = JSON.stringify([one.manifest.package, one.file]);
    if (!newest.has(key)) newest.set(key, one);
  }
  return [...newest.values()];
}

function madeWords({ file, manifest, ticks }: RegisteredPackage): string {
  const rows = manifest.sheets.reduce((sum, { kind, rows }) => sum + (kind === 'data' ? rows : 0), 0);
  return `${manifest.package}: ${manifest.sheets.length} sheets, ${rows.toLocaleString('en-GB')} rows, ${ticks.length} ticks. ${file}`;
}

function quiet(signal?: AbortSignal): Work {
  return { signal: signal ?? new AbortController().signal, report() {} };
}

async function oneShown(store: Store, found: RegisteredPackage | null): Promise<Result<AuditPackage | null>> {
  return found === null ? ok(null) : shownPackage(store, found);
}

async function knownPackage(store: Store, id: string): Promise<Result<RegisteredPackage>> {
  const found = await packageById(store, id);
  if (!found.ok) return found;
  if (found.value !== null) return ok(found.value);
  return fail('BAD_INPUT', {
    message: `This workspace made no audit package ${id}.`,
    next: 'Choose one of the history.',
  });
}
