import type { OfferedSubject } from '../../../../shared/contract/audit.ts';
import type { AuditKind } from '../../../../shared/domain/audit.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { createRecords } from '../../../pipelines/records/createRecords.ts';
import type { Store } from '../../../warehouse/store.ts';
import { readBriefFile } from '../../brief/briefFiles.ts';
import { storedFindings } from '../../explorer/storedFindings.ts';
import { studyVersions } from '../../studies/run/versions.ts';
import { readyStudy, studyNames } from '../../studies/studyFiles.ts';

export type OfferedKind = Exclude<AuditKind, 'period'>;

export interface OfferPlace {
  readonly store: Store;
  readonly workspace: string;
}

type Offer = (place: OfferPlace, text: string, signal?: AbortSignal) => Promise<Result<OfferedSubject[]>>;

/** What can't be listed in one look is found by its text. */
const MOST = 100;

/** What there is to audit, the likeliest first. */
export function offeredSubjects(
  place: OfferPlace,
  asked: { readonly kind: OfferedKind; readonly text: string },
  signal?: AbortSignal,
): Promise<Result<OfferedSubject[]>> {
  return OFFERS[asked.kind](place, asked.text.trim(), signal);
}

const OFFERS: Readonly<Record<OfferedKind, Offer>> = {
  finding: findings,
  dashboard: dashboards,
  relation: relations,
  run: runs,
};

/** Of every study that can be read and was run; what is wrong with the others their own screen tells. */
async function findings(
  { store, workspace }: OfferPlace,
  text: string,
  signal?: AbortSignal,
): Promise<Result<OfferedSubject[]>> {
  const offered: OfferedSubject[] = [];
  for (const name of (await studyNames(workspace)) ?? []) {
    const ready = await readyStudy(workspace, name);
    if (!ready.ok) continue;
    const study = ready.value.name;
    const versions = await studyVersions(store, study, signal);
    if (!versions.ok) return versions;
    const [latest] = versions.value;
    if (latest === undefined) continue;
    const page = await storedFindings(ready.value, store).page(
      { study, text, take: MOST },
      latest.version,
      signal,
    );
    if (!page.ok) continue;
    for (const { signal: leading, outcome, signalLabel, outcomeLabel, verdict, lead } of page.value.lines)
      offered.push({
        subject: { kind: 'finding', study, signal: leading, outcome },
        label: `${signalLabel} → ${outcomeLabel}`,
        about: lead === null ? verdict : `${verdict}, lead ${lead}`,
      });
  }
  return ok(offered.slice(0, MOST));
}

async function dashboards({ workspace }: OfferPlace, text: string): Promise<Result<OfferedSubject[]>> {
  const brief = await readBriefFile(workspace);
  if (!brief.ok || brief.value === null || !matches('brief', text)) return ok([]);
  return ok([
    {
      subject: { kind: 'dashboard', name: 'brief' },
      label: 'The brief on Home',
      about: `of the study ${brief.value.study}`,
    },
  ]);
}

async function relations(
  { store }: OfferPlace,
  text: string,
  signal?: AbortSignal,
): Promise<Result<OfferedSubject[]>> {
  const catalog = await store.catalog(signal && { signal });
  if (!catalog.ok) return catalog;
  return ok(
    catalog.value
      .filter(({ name }) => matches(name, text))
      .slice(0, MOST)
      .map(({ name, kind, rows }) => ({
        subject: { kind: 'relation', relation: name },
        label: name,
        about: rows === null ? kind : `${kind}, ${rows.toLocaleString('en-GB')} rows`,
      })),
  );
}

async function runs({ store }: OfferPlace, text: string): Promise<Result<OfferedSubject[]>> {
  const read = await createRecords(store).runs({}, { skip: 0, take: text === '' ? MOST : MOST * 10 });
  if (!read.ok) return read;
  return ok(
    read.value
      .filter(({ id, pipeline }) => matches(id, text) || matches(pipeline, text))
      .slice(0, MOST)
      .map(({ id, pipeline, status, queuedAt }) => ({
        subject: { kind: 'run', run: id },
        label: `${pipeline} ${id}`,
        about: `${status}, ${queuedAt}`,
      })),
  );
}

function matches(name: string, text: string): boolean {
  return name.toLowerCase().includes(text.toLowerCase());
}
