import * as z from 'zod';
import type { Value } from '../../../../shared/domain/column.ts';
import { Grain } from '../../../../shared/domain/grain.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { internalTable } from '../../../warehouse/internalTable.ts';
import type { Store, WriteSession } from '../../../warehouse/store.ts';
import type { StudyFinding } from './studyFinding.ts';

/** One run of a study: what it was made from, and what came of it. */
export const StudyVersion = z.object({
  study: z.string(),
  version: z.number(),
  /** ISO, UTC. */
  at: z.string(),
  /** SHA-256 of what the study's file says. */
  settings: z.string(),
  /** SHA-256 of what was read, by relation. */
  data: z.record(z.string(), z.string()),
  seed: z.number(),
  /** Version of the program. */
  program: z.string(),
  /** Pairs by verdict. */
  counts: z.record(z.string(), z.number()),
  /** SHA-256 of all findings: equal where two runs found the same to the last digit. */
  findings: z.string(),
  /** What its leads count. */
  grain: Grain,
});
export type StudyVersion = z.infer<typeof StudyVersion>;

/** What a version found of a pair. One that isn't kept had no evidence, or wasn't studied. */
export interface KeptFinding {
  readonly signal: string;
  readonly outcome: string;
  readonly signalLabel: string;
  readonly outcomeLabel: string;
  readonly verdict: string;
  readonly lead: number | null;
}

const PAGE = 20_000;
/** Six values each. */
const LINES = 5_000;
const COLUMNS = [
  'study',
  'version',
  'at',
  'settings',
  'data',
  'seed',
  'program',
  'counts',
  'findings',
  'grain',
] as const;

export async function nextVersion(
  store: Pick<Store, 'engine'>,
  session: WriteSession,
  study: string,
): Promise<Result<number>> {
  const table = internalTable(store, 'study_versions');
  const last = await session.query(`select max("version") from ${table} where "study" = ?`, [study]);
  return last.ok ? ok(Number(last.value.rows[0]?.[0] ?? 0) + 1) : last;
}

/** Within the transaction of what was found. */
export async function keepVersion(
  store: Pick<Store, 'engine'>,
  session: WriteSession,
  version: StudyVersion,
  found: readonly StudyFinding[],
): Promise<Result<void>> {
  const { study, at, settings, data, seed, program, counts, findings, grain } = version;
  const number = BigInt(version.version);
  const noted = await session.execute(
    `insert into ${internalTable(store, 'study_versions')} (${COLUMNS.map((name) => `"${name}"`).join(', ')})
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      study,
      number,
      at,
      settings,
      JSON.stringify(data),
      BigInt(seed),
      program,
      JSON.stringify(counts),
      findings,
      grain,
    ],
  );
  if (!noted.ok) return noted;
  const kept = found.filter(({ verdict }) => verdict !== 'no evidence');
  for (let from = 0; from < kept.length; from += LINES) {
    const some = kept.slice(from, from + LINES);
    const lines = some.map(({ pair, verdict, lead, ...names }): Value[] => [
      ...[study, number, BigInt(pair), namesText(names), verdict],
      lead === null ? null : BigInt(lead),
    ]);
    const put = await session.execute(
      `insert into ${internalTable(store, 'study_findings')} ("study", "version", "pair", "names", "verdict", "lead")
        values ${some.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}`,
      lines.flat(),
    );
    if (!put.ok) return put;
  }
  return ok(undefined);
}

/** With how the two are called, where somebody says. */
function namesText({
  signal,
  outcome,
  signalLabel,
  outcomeLabel,
}: Pick<StudyFinding, 'signal' | 'outcome' | 'signalLabel' | 'outcomeLabel'>): string {
  const isCalled = signalLabel !== undefined || outcomeLabel !== undefined;
  return JSON.stringify([
    signal,
    outcome,
    ...(isCalled ? [signalLabel ?? signal, outcomeLabel ?? outcome] : []),
  ]);
}

/** The newest first. */
export async function studyVersions(
  store: Pick<Store, 'engine' | 'query'>,
  study: string,
  signal?: AbortSignal,
): Promise<Result<readonly StudyVersion[]>> {
  const read = await store.query(
    `select ${COLUMNS.map((name) => `"${name}"`).join(', ')} from ${internalTable(store, 'study_versions')}
      where "study" = ? order by "version" desc limit ${PAGE}`,
    [study],
    signal && { signal },
  );
  if (!read.ok) return read;
  return ok(
    read.value.rows.map(([name, version, at, settings, data, seed, program, counts, findings, grain]) =>
      StudyVersion.parse({
        ...{ study: name, version: Number(version), at, settings, data: JSON.parse(String(data)) },
        ...{ seed: Number(seed), program, counts: JSON.parse(String(counts)), findings, grain },
      }),
    ),
  );
}

export async function keptFindings(
  store: Pick<Store, 'engine' | 'query'>,
  study: string,
  version: number,
  signal?: AbortSignal,
): Promise<Result<readonly KeptFinding[]>> {
  const kept: KeptFinding[] = [];
  for (let last = -1n; ; ) {
    const page = await store.query(
      `select "pair", "names", "verdict", "lead" from ${internalTable(store, 'study_findings')}
        where "study" = ? and "version" = ? and "pair" > ? order by "pair" limit ${PAGE}`,
      [study, BigInt(version), last],
      signal && { signal },
    );
    if (!page.ok) return page;
    const { rows } = page.value;
    for (const [, names, verdict, lead] of rows) {
      const [signal, outcome, ...labels] = JSON.parse(String(names)) as string[] as [
        string,
        string,
        ...string[],
      ];
      const days = lead === null || lead === undefined ? null : Number(lead);
      const [signalLabel = signal, outcomeLabel = outcome] = labels;
      kept.push({ signal, outcome, signalLabel, outcomeLabel, verdict: String(verdict), lead: days });
    }
    if (rows.length < PAGE) return ok(kept);
    last = BigInt(Number(rows.at(-1)?.[0]));
  }
}
