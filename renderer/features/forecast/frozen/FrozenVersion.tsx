import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FrozenForecast, Outlook } from '../../../../shared/contract/forecast.ts';
import { Chart } from '../../../charts/Chart.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import { fanOf } from '../fanOf.ts';
import classes from '../forecast.module.css';

/** What was expected then, with what came drawn over it. */
export default function FrozenVersion({ id }: { id: number }) {
  const found = useQuery(useCalls().forecast.version.queryOptions({ input: { id } }));
  if (found.isError) return <FailureNotice failure={failureOf(found.error)} />;
  if (found.data === undefined) return <Waiting>Reading version {id}</Waiting>;
  return <Then {...found.data} />;
}

function Then({
  frozen,
  outlook,
  actual,
}: {
  frozen: FrozenForecast;
  outlook: Outlook;
  actual: readonly (number | null)[];
}) {
  const { id, came, program, data } = frozen;
  const drawing = useMemo(() => fanOf(outlook, actual), [outlook, actual]);
  return (
    <div className={classes['part']}>
      <p className={classes['words']}>{outlook.sentence}</p>
      <p className={classes['words']}>{came.sentence}</p>
      <Chart {...drawing} title={`Version ${id} of ${outlook.outcomeLabel} and what came`} height={280} />
      <p className={classes['note']}>
        Made by Leadline {program} from{' '}
        {Object.entries(data)
          .map(([relation, hash]) => `${relation} (SHA-256 ${hash.slice(0, 12)}…)`)
          .join(', ')}
        .
      </p>
    </div>
  );
}
