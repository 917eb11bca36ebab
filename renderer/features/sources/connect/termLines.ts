import type { ConnectorDetail } from '../../../../shared/contract/sources.ts';

export interface TermLine {
  readonly term: string;
  readonly words: string;
}

/** What a vendor's terms ask for, each with what Leadline does about it. */
export function termLines(terms: ConnectorDetail['terms']): TermLine[] {
  const { retentionDays, neverStored, attribution, approvalNeeded, notice } = terms;
  return [
    ...(approvalNeeded === null ? [] : [{ term: 'Approval', words: approvalNeeded }]),
    ...(retentionDays === null
      ? []
      : [{ term: 'Kept for', words: `${retentionDays} days after a row was last read, then deleted.` }]),
    ...(neverStored.length === 0 ? [] : [{ term: 'Never stored', words: neverStoredWords(neverStored) }]),
    ...(attribution === null ? [] : [{ term: 'Named wherever it is shown', words: attribution }]),
    ...(notice === null ? [] : [{ term: 'Notice', words: notice }]),
  ];
}

/** Fields by the stream they are of: `buyer.email; of order_lines: ship-city, ship-state`. */
function neverStoredWords(fields: readonly string[]): string {
  const byStream = new Map<string, string[]>();
  for (const written of fields) {
    const at = written.indexOf(':');
    const stream = at < 0 ? '' : written.slice(0, at);
    byStream.set(stream, [...(byStream.get(stream) ?? []), written.slice(at + 1)]);
  }
  return [...byStream]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([stream, names]) => `${stream === '' ? '' : `of ${stream}: `}${names.join(', ')}`)
    .join('; ');
}
