import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { PairView } from '../../../../shared/contract/explorer.ts';
import type { StudyName } from '../../../../shared/domain/study.ts';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls, useWorkspace } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { exportFolder } from './exportFolder.ts';

/** A folder with the pair's data and a script in R that works it out again. */
export function ExportR({ study, view }: { study: StudyName; view: PairView }) {
  const path = useWorkspace()?.path ?? '';
  const [to, setTo] = useState<string | null>(null);
  const write = useMutation(
    useCalls().explorer.exportR.mutationOptions({
      onSuccess: ({ folder }) => {
        setTo(null);
        notifyDone(`The data and the script are in ${folder}.`);
      },
    }),
  );
  const { signal, outcome } = view;
  // Only what the study found can be worked out again and compared with it.
  if (view.finding === null) return null;
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => {
          write.reset();
          setTo(exportFolder(path, signal, outcome));
        }}
      >
        Export for R
      </Button>
      <Modal opened={to !== null} onClose={() => setTo(null)} title="Export for R">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (to !== null) write.mutate({ study, signal, outcome, to });
          }}
        >
          <TextInput
            label="New folder"
            description="Gets the data as CSV and a script that recomputes the lead, r, p and interval, and prints whether they tie."
            value={to ?? ''}
            onChange={(event) => setTo(event.currentTarget.value)}
            data-autofocus
          />
          {write.isError && <FailureNotice failure={failureOf(write.error)} />}
          <Group justify="flex-end" mt="md">
            <Button type="submit" loading={write.isPending} disabled={(to ?? '').trim() === ''}>
              Export
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  );
}
