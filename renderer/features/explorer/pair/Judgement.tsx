import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AskedPair, PairJudgement } from '../../../../shared/contract/explorer.ts';
import { type Grain, steps } from '../../../../shared/domain/grain.ts';
import { figureText, pText } from '../../../charts/figures.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import classes from '../explorer.module.css';

/** Every check of a claim, for the question as it stands; asked for, because it takes a second. */
export function Judgement({ asked, grain }: { asked: AskedPair; grain: Grain }) {
  const question = JSON.stringify(asked);
  const [wanted, setWanted] = useState<string | null>(null);
  const answer = useQuery(
    useCalls().explorer.finding.queryOptions({ input: asked, enabled: wanted === question }),
  );
  const isAsked = wanted === question;
  return (
    <section aria-label="All checks" className={classes['panel']}>
      {!isAsked && (
        <div className={classes['row']}>
          <Button variant="default" onClick={() => setWanted(question)}>
            Run all checks on this question
          </Button>
          <span className={classes['quiet']}>
            The lead’s interval, three windows, Granger both ways, and a forecast with and without the signal.
          </span>
        </div>
      )}
      {isAsked && answer.isPending && <Waiting>Checking…</Waiting>}
      {isAsked && answer.isError && (
        <FailureNotice failure={failureOf(answer.error)} retry={() => void answer.refetch()} />
      )}
      {isAsked && answer.isSuccess && <Told judgement={answer.data} grain={grain} />}
    </section>
  );
}

function Told({ judgement: of, grain }: { judgement: PairJudgement; grain: Grain }) {
  const told: [string, string | null][] = [
    ['Verdict', of.verdict],
    [
      'Lead',
      of.lead === null
        ? null
        : `${steps(of.lead, grain)}${of.interval === null ? '' : ` (${of.interval.lower} to ${of.interval.upper})`}`,
    ],
    ['Strength', of.strength === null ? null : figureText(of.strength)],
    [
      `${grain.charAt(0).toUpperCase()}${grain.slice(1)}s`,
      of.days === null
        ? null
        : `${of.days}${of.effectiveN === null ? '' : `, worth ${figureText(of.effectiveN)}`}`,
    ],
    ['All leads', of.p === null ? null : pText(of.p)],
    [`All ${of.tests} pairs tried`, of.q === null ? null : pText(of.q).replace('p', 'q')],
    ['Windows that agree', of.stability === null ? null : `${of.stability.agree} of ${of.stability.windows}`],
    ['Granger, signal first', of.granger === null ? null : pText(of.granger.forward ?? Number.NaN)],
    ['Granger, sales first', of.granger === null ? null : pText(of.granger.backward ?? Number.NaN)],
    [
      'Forecast error with the signal ÷ without',
      of.backtest?.overWithoutSignal === null || of.backtest === null
        ? null
        : figureText(of.backtest.overWithoutSignal),
    ],
  ];
  return (
    <>
      <p>{of.sentence}</p>
      {of.refusal !== null && (
        <p className={classes['quiet']}>
          {of.refusal.message} {of.refusal.next}
        </p>
      )}
      <dl className={classes['numbers']} data-figures>
        {told.map(([what, value]) =>
          value === null ? null : (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {of.notes.map((note) => (
        <p key={note} className={classes['quiet']}>
          {note}
        </p>
      ))}
    </>
  );
}
