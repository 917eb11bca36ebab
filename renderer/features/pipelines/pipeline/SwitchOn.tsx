import { Button, Group, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { PipelineCard } from '../../../../shared/contract/pipelines.ts';
import type { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { useFormats } from '../../../app/formats.tsx';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { capitalised } from '../words/capitalised.ts';
import FileProblems from '../words/FileProblems.tsx';
import classes from './pipeline.module.css';

/** When it would run, before it is switched on. */
export default function SwitchOn({
  name,
  card,
  onClose,
}: {
  name: PipelineName;
  card: PipelineCard;
  onClose: () => void;
}) {
  const formats = useFormats();
  const calls = useCalls().pipelines;
  const { title } = card;
  const detail = useQuery(calls.detail.queryOptions({ input: { pipeline: name } }));
  const text = detail.data?.text;
  const check = useQuery({
    ...calls.check.queryOptions({ input: { name, draft: { text: text ?? '' } } }),
    enabled: text !== undefined,
    // What is next depends on when it is asked.
    gcTime: 0,
  });
  const turn = useMutation(
    calls.turn.mutationOptions({
      onSuccess() {
        notifyDone(`${title} is on.`);
        onClose();
      },
    }),
  );
  const failure = [detail.error, check.error, turn.error].find((error) => error !== null);
  const problems = check.data?.problems ?? [];
  const isBroken = problems.some(({ severity }) => severity === 'error');
  return (
    <Modal opened onClose={onClose} title={`Switch on ${title}?`}>
      <div className={classes['dialog']}>
        {failure && <FailureNotice failure={failureOf(failure)} />}
        {problems.length > 0 && <FileProblems problems={problems} />}
        {check.data && (
          <>
            <p>{capitalised(check.data.schedule ?? 'it has no schedule')}.</p>
            {check.data.next.length > 0 ? (
              <>
                <p className={classes['quiet']}>The next {check.data.next.length} runs would be:</p>
                <ol className={classes['next']}>
                  {check.data.next.map(({ at, from, to }) => (
                    <li key={at}>
                      <time dateTime={at}>{formats.instant(at)}</time>{' '}
                      <span className={classes['quiet']}>
                        {formats.ago(at)}
                        {from !== to && `, for ${formats.instant(from)} to ${formats.instant(to)}`}
                      </span>
                    </li>
                  ))}
                </ol>
              </>
            ) : (
              <p className={classes['quiet']}>
                No time can be told beforehand: it runs once what it waits for has been written.
              </p>
            )}
          </>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Leave it off
          </Button>
          <Button
            data-autofocus
            disabled={check.data === undefined || isBroken}
            loading={turn.isPending}
            onClick={() => turn.mutate({ pipeline: name, on: true })}
          >
            Switch on
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
