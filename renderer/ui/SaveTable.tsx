import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { RelationName } from '../../shared/domain/relation.ts';
import { useFormats } from '../app/formats.tsx';
import { notifyDone, notifyFailure } from '../app/toasts.ts';
import { failureOf, useClient } from '../client/client.tsx';

/** Takes the rows of a relation along as a plain workbook. */
export function SaveTable({ relation, compact = false }: { relation: RelationName; compact?: boolean }) {
  const { number } = useFormats();
  const client = useClient();
  const save = useMutation({
    networkMode: 'always',
    async mutationFn() {
      const { path } = await client.host.pickSavePath({
        title: 'Save the rows for Excel',
        suggestedName: `${relation}.xlsx`,
      });
      return path === null ? null : client.audit.saveTable({ relation, path });
    },
    onSuccess: (saved) =>
      saved !== null &&
      notifyDone(`${number(saved.rows)} ${saved.rows === 1 ? 'row is' : 'rows are'} in ${saved.path}.`),
    onError: (error) => notifyFailure(failureOf(error)),
  });
  return (
    <Button
      variant="default"
      size={compact ? 'compact-sm' : 'sm'}
      leftSection={<IconFileSpreadsheet size={16} stroke={1.75} aria-hidden />}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      Save for Excel…
    </Button>
  );
}
