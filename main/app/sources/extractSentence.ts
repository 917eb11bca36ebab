import type { ExtractReport } from '../../sources/extract/extraction.ts';

/** What became of an extraction, in a sentence. */
export function extractSentence({ source, streams }: ExtractReport): {
  readonly message: string;
  readonly next: string;
  readonly failed: boolean;
} {
  const failed = streams.filter(({ status }) => status === 'failed');
  const looked = streams.filter(({ status }) => status === 'warning');
  const skipped = streams.filter(({ status }) => status === 'skipped');
  const rows = streams.reduce((sum, one) => sum + one.rows, 0);
  const rejected = streams.reduce((sum, one) => sum + one.rejected, 0);
  const read = streams.length - failed.length - skipped.length;
  const parts = [
    `${count(rows)} rows of ${count(read)} ${read === 1 ? 'stream' : 'streams'} of ${source} are in RAW`,
  ];
  if (rejected > 0) parts.push(`${count(rejected)} records are in quarantine`);
  if (looked.length > 0) parts.push(`${names(looked)} should be looked at`);
  if (skipped.length > 0) parts.push(`${names(skipped)} can't run here`);
  const [first] = failed;
  const why = first?.failures[0];
  if (first === undefined) return { message: `${parts.join(', ')}.`, next: '', failed: false };
  return {
    message: `${parts.join(', ')}; ${names(failed)} failed: ${why?.message ?? 'it broke off.'}`,
    next: why?.next ?? 'Look at its last requests.',
    failed: true,
  };
}

function names(streams: ExtractReport['streams']): string {
  return streams.map(({ stream }) => stream).join(' and ');
}

function count(amount: number): string {
  return new Intl.NumberFormat('en').format(amount);
}
