import { Button, Group, Modal, MultiSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RunDetail } from '../../../../shared/contract/pipelines.ts';
import { StepName } from '../../../../shared/domain/pipeline/step.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { reachOf } from '../../../ui/graph/walk.ts';
import classes from './run.module.css';

/** Which steps are to run again in the same run, and what follows from them. */
export default function ClearDialog({ detail, onClose }: { detail: RunDetail; onClose: () => void }) {
  const { number } = useFormats();
  const { run, steps } = detail;
  const [chosen, setChosen] = useState<string[]>([]);
  const clear = useMutation(useCalls().pipelines.clear.mutationOptions({ onSuccess: onClose }));
  const linked = steps.map(({ name, after }) => ({ id: name as string, dependsOn: after }));
  const all = new Set(chosen.flatMap((name) => reachOf(linked, name, 'down').map(({ id }) => id)));
  return (
    <Modal opened onClose={onClose} title="Clear steps and run them again">
      <div className={classes['dialog']}>
        <MultiSelect
          label="From these steps on"
          data={steps.map(({ name }) => name)}
          value={chosen}
          searchable
          maxDropdownHeight={240}
          data-autofocus
          openOnFocus={false}
          onChange={setChosen}
        />
        <p className={classes['quiet']} role="status">
          {all.size === 0
            ? 'What follows from a step runs again with it. Older tries and their logs stay on record.'
            : `${number(all.size)} of ${number(steps.length)} steps run again; older tries and their logs stay on record.`}
        </p>
        {clear.isError && <FailureNotice failure={failureOf(clear.error)} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={chosen.length === 0}
            loading={clear.isPending}
            onClick={() => clear.mutate({ run: run.id, steps: chosen.map((name) => StepName.parse(name)) })}
          >
            Clear and run again
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
