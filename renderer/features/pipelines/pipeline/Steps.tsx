import { Anchor } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { PipelineDetail } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useCalls } from '../../../client/client.tsx';
import StepsWork from '../graph/StepsWork.tsx';
import { addressOf } from '../place.ts';
import { slotWords } from '../words/runWords.ts';
import { RUNS } from '../words/states.ts';
import classes from './pipeline.module.css';

/** The steps as the file has them, each as it stands in the newest run. */
export default function Steps({ detail }: { detail: PipelineDetail }) {
  const formats = useFormats();
  const [last] = detail.card.recent;
  const run = useQuery(
    useCalls().pipelines.runDetail.queryOptions({
      input: last === undefined ? skipToken : { run: last.id },
      placeholderData: (before) => before,
    }),
  );
  if (detail.steps.length === 0)
    return (
      <p className={classes['quiet']}>
        The steps can’t be shown while the file has errors: edit it, and mend what is named above.
      </p>
    );
  return (
    <div className={classes['dialog']}>
      <p className={classes['quiet']}>
        {last === undefined ? (
          'It has never run: the states of its steps show here as soon as it does.'
        ) : (
          <>
            As it stands in the newest run,{' '}
            <Anchor
              component={Link}
              underline="always"
              href={addressOf({ at: 'run', id: last.id, step: null })}
            >
              {slotWords(last, formats)}
            </Anchor>
            : {RUNS[last.status].word.toLowerCase()}.{run.data?.changed && ' The file has changed since.'}
          </>
        )}
      </p>
      <StepsWork steps={detail.steps} run={run.data ?? null} />
    </div>
  );
}
