import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Outlook } from '../../../../shared/contract/forecast.ts';
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
  return <Then id={id} {...found.data} />;
}

function Then({ id, outlook, actual }: { id: number; outlook: Outlook; actual: readonly (number | null)[] }) {
  const drawing = useMemo(() => fanOf(outlook, actual), [outlook, actual]);
  return (
    <div className={classes['part']}>
      <p className={classes['words']}>{outlook.sentence}</p>
      <Chart {...drawing} title={`Version ${id} of ${outlook.outcome} and what came`} height={280} />
    </div>
  );
}
