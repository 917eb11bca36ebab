import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { AuditSubject, AuditVariant } from '../../../../shared/domain/audit.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import classes from '../audit.module.css';
import FileLine from '../FileLine.tsx';
import { addressOf } from '../place.ts';
import TickList from '../TickList.tsx';
import { ticksInShort } from '../words.ts';

/** The newest package of what is chosen: what was looked at before it was called done. */
export default function Latest({ subject, variant }: { subject: AuditSubject; variant: AuditVariant }) {
  const formats = useFormats();
  const latest = useQuery(useCalls().audit.latest.queryOptions({ input: { subject, variant } }));
  if (latest.isError)
    return <FailureNotice failure={failureOf(latest.error)} retry={() => void latest.refetch()} />;
  if (latest.data === undefined || latest.data === null) return null;
  const made = latest.data;
  return (
    <Section
      title={ticksInShort(made.ticks).state === 'ok' ? 'Made and verified' : 'Made last'}
      description={`${formats.instant(made.madeAt)}, ${formats.ago(made.madeAt)}: ${formats.number(made.sheets)} sheets, ${formats.number(made.rows)} rows, ${formats.bytes(made.bytes)}.`}
      actions={
        <Button
          component={Link}
          href={addressOf({ at: 'packages', id: made.id })}
          variant="default"
          size="compact-sm"
        >
          Its manifest and history
        </Button>
      }
    >
      <div className={classes['box']}>
        <FileLine made={made} />
        <TickList ticks={made.ticks} label="What was verified" />
      </div>
    </Section>
  );
}
