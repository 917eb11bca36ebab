import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PairView } from '../../../../shared/contract/explorer.ts';
import type { NoteWish, OwnNote } from '../../../../shared/domain/ownNote.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls, useClient } from '../../../client/client.tsx';
import { useConfirm } from '../../../ui/Confirm.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import classes from '../explorer.module.css';
import { NoteForm } from './NoteForm.tsx';

/** What the user knows about the days, kept in `notes.yml`. */
export function NotesPanel({ view }: { view: PairView }) {
  const calls = useCalls();
  const client = useClient();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const formats = useFormats();
  const [form, setForm] = useState<OwnNote | 'new' | null>(null);
  const kept = useQuery(calls.explorer.notes.queryOptions());
  const expected = kept.data?.expected ?? null;
  const change = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: async () => {
      setForm(null);
      await queries.invalidateQueries({ queryKey: calls.explorer.key() });
    },
  });
  const remove = async (note: OwnNote) => {
    const yes = await confirm({
      title: 'Remove this note?',
      body: note.text,
      confirm: 'Remove',
      danger: true,
    });
    if (yes) change.mutate(() => client.explorer.removeNote({ id: note.id, expected }));
  };
  const save = (note: NoteWish) =>
    change.mutate(() =>
      form === 'new' || form === null
        ? client.explorer.addNote({ note, expected })
        : client.explorer.changeNote({ id: form.id, note, expected }),
    );
  const shown = new Set(view.annotations.map(({ note }) => note));
  const notes = (kept.data?.notes ?? []).filter(({ id }) => shown.has(id));
  return (
    <Section
      title="Own notes"
      description="Marked on the days above, so that you see what else happened."
      actions={
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
          onClick={() => {
            change.reset();
            setForm('new');
          }}
        >
          Add a note
        </Button>
      }
    >
      {kept.isError && <FailureNotice failure={failureOf(kept.error)} retry={() => void kept.refetch()} />}
      {change.isError && form === null && <FailureNotice failure={failureOf(change.error)} />}
      {notes.length === 0 && kept.isSuccess && (
        <p className={classes['quiet']}>None on these days yet: a closed shop, a new price, a newspaper.</p>
      )}
      <ul className={classes['notes']}>
        {notes.map((note) => (
          <li key={note.id} className={classes['row']}>
            <span className={classes['quiet']}>
              {formats.day(note.first)}
              {note.last === undefined || note.last === note.first ? '' : ` to ${formats.day(note.last)}`}
            </span>
            <span>{note.text}</span>
            <span>
              <ActionIcon
                aria-label={`Change the note “${note.text}”`}
                onClick={() => {
                  change.reset();
                  setForm(note);
                }}
              >
                <IconPencil size={16} stroke={1.75} aria-hidden />
              </ActionIcon>
              <ActionIcon aria-label={`Remove the note “${note.text}”`} onClick={() => void remove(note)}>
                <IconTrash size={16} stroke={1.75} aria-hidden />
              </ActionIcon>
            </span>
          </li>
        ))}
      </ul>
      {form !== null && (
        <NoteForm
          key={form === 'new' ? 'new' : form.id}
          note={form === 'new' ? null : form}
          day={view.steps.at(-1)?.slice(0, 10) ?? ''}
          product={view.about['product'] ?? null}
          busy={change.isPending}
          failure={change.isError ? failureOf(change.error) : null}
          onSave={save}
          onClose={() => setForm(null)}
        />
      )}
    </Section>
  );
}
