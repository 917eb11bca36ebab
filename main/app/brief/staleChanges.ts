import type { BriefChange, Freshness } from '../../../shared/contract/brief.ts';
import { readDay } from '../../insight/series/dayNumber.ts';
import { LATE_DAYS, LATE_HOURS } from './freshness.ts';

type IsNew = (at: string | null) => boolean;

const DAY = 86_400_000;
const NAMED = 3;

/** What became too old: every failed source by itself, and one line for all that one cause makes stale. */
export function staleChanges(freshness: readonly Freshness[], isNew: IsNew): BriefChange[] {
  const failed = freshness.filter(({ state, at }) => state === 'failed' && isNew(at));
  const stale = freshness.filter((one) => one.state === 'stale' && isNew(staleSince(one)));
  const causes = Map.groupBy(stale, ({ kind, lastDay }) => `${kind} ${lastDay ?? ''}`);
  return [
    ...failed.map(({ sentence, at, name }) => line(sentence, at, name)),
    ...[...causes.values()].map(together),
  ];
}

/** Days that a relation speaks of grow old by themselves, however often it is built. */
function staleSince({ kind, at, lastDay }: Freshness): string | null {
  const last = kind === 'relation' && lastDay !== null ? readDay(lastDay)?.day : undefined;
  if (last !== undefined) return new Date((last + LATE_DAYS + 1) * DAY).toISOString();
  return at === null ? null : new Date(Date.parse(at) + LATE_HOURS * 3_600_000).toISOString();
}

function together(all: readonly Freshness[]): BriefChange {
  const [first, ...others] = all;
  const { sentence = '', name = '' } = first ?? {};
  const since = first === undefined ? null : staleSince(first);
  if (others.length === 0) return line(sentence, since, name);
  const named = others.slice(0, NAMED).map((one) => one.name);
  const more = others.length > NAMED ? ` and ${others.length - NAMED} more` : '';
  return line(`${sentence} The same holds for ${named.join(', ')}${more}.`, since, name);
}

function line(sentence: string, at: string | null, subject: string): BriefChange {
  return { kind: 'source stale', sentence, at, subject, pair: null };
}
