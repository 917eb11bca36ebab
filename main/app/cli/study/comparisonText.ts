import { type Grain, steps } from '../../../../shared/domain/grain.ts';
import {
  type ChangedFinding,
  type VersionComparison,
  whyDifferent,
} from '../../studies/run/compareVersions.ts';

const SHOWN = 20;

/** What is different between two versions of a study, and why. */
export function comparisonText(compared: VersionComparison): string {
  const { from, to, appeared, vanished, changed } = compared;
  const parts = [
    `Version ${to.version} of ${to.study} beside version ${from.version}: ${appeared.length} appeared, ${vanished.length} vanished, ${changed.length} changed.`,
    whyDifferent(compared),
    listed('Appeared', appeared, compared),
    listed('Vanished', vanished, compared),
    listed('Changed', changed, compared),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function listed(title: string, lines: readonly ChangedFinding[], { from, to }: VersionComparison): string {
  if (lines.length === 0) return '';
  const told = lines
    .slice(0, SHOWN)
    .map(
      ({ signalLabel, outcomeLabel, was, is }) =>
        `  ${signalLabel} → ${outcomeLabel}: ${said(was, from.grain)}, now ${said(is, to.grain)}`,
    );
  const more = lines.length > SHOWN ? [`  and ${lines.length - SHOWN} more, which are in --json`] : [];
  return [title, ...told, ...more].join('\n');
}

function said(one: ChangedFinding['was'], grain: Grain): string {
  if (one === null) return 'no evidence or not studied';
  if (one.lead === null) return one.verdict;
  const behind = one.lead < 0 ? '-' : '';
  return `${one.verdict} at ${behind}${steps(Math.abs(one.lead), grain)}`;
}
