import type { FileProblem } from '../../../../shared/errors/failure.ts';
import { fingerprintOf, pairKey } from '../../../insight/affiliation/decisions.ts';
import type { Decision, ProductText } from '../../../insight/affiliation/proposal.ts';
import type { TrendText } from '../../../insight/text/words.ts';
import { instantsOf } from './instants.ts';
import { type KeptFile, keptLines } from './keptLines.ts';

export const DECISIONS = {
  file: 'seeds/affiliation_decisions.csv',
  columns: ['trend', 'product', 'decision', 'fingerprint', 'decided_at'],
  needed: ['trend', 'product', 'decision'],
} as const satisfies KeptFile<string>;

export interface ReadDecisions {
  readonly decisions: readonly Decision[];
  readonly problems: readonly FileProblem[];
}

/**
 * What was decided of each pair, the newest; of two at one instant the later line. A line without a fingerprint was written by hand and is
 * about the texts that both have now.
 */
export function readDecisions(
  written: string,
  trends: ReadonlyMap<string, TrendText>,
  products: ReadonlyMap<string, ProductText>,
): ReadDecisions {
  const { lines, problems } = keptLines(written, DECISIONS);
  const dated = instantsOf(lines, DECISIONS.file);
  const told: FileProblem[] = [...problems, ...dated.problems];
  const newest = new Map<string, Decision>();
  for (const { values, at, record } of dated.lines) {
    const { trend, product } = values;
    const decision = values.decision.toLowerCase();
    if (decision !== 'accepted' && decision !== 'rejected') {
      told.push({
        file: DECISIONS.file,
        line: record.line,
        column: 1,
        severity: 'warning',
        message: `“${values.decision.slice(0, 40)}” is no decision (write accepted or rejected), and the line is passed over`,
      });
      continue;
    }
    const key = pairKey(trend, product);
    const before = newest.get(key);
    if (before !== undefined && before.at > at) continue;
    const [its, other] = [trends.get(trend), products.get(product)];
    const now = its === undefined || other === undefined ? '' : fingerprintOf(its, other);
    newest.set(key, { trend, product, decision, at, fingerprint: values.fingerprint || now });
  }
  return { decisions: [...newest.values()], problems: told };
}
