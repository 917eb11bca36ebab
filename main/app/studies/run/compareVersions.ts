import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Store } from '../../../warehouse/store.ts';
import { type KeptFinding, keptFindings, type StudyVersion, studyVersions } from './versions.ts';

/** What a version said of a pair: null where it had no evidence, or didn't study it. */
type Said = Pick<KeptFinding, 'verdict' | 'lead'> | null;

export interface ChangedFinding {
  readonly signal: string;
  readonly outcome: string;
  readonly signalLabel: string;
  readonly outcomeLabel: string;
  readonly was: Said;
  readonly is: Said;
}

export interface VersionComparison {
  readonly from: StudyVersion;
  readonly to: StudyVersion;
  readonly appeared: readonly ChangedFinding[];
  readonly vanished: readonly ChangedFinding[];
  /** Another verdict, or another lead. */
  readonly changed: readonly ChangedFinding[];
  /** Whether what the study's file says is another. */
  readonly settings: boolean;
  /** Relations whose data is another, and those that only one of the two read. */
  readonly data: readonly string[];
  readonly program: boolean;
  /** Whether every figure of every finding is the same to the last digit. */
  readonly same: boolean;
}

export async function compareVersions(
  store: Pick<Store, 'engine' | 'query'>,
  study: string,
  one: number,
  other: number,
): Promise<Result<VersionComparison>> {
  const versions = await studyVersions(store, study);
  if (!versions.ok) return versions;
  const from = versions.value.find(({ version }) => version === one);
  const to = versions.value.find(({ version }) => version === other);
  if (from === undefined || to === undefined)
    return fail('BAD_INPUT', {
      message: `The study ${study} has no version ${from === undefined ? one : other}.`,
      next:
        versions.value.length === 0
          ? 'Run it first: every run is a version.'
          : `It has the versions ${versions.value.at(-1)?.version} to ${versions.value[0]?.version}.`,
      subject: study,
    });
  const before = await keptFindings(store, study, one);
  if (!before.ok) return before;
  const after = await keptFindings(store, study, other);
  if (!after.ok) return after;
  const relations = new Set([...Object.keys(from.data), ...Object.keys(to.data)]);
  return ok({
    ...{ from, to },
    ...differences(before.value, after.value),
    settings: from.settings !== to.settings || from.seed !== to.seed,
    data: [...relations].filter((relation) => from.data[relation] !== to.data[relation]).sort(),
    program: from.program !== to.program,
    same: from.findings === to.findings,
  });
}

function differences(before: readonly KeptFinding[], after: readonly KeptFinding[]) {
  const appeared: ChangedFinding[] = [];
  const vanished: ChangedFinding[] = [];
  const changed: ChangedFinding[] = [];
  const key = ({ signal, outcome }: KeptFinding) => JSON.stringify([signal, outcome]);
  const now = new Map(after.map((one) => [key(one), one]));
  const then = new Map(before.map((one) => [key(one), one]));
  for (const place of new Set([...now.keys(), ...then.keys()])) {
    const [was, is] = [then.get(place), now.get(place)];
    const pair = is ?? was;
    if (pair === undefined) continue;
    const { signal, outcome, signalLabel, outcomeLabel } = pair;
    const line = {
      ...{ signal, outcome, signalLabel, outcomeLabel },
      ...{ was: said(was), is: said(is) },
    };
    if (!claims(was) && claims(is)) appeared.push(line);
    else if (claims(was) && !claims(is)) vanished.push(line);
    else if (was?.verdict !== is?.verdict || was?.lead !== is?.lead) changed.push(line);
  }
  return { appeared, vanished, changed };
}

function claims(one: KeptFinding | undefined): boolean {
  return one !== undefined && one.verdict !== 'refused';
}

function said(one: KeptFinding | undefined): Said {
  return one === undefined ? null : { verdict: one.verdict, lead: one.lead };
}

/** Why two versions differ, or don't, in a sentence. */
export function whyDifferent({ settings, data, program, same }: VersionComparison): string {
  const reasons = [
    ...(data.length > 0 ? [`the data of ${data.join(', ')}`] : []),
    ...(settings ? ['the settings of the study'] : []),
    ...(program ? ['the version of Leadline'] : []),
  ];
  if (reasons.length === 0)
    return same
      ? 'Neither data nor settings changed, and every finding is the same to the last digit.'
      : 'Neither data nor settings changed: what differs comes from the pairs that other studies of the family tried meanwhile.';
  const changed = `Changed between the two: ${reasons.join('; ')}.`;
  return same ? `${changed} Every finding is the same to the last digit all the same.` : changed;
}
