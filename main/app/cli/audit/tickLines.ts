import type { AuditTick } from '../../../../shared/contract/audit.ts';

const WORDS: Readonly<Record<AuditTick['is'], string>> = {
  ok: 'holds',
  failed: 'FAILS',
  'not looked at': 'left',
};

/** A line for each thing that was looked at. */
export function tickLines(ticks: readonly AuditTick[]): string[] {
  return ticks.map(({ title, is, told }) => `${WORDS[is].padEnd(5)}  ${title}: ${told}`);
}
