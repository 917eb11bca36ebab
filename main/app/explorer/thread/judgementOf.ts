import { evidenceUnder } from '../../../insight/exploring/evidenceUnder.ts';
import { confirmationOf, findingOf, refusedFinding } from '../../../insight/finding/finding.ts';
import type { Finding } from '../../../insight/finding/verdict.ts';
import { pairFinding } from '../../../insight/screen/pairFinding.ts';
import { isRefusal } from '../../../insight/series/refusal.ts';
import { askedPair, pairAlone } from './askedPair.ts';
import type { ExplorerData, ExplorerTasks, Judged } from './explorerTasks.ts';
import { plain } from './plain.ts';
import { words } from './sightOf.ts';

/** As the study judges it. */
export function findingOfPair(data: ExplorerData, task: ExplorerTasks['finding']['task']): Finding {
  return pairFinding(pairAlone(data, task), 0, () => task.among, data.options);
}

/** The whole judgement under some settings. By itself a pair's q is its p, and is not told. */
export function judgementOf(data: ExplorerData, task: ExplorerTasks['judge']['task']): Judged {
  const { among, toggles } = task;
  const finding = among === null ? aloneFinding(data, task) : findingOfPair(data, { ...task, among });
  const { interval, stability, granger, backtest, detectable, actionableLead, refusal } = finding;
  const { strength, effectiveN, p, q, notes } = finding;
  return {
    ...{ signal: finding.signal, outcome: finding.outcome, verdict: finding.verdict },
    ...{
      signalLabel: finding.signalLabel ?? finding.signal,
      outcomeLabel: finding.outcomeLabel ?? finding.outcome,
    },
    ...{ sentence: finding.sentence, lead: finding.lead, days: finding.days, tests: finding.tests },
    interval: interval && { lower: interval.lower, upper: interval.upper },
    ...{ strength: plain(strength), effectiveN: plain(effectiveN), p: plain(p) },
    q: among === null ? null : plain(q),
    stability: stability && { agree: stability.agree, windows: stability.windows },
    granger: granger && {
      ...{ forward: plain(granger.forward), backward: plain(granger.backward), order: granger.order },
    },
    backtest: backtest && {
      overSeasonalNaive: plain(backtest.overSeasonalNaive),
      overWithoutSignal: plain(backtest.overWithoutSignal),
      origins: backtest.origins,
    },
    detectable: detectable && {
      correlation: detectable.correlation,
      elasticity: toggles.log ? plain(detectable.elasticity) : null,
    },
    actionableLead,
    notes: [...notes],
    refusal: refusal && words(refusal),
  };
}

function aloneFinding(data: ExplorerData, task: ExplorerTasks['judge']['task']): Finding {
  const pair = askedPair(data, task);
  const evidence = isRefusal(pair) ? pair : evidenceUnder(pair, task.toggles, data.options);
  if (isRefusal(evidence)) {
    const { signals, outcomes } = pairAlone(data, task);
    return refusedFinding(signals[0]?.name ?? '', outcomes[0]?.name ?? '', evidence, data.options);
  }
  const { p } = evidence;
  return findingOf(evidence, { q: p, tests: 1 }, confirmationOf(evidence, p, data.options), data.options);
}
