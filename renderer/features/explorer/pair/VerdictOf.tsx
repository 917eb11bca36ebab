import type { ReactNode } from 'react';
import type { PairView } from '../../../../shared/contract/explorer.ts';
import { steps } from '../../../../shared/domain/grain.ts';
import { figureText, pText } from '../../../charts/figures.ts';
import { State } from '../../../ui/State.tsx';
import classes from '../explorer.module.css';
import { VERDICT } from '../findings/words.ts';
import { headline } from './headline.ts';

/** First the sentence, then the number with how sure it is. */
export function VerdictOf({ view, actions }: { view: PairView; actions: ReactNode }) {
  const { finding, corrected, detectable, grain } = view;
  const verdict = finding === null ? null : VERDICT[finding.verdict];
  const isNothing = finding?.verdict === 'no evidence' || finding?.verdict === 'refused';
  const told: [string, string][] = [];
  if (finding !== null && finding.lead !== null && !isNothing)
    told.push([
      'Lead',
      finding.from === null || finding.to === null
        ? steps(finding.lead, grain)
        : `${steps(finding.lead, grain)} (${finding.from} to ${finding.to})`,
    ]);
  const best = corrected?.best ?? null;
  if (best !== null)
    told.push([
      best.lead === 0 ? `r on the same ${grain}` : `r at a lead of ${steps(best.lead, grain)}`,
      `${figureText(best.r)} (n = ${best.n}, ${pText(best.p ?? Number.NaN)})`,
    ]);
  if (finding !== null && finding.q !== null)
    told.push([
      'Chance, all tries counted',
      `q ${finding.q < 0.001 ? '< 0.001' : `= ${figureText(finding.q)}`}`,
    ]);
  if (finding !== null && finding.stability !== null)
    told.push(['Windows that agree', `${Math.round(finding.stability * 100)}%`]);
  if (finding !== null && finding.actionableDays !== null && !isNothing)
    told.push(['Left to act', finding.actionableDays > 0 ? steps(finding.actionableDays, 'day') : 'nothing']);
  if (detectable !== null)
    told.push([
      'Would have been found',
      `r of ${figureText(detectable.correlation)}${detectable.elasticity === null ? '' : ` (10% more signal, ${figureText(10 * detectable.elasticity)}% more sales)`}`,
    ]);
  return (
    <section aria-label="Verdict" className={classes['panel']}>
      <div className={classes['row']}>
        <h2 className={classes['names']} title={`${view.signal} → ${view.outcome}`}>
          {view.signalLabel} → {view.outcomeLabel}
        </h2>
        {verdict !== null && <State state={verdict.state}>{verdict.word}</State>}
        {actions}
      </div>
      <div role="status">
        {finding !== null && <p className={classes['verdict']}>{headline(finding, grain)}</p>}
        <p className={classes[finding === null ? 'verdict' : 'told']}>{view.sentence}</p>
        {view.refusal !== null && <p>{view.refusal.next}</p>}
      </div>
      {view.otherQuestion !== null && <p className={classes['quiet']}>{view.otherQuestion}</p>}
      {told.length > 0 && (
        <dl className={classes['numbers']} data-figures>
          {told.map(([what, value]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
