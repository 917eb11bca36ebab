import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { notifyDone, notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { useConfirm } from '../../../ui/Confirm.tsx';

export default function RemoveButton({ name, onRemoved }: { name: PipelineName; onRemoved: () => void }) {
  const calls = useCalls().pipelines;
  const queries = useQueryClient();
  const confirm = useConfirm();
  const remove = useMutation(
    calls.remove.mutationOptions({
      async onSuccess() {
        notifyDone(`${name} is removed. Its runs stay on record.`);
        onRemoved();
        await queries.invalidateQueries({ queryKey: calls.list.key() });
      },
      onError: (error) => notifyFailure(failureOf(error)),
    }),
  );
  return (
    <Button
      variant="default"
      loading={remove.isPending}
      onClick={async () => {
        const yes = await confirm({
          title: `Remove ${name}?`,
          body: `pipelines/${name}.yml goes, and its schedule with it. Its runs and their logs stay on record, and a run that is under way ends.`,
          confirm: 'Remove',
          danger: true,
        });
        if (yes) remove.mutate({ pipeline: name });
      }}
    >
      Remove…
    </Button>
  );
}
