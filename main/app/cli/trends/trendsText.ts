import type { InboxTrend, LinkLine } from '../../../../shared/contract/trends.ts';
import { textTable } from '../textTable.ts';

const WIDTH = 200;

export function inboxText({ trends, total }: { trends: readonly InboxTrend[]; total: number }): string {
  if (total === 0) return 'No trend waits for a category. --all prints every trend with the one it has.';
  const rows = trends.map(({ trend, category, by, sorted, because }) => [
    ...[trend, category ?? '–', by, sorted.category ?? '–'],
    sorted.category === null ? '' : `${Math.round(100 * sorted.confidence)} %`,
    because.join('; '),
  ]);
  const columns = [
    ...[{ title: 'Trend' }, { title: 'Category' }, { title: 'By' }, { title: 'Its words say' }],
    ...[{ title: 'Sure', figures: true }, { title: 'Because' }],
  ];
  return `${textTable(columns, rows, WIDTH)}${more(trends.length, total)}`;
}

export function linksText({ links, total }: { links: readonly LinkLine[]; total: number }): string {
  if (total === 0)
    return 'No link waits for a decision. --all prints those that were accepted and rejected, too; trends sort proposes anew.';
  const rows = links.map(({ trend, product, standing, score, because, evidence }) => [
    ...[trend, product, standing, score === null ? '' : score.toFixed(2)],
    evidence === null ? '' : `${evidence.verdict}${evidence.lead === null ? '' : `, ${evidence.lead} days`}`,
    because.join('; '),
  ]);
  const columns = [
    ...[{ title: 'Trend' }, { title: 'Product' }, { title: 'Standing' }],
    ...[{ title: 'Alike', figures: true }, { title: 'Study' }, { title: 'Because' }],
  ];
  return `${textTable(columns, rows, WIDTH)}${more(links.length, total)}`;
}

function more(shown: number, total: number): string {
  return shown < total ? `\n${total - shown} more aren't printed.` : '';
}
