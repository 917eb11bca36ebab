import { useQuery } from '@tanstack/react-query';
import type { TaskLine, TryLine } from '../../../../shared/contract/pipelines.ts';
import type { RunId } from '../../../../shared/domain/pipeline/run.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Standing } from '../words/Standing.tsx';
import { tookMs } from '../words/times.ts';
import { TRY_STATES } from '../words/tryStates.ts';
import { When } from '../words/When.tsx';
import classes from './step.module.css';

/** Every attempt at a step, the newest first; none is ever taken away. */
export default function Tries({ run, task }: { run: RunId; task: TaskLine }) {
  const tries = useQuery(
    useCalls().pipelines.tries.queryOptions({ input: { run, step: task.step, item: task.item } }),
  );
  if (tries.isError)
    return <FailureNotice failure={failureOf(tries.error)} retry={() => void tries.refetch()} />;
  if (tries.data === undefined) return null;
  if (tries.data.length === 0) return <p className={classes['quiet']}>It has not been tried yet.</p>;
  return (
    <ol className={classes['tries']} aria-label={`Tries of ${task.step}, newest first`}>
      {[...tries.data]
        .sort((a, b) => b.number - a.number)
        .map((one) => (
          <One key={one.number} attempt={one} />
        ))}
    </ol>
  );
}

function One({ attempt }: { attempt: TryLine }) {
  const formats = useFormats();
  const { number, startedAt, endedAt, status, failure, outcome, wrote, rows } = attempt;
  const took = tookMs(startedAt, endedAt);
  return (
    <li className={classes['try']}>
      <p className={classes['facts']}>
        <span className={classes['strong']}>Try {formats.number(number)}</span>
        <Standing shown={TRY_STATES[status]} />
        <When at={startedAt} exact />
        {took !== null && <span data-figures>{formats.duration(took / 1_000)}</span>}
        {rows !== null && <span data-figures>{formats.number(rows)} rows</span>}
      </p>
      {outcome !== null && <p>{outcome}</p>}
      {failure !== null && <FailureNotice failure={failure} />}
      {wrote.length > 0 && <p className={classes['quiet']}>Wrote {wrote.join(', ')}.</p>}
    </li>
  );
}
