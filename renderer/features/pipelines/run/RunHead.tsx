import { Progress } from '@mantine/core';
import type { RunDetail } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import { Elapsed } from '../words/Elapsed.tsx';
import { runSentence } from '../words/runWords.ts';
import { Standing } from '../words/Standing.tsx';
import { RUNS, taskEnded } from '../words/states.ts';
import { tookMs } from '../words/times.ts';
import { When } from '../words/When.tsx';
import classes from './run.module.css';

/** How the run stands, in a sentence, and its facts. */
export default function RunHead({ detail }: { detail: RunDetail }) {
  const formats = useFormats();
  const { run, tasks, params, secondsLeft, changed } = detail;
  const { status, startedAt, endedAt, queuedAt, interval, interruptions, round, note } = run;
  const sentence = runSentence(detail, formats);
  const took = tookMs(startedAt, endedAt);
  const done = tasks.filter((task) => taskEnded(task.status)).length;
  const given = Object.entries(params);
  return (
    <section className={classes['head']} aria-label="How the run stands">
      <p className={classes['stand']} role="status">
        <Standing shown={RUNS[status]} /> <span>{sentence}</span>
        {secondsLeft !== null && status === 'running' && (
          <span className={classes['quiet']}>
            {secondsLeft < 1
              ? 'It takes longer than usual.'
              : `About ${formats.duration(Math.round(secondsLeft))} left.`}
          </span>
        )}
      </p>
      {note !== null && note !== sentence && <p>{note}</p>}
      {status === 'running' && tasks.length > 0 && (
        <Progress value={(done / tasks.length) * 100} aria-label="Progress of the run" />
      )}
      <dl className={classes['facts']} data-figures>
        {run.kind !== 'manual' && (
          <Fact title="For">
            {formats.instant(interval.from)} to {formats.instant(interval.to)}
          </Fact>
        )}
        {startedAt === null ? (
          <Fact title="Queued">
            <When at={queuedAt} exact />
          </Fact>
        ) : (
          <Fact title="Started">
            <When at={startedAt} exact />
          </Fact>
        )}
        {took !== null && <Fact title="Took">{formats.duration(took / 1_000)}</Fact>}
        {status === 'running' && startedAt !== null && (
          <Fact title="Running for">
            <Elapsed since={startedAt} />
          </Fact>
        )}
        {interruptions > 0 && (
          <Fact title="Interrupted">
            {formats.number(interruptions)} {interruptions === 1 ? 'time' : 'times'}, and taken up again
          </Fact>
        )}
        {round > 0 && (
          <Fact title="Cleared or retried">
            {formats.number(round)} {round === 1 ? 'time' : 'times'}
          </Fact>
        )}
        {given.map(([name, value]) => (
          <Fact key={name} title={name}>
            {wordsOf(value)}
          </Fact>
        ))}
      </dl>
      {changed && (
        <p className={classes['quiet']}>
          The file of the pipeline has changed since this run was made. The run keeps the steps it was made
          with.
        </p>
      )}
    </section>
  );
}

function Fact({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const MOST = 6;

function wordsOf(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  if (value.length === 0) return 'nothing';
  const shown = value.slice(0, MOST).join(', ');
  return value.length > MOST ? `${shown} and ${value.length - MOST} more` : shown;
}
