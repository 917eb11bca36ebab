import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';

const DAY = /^\d{4}-\d\d-\d\d$/;

/** A range of the past, read again and merged in. How far the streams were read stays as it is. */
export default function Backfill({
  onRange,
  onClose,
}: {
  onRange: (range: { from: string; to?: string }) => void;
  onClose: () => void;
}) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [tried, setTried] = useState(false);
  const fromFault = DAY.test(from) ? undefined : 'Write a day, like 2026-01-31.';
  const toFault =
    to === '' || (DAY.test(to) && to >= from) ? undefined : 'Write a day that isn’t before the first.';
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
          if (fromFault === undefined && toFault === undefined)
            onRange({ from, ...(to === '' ? {} : { to }) });
        }}
      >
        <Stack gap="md">
          <TextInput
            label="From"
            placeholder="2026-01-31"
            value={from}
            error={tried ? fromFault : undefined}
            onChange={(event) => setFrom(event.currentTarget.value.trim())}
            data-autofocus
          />
          <TextInput
            label="To"
            description="Left empty: today."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder="2026-02-28"
            value={to}
            error={tried ? toFault : undefined}
            onChange={(event) => setTo(event.currentTarget.value.trim())}
          />
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
