import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { CheckDetail } from '../../../../shared/contract/quality.ts';
import { useFormats } from '../../../app/formats.tsx';
import { notifyDone, notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useClient } from '../../../client/client.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Table } from '../../../ui/Table.tsx';
import classes from '../quality.module.css';

/** The rows that speak against a check, as far as they were kept, and the way to take them along. */
export default function Sample({ detail }: { detail: CheckDetail }) {
  const { check, sample, failuresIn } = detail;
  const { number } = useFormats();
  const client = useClient();
  const save = useMutation({
    networkMode: 'always',
    async mutationFn() {
      const { path } = await client.host.pickSavePath({
        title: 'Save the rows as CSV',
        suggestedName: `${check.name.slice(0, 60)}.csv`,
      });
      return path === null ? null : client.quality.exportRows({ id: check.id, path });
    },
    onSuccess: (saved) =>
      saved !== null &&
      notifyDone(`${number(saved.rows)} ${saved.rows === 1 ? 'row is' : 'rows are'} in ${saved.path}.`),
    onError: (error) => notifyFailure(failureOf(error)),
  });
  const rows = (sample?.rows ?? []).map((cells, at) => ({ cells, at }));
  if (sample === null || rows.length === 0) return null;
  const all = check.failures !== null && check.failures <= rows.length;
  return (
    <Section
      title="Rows that speak against it"
      description={
        failuresIn === null
          ? all
            ? undefined
            : `The first ${number(rows.length)} were kept with the verdict.`
          : `All of them are stored in ${failuresIn}.`
      }
      actions={
        <Button
          variant="default"
          leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          Save as CSV…
        </Button>
      }
    >
      <div className={classes['sample']}>
        <Table
          caption={`Rows that speak against ${check.name}`}
          columns={sample.columns.map((name, place) => ({
            id: `${place} ${name}`,
            title: name,
            cell: ({ cells }: { cells: readonly (string | null)[] }) => {
              const cell = cells[place] ?? null;
              return cell === null ? (
                <span className={classes['quiet']}>empty</span>
              ) : (
                <span className={classes['cell']} title={cell.length > 40 ? cell : undefined}>
                  {cell}
                </span>
              );
            },
          }))}
          rows={rows}
          rowId={({ at }) => String(at)}
        />
      </div>
    </Section>
  );
}
