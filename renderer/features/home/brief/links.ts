import type { BriefChange, Freshness, PairTold } from '../../../../shared/contract/brief.ts';

type Pair = Pick<PairTold, 'signal' | 'outcome'>;

export function checkAddress(id: string): string {
  return `/quality#check=${encodeURIComponent(id)}`;
}

export function runAddress(run: string): string {
  return `/pipelines#run=${encodeURIComponent(run)}`;
}

/** Names of sources' files; a relation or a file of data is called otherwise. */
const SOURCE = /^[a-z0-9][a-z0-9_-]{0,59}$/;
const RELATION = /^[a-z][a-z0-9_]*\.[a-z_][a-z0-9_]*$/;

export function freshnessAddress({ kind, name }: Pick<Freshness, 'kind' | 'name'>): string {
  if (kind === 'source' && SOURCE.test(name)) return `/sources#source=${name}`;
  if (kind !== 'source' && RELATION.test(name)) return `/sources#rows=${name}`;
  return '/sources';
}

/** The pair on the Lag explorer. */
export function explorerAddress(study: string | null, { signal, outcome }: Pair): string {
  const pair = new URLSearchParams({ ...(study === null ? {} : { study }), signal, outcome });
  return `/explorer#${pair.toString()}`;
}

/** Where a change can be looked into; null where it is a directive, which is further down on the page itself. */
export function changeAddress(
  { kind, subject, pair }: Pick<BriefChange, 'kind' | 'subject' | 'pair'>,
  study: string | null,
  sources: readonly Freshness[],
): string | null {
  if (kind === 'check failed') return subject === null ? '/quality' : checkAddress(subject);
  if (kind === 'run failed') return subject === null ? '/pipelines' : runAddress(subject);
  if (kind === 'source stale') {
    const source = sources.find(({ name }) => name === subject);
    // What a relation lacks is brought by sources: its rows wouldn't help.
    return source?.kind === 'source' ? freshnessAddress(source) : '/sources';
  }
  return pair === null ? null : explorerAddress(study, pair);
}
