import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SourceName } from '../../../../shared/contract/sources.ts';
import { useFormats } from '../../../app/formats.tsx';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import classes from '../sources.module.css';

/** How far a stream was read: seen, changed, and taken back to what it was. */
export default function StreamState({
  name,
  stream,
  onClose,
}: {
  name: SourceName;
  stream: string;
  onClose: () => void;
}) {
  const formats = useFormats();
  const calls = useCalls().sources;
  const queries = useQueryClient();
  const state = useQuery({ ...calls.state.queryOptions({ input: { name, stream } }), gcTime: 0 });
  const [written, setWritten] = useState<string | null>(null);
  const set = useMutation(
    calls.setState.mutationOptions({
      async onSuccess() {
        await queries.invalidateQueries({ queryKey: calls.key() });
        notifyDone(`${stream} goes on from there.`);
        onClose();
      },
    }),
  );
  const text = written ?? state.data?.current ?? '';
  return (
    <Modal
      opened
      onClose={onClose}
      title={`How far ${stream} was read`}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        {state.isError && <FailureNotice failure={failureOf(state.error)} />}
        <Textarea
          label="State"
          description="As JSON. The next extraction goes on from here."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autosize
          minRows={3}
          maxRows={16}
          spellCheck={false}
          value={text}
          classNames={{ input: classes['record'] ?? '' }}
          onChange={(event) => setWritten(event.currentTarget.value)}
        />
        {state.data !== undefined && state.data.history.length > 0 && (
          <ul className={classes['lines']} aria-label="States before">
            {state.data.history.slice(0, 10).map(({ version, at, by, state: before }) => (
              <li key={version} className={classes['line']}>
                <span>
                  {formats.ago(at)}, by {by === 'person' ? 'a person' : 'an extraction'}
                </span>
                <Button
                  variant="default"
                  size="compact-sm"
                  disabled={before === null}
                  onClick={() => setWritten(before)}
                >
                  Take this one
                </Button>
              </li>
            ))}
          </ul>
        )}
        {set.isError && <FailureNotice failure={failureOf(set.error)} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => set.mutate({ name, stream, state: null })}>
            Begin anew
          </Button>
          <Button
            disabled={written === null || written.trim() === ''}
            loading={set.isPending}
            onClick={() => set.mutate({ name, stream, state: text })}
          >
            Go on from this
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
