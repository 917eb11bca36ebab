import { Button, Checkbox, Group, Modal, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { SourceName } from '../../../../shared/contract/sources.ts';
import { useFormats } from '../../../app/formats.tsx';
import { STATE } from '../../../app/palette.ts';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { addressOf } from '../place.ts';
import classes from '../sources.module.css';

/** Says what goes before anything goes. */
export default function Remove({ name, onClose }: { name: SourceName; onClose: () => void }) {
  const formats = useFormats();
  const calls = useCalls();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [rows, setRows] = useState(false);
  const told = useQuery({ ...calls.sources.consequences.queryOptions({ input: { name } }), gcTime: 0 });
  const remove = useMutation(
    calls.sources.remove.mutationOptions({
      async onSuccess() {
        notifyDone(`${name} is removed.`);
        go(addressOf({ at: 'overview' }));
        await queries.invalidateQueries({ queryKey: calls.sources.key() });
        await queries.invalidateQueries({ queryKey: calls.warehouse.key() });
      },
    }),
  );
  return (
    <Modal opened onClose={onClose} title={`Remove ${name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        {told.isError && <FailureNotice failure={failureOf(told.error)} />}
        {told.data && (
          <ul className={classes['lines']} aria-label="What goes">
            <li>
              The file <code>{told.data.file}</code>
            </li>
            {told.data.secrets.length > 0 && <li>From the vault: {told.data.secrets.join(', ')}</li>}
            {told.data.relations.map((relation) => (
              <li key={relation.name}>
                {rows ? 'With its rows: ' : 'Its rows stay: '}
                {relation.name}
                {relation.rows !== null && `, ${formats.number(relation.rows)} rows`}
              </li>
            ))}
            {rows && told.data.readBy.length > 0 && (
              <li className={classes['strong']}>
                Models that read them will fail: {told.data.readBy.join(', ')}
              </li>
            )}
          </ul>
        )}
        {told.data !== undefined && told.data.relations.length > 0 && (
          <Checkbox
            label="Delete its rows too"
            description="This can’t be undone but from a backup."
            checked={rows}
            onChange={(event) => setRows(event.currentTarget.checked)}
          />
        )}
        {remove.isError && <FailureNotice failure={failureOf(remove.error)} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button
            color={STATE.light.broken}
            disabled={told.data === undefined}
            loading={remove.isPending}
            onClick={() => remove.mutate({ name, rows })}
          >
            Remove
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
