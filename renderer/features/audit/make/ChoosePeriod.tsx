import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { AuditSubject } from '../../../../shared/domain/audit.ts';
import { useFormats } from '../../../app/formats.tsx';
import classes from '../audit.module.css';

/** From one day to another, both included. */
export default function ChoosePeriod({ onChoose }: { onChoose: (subject: AuditSubject) => void }) {
  const formats = useFormats();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const subject = AuditSubject.safeParse({ kind: 'period', from, to });
  const backwards = subject.success && from > to;
  return (
    <form
      className={classes['box']}
      onSubmit={(event) => {
        event.preventDefault();
        if (subject.success && !backwards) onChoose(subject.data);
      }}
    >
      <div className={classes['line']}>
        <TextInput
          type="date"
          label="First day"
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="Last day"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!subject.success || backwards}>
          Choose this period
        </Button>
      </div>
      <p className={classes['quiet']} role="status">
        {backwards ? 'The last day is before the first.' : `Both days are included; ${formats.zoneNote}.`}
      </p>
    </form>
  );
}
