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
  const earlier = state.data?.history.filter((one) => one.state !== state.data.current) ?? [];
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
          description="The next extraction goes on from here. Begin anew to read the stream from its start; its rows stay."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autosize
          minRows={3}
          maxRows={16}
          spellCheck={false}
          value={text}
          classNames={{ input: classes['record'] ?? '' }}
          onChange={(event) => setWritten(event.currentTarget.value)}
        />
        {earlier.length > 0 && (
          <ul className={classes['lines']} aria-label="States before">
            {earlier.slice(0, 10).map(({ version, at, by, state: before }) => (
              <li key={version} className={classes['past']}>
                <span>
                  {formats.ago(at)}, by {by === 'person' ? 'a person' : 'an extraction'}
                  <br />
                  <span className={classes['record']}>
                    {before === null ? 'from the start' : oneLine(before)}
                  </span>
                </span>
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={`Take the state of ${formats.ago(at)}`}
                  disabled={before === null}
                  onClick={() => setWritten(before)}
                >
                  Take it
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

function oneLine(json: string): string {
  return json.replace(/\s+/g, ' ');
}
