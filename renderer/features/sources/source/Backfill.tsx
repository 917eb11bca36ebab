import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { StreamStanding } from '../../../../shared/contract/sources.ts';
import { isDay } from '../connect/form/answers.ts';
import classes from '../sources.module.css';

/** A range of the past, read again and merged in. How far the streams were read stays as it is. */
export default function Backfill({
  streams,
  hasEnd,
  onRange,
  onClose,
}: {
  /** Those that are read by day. */
  streams: readonly StreamStanding[];
  /** It can end before today. */
  hasEnd: boolean;
  onRange: (range: { from: string; to?: string }, streams: string[]) => void;
  onClose: () => void;
}) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [chosen, setChosen] = useState(() => streams.map(({ name }) => name));
  const [tried, setTried] = useState(false);
  const fromFault = isDay(from) ? undefined : 'Write a day, like 2026-01-31.';
  const toFault =
    to === '' || (isDay(to) && to >= from) ? undefined : 'Write a day that isn’t before the first.';
  return (
    <Modal
      opened
      onClose={onClose}
      title="Extract a range of the past"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (fromFault === undefined && toFault === undefined && chosen.length > 0)
            onRange({ from, ...(to === '' ? {} : { to }) }, chosen);
        }}
      >
        <Stack gap="md">
          <p className={classes['quiet']}>
            Its records are read again and take the place of those there. How far each stream was read stays
            as it is.
          </p>
          <TextInput
            label="From"
            description={hasEnd ? undefined : 'Read from this day until today.'}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder={tried && fromFault ? '' : '2026-01-31'}
            value={from}
            error={tried ? fromFault : undefined}
            onChange={(event) => setFrom(event.currentTarget.value.trim())}
            data-autofocus
          />
          {hasEnd && (
            <TextInput
              label="To"
              description="Leave it empty for today."
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              placeholder={tried && toFault ? '' : '2026-02-28'}
              value={to}
              error={tried ? toFault : undefined}
              onChange={(event) => setTo(event.currentTarget.value.trim())}
            />
          )}
          {streams.length > 1 && (
            <Checkbox.Group
              label="Streams"
              value={chosen}
              error={tried && chosen.length === 0 ? 'Choose at least one.' : undefined}
              onChange={setChosen}
            >
              <Stack gap="xs" mt="xs">
                {streams.map(({ name, title }) => (
                  <Checkbox key={name} value={name} label={title} />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit">Extract</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
