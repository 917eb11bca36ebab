import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Directive } from '../../../../../shared/contract/brief.ts';
import { useFormats } from '../../../../app/formats.tsx';
import classes from '../brief.module.css';
import { headline } from '../words.ts';
import { snoozeDays } from './snooze.ts';
import type { Decide } from './useDecide.ts';

/** Accept at once; a day for snoozing and a note for dismissing are asked for in place. */
export default function Deciding({
  directive: { id, expires, sentence },
  today,
  decide,
  busy,
}: {
  directive: Directive;
  today: string;
  decide: Decide;
  busy: boolean;
}) {
  const formats = useFormats();
  const [asked, setAsked] = useState<'snooze' | 'dismiss' | null>(null);
  const days = snoozeDays(today, expires);
  const [until, setUntil] = useState(days?.usual ?? today);
  const [note, setNote] = useState('');
  const about = <span className={classes['spoken']}>: {headline(sentence).head}</span>;
  const isDay = days !== null && until >= days.first && (days.last === null || until <= days.last);

  if (asked === null)
    return (
      <div className={classes['buttons']}>
        <Button size="compact-sm" loading={busy} onClick={() => decide(id, { is: 'accept' })}>
          Accept{about}
        </Button>
        {days !== null && (
          <Button variant="default" size="compact-sm" disabled={busy} onClick={() => setAsked('snooze')}>
            Snooze…{about}
          </Button>
        )}
        <Button variant="default" size="compact-sm" disabled={busy} onClick={() => setAsked('dismiss')}>
          Dismiss…{about}
        </Button>
      </div>
    );
  return (
    <form
      className={classes['deciding']}
      onSubmit={(event) => {
        event.preventDefault();
        if (asked === 'dismiss') decide(id, { is: 'dismiss', note });
        else if (isDay) decide(id, { is: 'snooze', until });
      }}
      onKeyDown={(event) => event.key === 'Escape' && setAsked(null)}
    >
      {asked === 'snooze' ? (
        <TextInput
          label="Bring it back on"
          description={
            days?.last == null ? undefined : `At the latest on ${formats.day(days.last)}, its last day`
          }
          type="date"
          value={until}
          {...(days === null ? {} : { min: days.first })}
          {...(days?.last == null ? {} : { max: days.last })}
          error={isDay ? null : 'Choose a day on which one can still act.'}
          onChange={(event) => setUntil(event.currentTarget.value)}
          autoFocus
        />
      ) : (
        <TextInput
          className={classes['note'] ?? ''}
          label="Why not? (optional)"
          description="It stays beside the directive, for when its outcome is known."
          value={note}
          maxLength={2_000}
          onChange={(event) => setNote(event.currentTarget.value)}
          autoFocus
        />
      )}
      <div className={classes['buttons']}>
        <Button type="submit" size="compact-sm" loading={busy} disabled={asked === 'snooze' && !isDay}>
          {asked === 'snooze' ? 'Snooze' : 'Dismiss'}
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => setAsked(null)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
