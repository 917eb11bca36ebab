import { Button, Group, Modal } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PipelineDetail } from '../../../../shared/contract/pipelines.ts';
import type { ParamValues } from '../../../../shared/domain/pipeline/pipeline.ts';
import { failureOf } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import ParamField from './ParamField.tsx';
import { draftOf, readParams } from './params.ts';
import classes from './runNow.module.css';

/** What a person may say when they start a pipeline. */
export default function RunNow({
  detail,
  onRun,
  onClose,
}: {
  detail: PipelineDetail;
  onRun: (params: ParamValues) => Promise<void>;
  onClose: () => void;
}) {
  const params = detail.value?.params ?? {};
  const [draft, setDraft] = useState(() => draftOf(params));
  const [tried, setTried] = useState(false);
  const { values, faults } = readParams(params, draft);
  const start = useMutation({ networkMode: 'always', mutationFn: () => onRun(values) });

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length === 0) start.mutate();
  }

  return (
    <Modal opened onClose={onClose} title={`Run ${detail.card.title} now`}>
      <form className={classes['form']} onSubmit={submit} noValidate>
        {Object.entries(params).map(([name, param], at) => (
          <ParamField
            key={name}
            name={name}
            param={param}
            text={draft[name] ?? ''}
            fault={tried ? faults[name] : undefined}
            isFirst={at === 0}
            onText={(text) => setDraft((before) => ({ ...before, [name]: text }))}
          />
        ))}
        {start.isError && <FailureNotice failure={failureOf(start.error)} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={start.isPending}
            leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
          >
            Run now
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
