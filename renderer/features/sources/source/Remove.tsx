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
        {told.data && <Consequences told={told.data} rows={rows} />}
        {told.data !== undefined && told.data.relations.length > 0 && (
          <Checkbox
            label="Delete its rows too"
            description="Only a backup brings them back."
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

type Told = {
  file: string;
  secrets: string[];
  relations: { name: string; rows: number | null }[];
  readBy: string[];
};

function Consequences({ told, rows }: { told: Told; rows: boolean }) {
  const formats = useFormats();
  const { file, secrets, relations, readBy } = told;
  return (
    <ul className={classes['lines']} aria-label="What goes">
      <li>
        Goes: <code>{file}</code>
      </li>
      {secrets.length > 0 && <li>Goes from the vault: {secrets.join(', ')}</li>}
      {relations.length > 0 && (
        <li>
          {rows ? 'Goes from RAW:' : 'Stays in RAW:'}
          <ul className={classes['names']}>
            {relations.map(({ name, rows: count }) => (
              <li key={name}>
                {name}
                {count !== null && `, ${formats.number(count)} ${count === 1 ? 'row' : 'rows'}`}
              </li>
            ))}
          </ul>
        </li>
      )}
      {rows && readBy.length > 0 && (
        <li className={classes['strong']}>Models that read them will fail: {readBy.join(', ')}</li>
      )}
    </ul>
  );
}
