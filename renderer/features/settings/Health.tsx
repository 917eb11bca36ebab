import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { DoctorLine } from '../../../shared/contract/app.ts';
import { failureOf, useCalls } from '../../client/client.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Section } from '../../ui/Section.tsx';
import { State } from '../../ui/State.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { reportOf, summaryOf, worstFirst } from './doctorLines.ts';
import classes from './settings.module.css';

const COLUMNS: readonly Column<DoctorLine>[] = [
  { id: 'state', title: 'State', cell: ({ state }) => <State state={state} />, width: '7rem' },
  { id: 'label', title: 'Examined', cell: ({ label }) => <span className={classes['strong']}>{label}</span> },
  {
    id: 'detail',
    title: 'Found',
    cell: ({ detail, next }) => (
      <>
        <div>{detail}</div>
        {next !== undefined && <div className={classes['quiet']}>{next}</div>}
      </>
    ),
  },
];

export default function Health() {
  const doctor = useQuery(useCalls().app.doctor.queryOptions({ gcTime: 0 }));
  const lines = doctor.data;
  return (
    <Section
      title="Health"
      description="This machine, the vault and the open workspace."
      actions={
        <>
          {lines && <CopyButton value={reportOf(lines)} label="Copy report" />}
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden />}
            loading={doctor.isFetching}
            onClick={() => void doctor.refetch()}
          >
            Examine again
          </Button>
        </>
      }
    >
      <div role="status">{doctor.isFetching ? 'Examining…' : lines && summaryOf(lines)}</div>
      {doctor.isError && <FailureNotice failure={failureOf(doctor.error)} />}
      {lines && (
        <Table
          caption="What was examined"
          columns={COLUMNS}
          rows={worstFirst(lines)}
          rowId={({ id }) => id}
        />
      )}
    </Section>
  );
}
