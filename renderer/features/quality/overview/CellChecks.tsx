import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import classes from '../quality.module.css';
import type { ChosenCell } from './Checks.tsx';
import CheckTable from './CheckTable.tsx';

/** The checks of one layer as they were on one day. */
export default function CellChecks({ cell, onClose }: { cell: ChosenCell; onClose: () => void }) {
  const formats = useFormats();
  const checks = useQuery({
    ...useCalls().quality.checks.queryOptions({ input: { ...cell, take: 500 } }),
    placeholderData: (before) => before,
  });
  return (
    <Section
      title={`${cell.layer} on ${formats.day(cell.day)}`}
      actions={
        <Button variant="default" size="compact-sm" onClick={onClose}>
          Close this day
        </Button>
      }
    >
      {checks.isError && (
        <FailureNotice failure={failureOf(checks.error)} retry={() => void checks.refetch()} />
      )}
      {checks.data && (
        <>
          <CheckTable caption={`Checks of ${cell.layer} on ${cell.day}`} checks={checks.data.checks} />
          {checks.data.more && (
            <p className={classes['quiet']}>
              The first {formats.number(checks.data.checks.length)} of {formats.number(checks.data.total)} are
              shown.
            </p>
          )}
        </>
      )}
    </Section>
  );
}
