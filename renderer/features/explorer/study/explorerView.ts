import { VERDICTS, type Verdict } from '../../../../shared/contract/explorer.ts';
import { AS_THE_STUDY, isAsTheStudy, type PairToggles } from '../../../../shared/domain/pairToggles.ts';

/** What the screen shows, as its address says it: `/explorer#study=…&signal=…&outcome=…`. A link to it shows the same again. */
export interface ExplorerView {
  /** Null: the first there is. */
  readonly study: string | null;
  /** Null: the pair that goes together most. */
  readonly signal: string | null;
  readonly outcome: string | null;
  /** Null: the best one. */
  readonly lead: number | null;
  readonly toggles: PairToggles;
  /** Days as ISO; empty: as far as both series go. */
  readonly from: string;
  readonly to: string;
  readonly search: string;
  readonly verdict: Verdict | null;
  /** By the column: platform, category, product. */
  readonly about: Readonly<Record<string, string>>;
  readonly heat: string | null;
}

const ABOUT = 'about.';
const KEYS = Object.keys(AS_THE_STUDY) as (keyof PairToggles)[];

/** Reads what an address says, which may have been written by hand: what it says wrongly is as if it weren't there. */
export function viewAt(hash: string): ExplorerView {
  const told = new URLSearchParams(hash.replace(/^#/, ''));
  const of = (key: string) => told.get(key) || null;
  const lead = of('lead');
  const [from, to] = [of('from') ?? '', of('to') ?? ''];
  return {
    ...{ study: of('study'), signal: of('signal'), outcome: of('outcome'), from, to },
    lead: lead !== null && /^-?\d{1,4}$/.test(lead) ? Number(lead) : null,
    toggles: togglesAt(told.get('taken')),
    search: of('search') ?? '',
    verdict: VERDICTS.find((verdict) => verdict === of('verdict')) ?? null,
    about: Object.fromEntries(
      [...told].flatMap(([key, value]) =>
        key.startsWith(ABOUT) && value !== '' ? [[key.slice(ABOUT.length), value]] : [],
      ),
    ),
    heat: of('heat'),
  };
}

/** The address of what is shown; what is as usual isn't said. */
export function addressOf(view: ExplorerView): string {
  const told = new URLSearchParams();
  const say = (key: string, value: string | null) => value !== null && value !== '' && told.set(key, value);
  say('study', view.study);
  say('signal', view.signal);
  say('outcome', view.outcome);
  say('lead', view.lead === null ? null : String(view.lead));
  // None of them is said too, and is something else than nothing said.
  if (!isAsTheStudy(view.toggles)) told.set('taken', KEYS.filter((key) => view.toggles[key]).join(','));
  say('from', view.from);
  say('to', view.to);
  say('search', view.search);
  say('verdict', view.verdict);
  for (const [column, value] of Object.entries(view.about)) say(`${ABOUT}${column}`, value);
  say('heat', view.heat);
  return `/explorer#${told.toString()}`;
}

function togglesAt(told: string | null): PairToggles {
  if (told === null) return AS_THE_STUDY;
  const on = new Set(told.split(','));
  return {
    ...{ log: on.has('log'), season: on.has('season'), causes: on.has('causes') },
    ...{ whiten: on.has('whiten'), ranks: on.has('ranks'), changes: on.has('changes') },
  };
}
