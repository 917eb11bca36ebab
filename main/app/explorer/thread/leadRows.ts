import { naiveBand } from '../../../insight/correlation/bands.ts';
import { gatherEvidence } from '../../../insight/finding/evidence.ts';
import { stepsLeft } from '../../../insight/lead/leadCorrelation.ts';
import { isRefusal } from '../../../insight/series/refusal.ts';
import { askedPair } from './askedPair.ts';
import type { ExplorerData, ExplorerTasks, LeadRow } from './explorerTasks.ts';

/** Several signals against one outcome, each at every lead as the study compares them; those it can't compare are left out. */
export function leadRows(data: ExplorerData, task: ExplorerTasks['leads']['task']): LeadRow[] {
  return task.signals.flatMap((signal) => {
    const pair = askedPair(data, { signal, outcome: task.outcome });
    if (isRefusal(pair)) return [];
    const evidence = gatherEvidence(pair, data.options);
    if (isRefusal(evidence)) return [];
    const { correlation, taken } = evidence.leads;
    const { values, pairs, maxLead } = correlation;
    const together = 1 - 0.05 / values.length;
    return [
      { signal, r: values, p: evidence.p, band: naiveBand(stepsLeft(pairs[maxLead] ?? 0, taken), together) },
    ];
  });
}
