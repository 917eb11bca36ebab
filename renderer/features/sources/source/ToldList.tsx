import { Button } from '@mantine/core';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import classes from '../sources.module.css';
import type { Told } from './told.ts';

/** What was said of the streams, below their table, where there is room for it. */
export default function ToldList({
  told,
  isStopped,
  onAllowEmpty,
}: {
  told: readonly Told[];
  isStopped: boolean;
  onAllowEmpty: (stream: string) => void;
}) {
  if (told.length === 0) return null;
  return (
    <Section title="To be looked at">
      <ul className={classes['lines']}>
        {told.map(({ stream, title, message, next, isBroken, isSuddenlyEmpty }) => (
          <li key={`${stream} ${message}`} className={classes['told']}>
            <State state={isBroken ? 'broken' : 'warning'}>{title}</State>
            <p className={classes['wrapping']}>{message}</p>
            {next !== '' && <p className={classes['quiet']}>{next}</p>}
            {isSuddenlyEmpty && (
              <Button
                variant="default"
                size="compact-sm"
                disabled={isStopped}
                onClick={() => onAllowEmpty(stream)}
              >
                Let {title} be empty
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
