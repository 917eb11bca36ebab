import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { NoteWish, type OwnNote } from '../../../../shared/domain/ownNote.ts';
import type { Failure } from '../../../../shared/errors/failure.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';

interface NoteFormProps {
  /** Null: a new one. */
  readonly note: OwnNote | null;
  /** The day that is offered for a new one. */
  readonly day: string;
  /** Of the pair that is looked at. */
  readonly product: string | null;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly onSave: (note: NoteWish) => void;
  readonly onClose: () => void;
}

export function NoteForm({ note, day, product, busy, failure, onSave, onClose }: NoteFormProps) {
  const [text, setText] = useState(note?.text ?? '');
  const [first, setFirst] = useState(note?.first ?? day);
  const [last, setLast] = useState(note?.last ?? '');
  const [only, setOnly] = useState(note?.product !== undefined);
  const [tried, setTried] = useState(false);
  const about = note?.product ?? product;
  const wish = NoteWish.safeParse({
    text,
    first,
    ...(last === '' ? {} : { last }),
    ...(only && about !== null ? { product: about } : {}),
    ...(note?.trend === undefined ? {} : { trend: note.trend }),
    ...(note?.platform === undefined ? {} : { platform: note.platform }),
  });
  const wrong = (field: string) =>
    tried ? wish.error?.issues.find(({ path }) => path[0] === field)?.message : undefined;
  return (
    <Modal opened onClose={onClose} title={note === null ? 'Add a note' : 'Change the note'}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (wish.success) onSave(wish.data);
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="What happened"
            value={text}
            error={wrong('text')}
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            type="date"
            label="First day"
            value={first}
            error={wrong('first')}
            onChange={(event) => setFirst(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label="Last day"
            description="Empty: one day."
            value={last}
            error={wrong('last')}
            onChange={(event) => setLast(event.currentTarget.value)}
          />
          {about !== null && (
            <Checkbox
              label={`Only beside ${about}`}
              checked={only}
              onChange={(event) => setOnly(event.currentTarget.checked)}
            />
          )}
          {failure !== null && <FailureNotice failure={failure} />}
        </Stack>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Save
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
