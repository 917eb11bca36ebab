import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { NoteId, type OwnNote } from '../../../../shared/domain/ownNote.ts';
import { createWorkspaceReader } from '../../../workspace/files/readWorkspace.ts';
import { temporaryFolder } from '../../../workspace/testing/folders.ts';
import { fileChecks } from '../../fileChecks.ts';
import { noteSpans } from './noteSpans.ts';
import { addNote, changeNote, readNotes, removeNote } from './ownNotes.ts';

const SALE = { first: '2026-03-01', last: '2026-03-03', text: 'Market: sold “everything” #1' };

it('keeps notes in a file, with what a person wrote beside them', async () => {
  const folder = await temporaryFolder();
  expect(await readNotes(folder)).toMatchObject({ ok: true, value: { notes: [], expected: null } });
  const added = await addNote(folder, SALE, null);
  if (!added.ok) throw new Error(added.failure.message);
  const { notes, expected } = added.value;
  const id = NoteId.parse(notes[0]?.id);
  expect(notes).toEqual([{ id, ...SALE }]);
  expect(await readFile(join(folder, 'notes.yml'), 'utf8')).toBe(expected);

  const commented = `${expected}# mine\n`;
  await writeFile(join(folder, 'notes.yml'), commented);
  const changed = await changeNote(
    folder,
    id,
    { first: '2026-03-02', text: 'rain', product: 'mug' },
    commented,
  );
  if (!changed.ok) throw new Error(changed.failure.message);
  expect(changed.value.notes).toEqual([{ id, first: '2026-03-02', text: 'rain', product: 'mug' }]);
  expect(changed.value.expected).toContain('# mine');
  expect(await removeNote(folder, id, changed.value.expected)).toMatchObject({
    ok: true,
    value: { notes: [] },
  });
  expect(await readNotes(folder)).toMatchObject({ ok: true, value: { notes: [] } });
});

it('refuses what changed meanwhile, what isn’t there, and what is no note', async () => {
  const folder = await temporaryFolder();
  const added = await addNote(folder, SALE, null);
  if (!added.ok) throw new Error(added.failure.message);
  const { expected } = added.value;
  await writeFile(join(folder, 'notes.yml'), `${expected}# another window\n`);
  expect(await addNote(folder, SALE, expected)).toMatchObject({ failure: { code: 'FILE_INVALID' } });
  expect(await addNote(folder, SALE, null)).toMatchObject({ failure: { code: 'FILE_DUPLICATE' } });
  expect(await removeNote(folder, NoteId.parse('none'), expected)).toMatchObject({
    failure: { code: 'BAD_INPUT' },
  });
  const before = await readFile(join(folder, 'notes.yml'), 'utf8');
  await writeFile(join(folder, 'notes.yml'), before.replace('2026-03-03', '2026-02-03'));
  const faulty = await readNotes(folder);
  expect(faulty).toMatchObject({ failure: { code: 'FILE_INVALID', problems: [{ file: 'notes.yml' }] } });
  expect(faulty.ok ? '' : faulty.failure.message).toContain('ends before it begins');
});

it('lays notes on the steps of the pairs they belong to', () => {
  const note = (wish: Partial<OwnNote>): OwnNote => ({
    id: NoteId.parse('a'),
    text: 'x',
    first: '2026-03-02',
    ...wish,
  });
  const steps = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];
  const view = { steps, outcome: 'mug/units', grain: 'day' as const };
  const about = { product: 'mug', trend: 'frogs', platform: 'tiktok' };
  const placed = (wish: Partial<OwnNote>, on: Parameters<typeof noteSpans>[1] = view) =>
    noteSpans([note(wish)], on, about).map(({ from, to }) => [from, to]);
  expect(placed({})).toEqual([[1, 1]]);
  expect(placed({ first: '2026-02-01', last: '2026-04-01' })).toEqual([[0, 3]]);
  expect(placed({ first: '2026-04-01' })).toEqual([]);
  expect(placed({ last: '2026-03-03', product: 'mug', trend: 'frogs', platform: 'tiktok' })).toEqual([
    [1, 2],
  ]);
  expect(placed({ product: 'tee' })).toEqual([]);
  const weeks = { ...view, grain: 'week' as const, steps: ['2026-02-23', '2026-03-02'] };
  expect(placed({ first: '2026-03-01', last: '2026-03-04' }, weeks)).toEqual([[0, 1]]);
  expect(placed({ first: '2026-03-08' }, weeks)).toEqual([[1, 1]]);
  expect(placed({ first: '2026-03-09' }, weeks)).toEqual([]);
});

it('is read with the files of the workspace, and its mistakes are told with their places', async () => {
  const folder = await temporaryFolder();
  const read = async (text: string) => {
    await writeFile(join(folder, 'notes.yml'), text);
    const found = await createWorkspaceReader(() => new Date(), fileChecks)(folder);
    expect(found.counts.notes).toBe(1);
    return found.problems.flatMap(({ file, line, column, message }) =>
      file === 'notes.yml' ? [`${line}:${column} ${message}`] : [],
    );
  };
  const note = '  - { id: a, first: 2026-03-03, text: rain }\n';
  expect(await read(`notes:\n${note}`)).toEqual([]);
  expect(await read('notes: []\n')).toEqual([]);
  expect(await read(`notes:\n${note}${note}`)).toEqual([expect.stringMatching(/^3:\d+ .*another note is a/)]);
  expect(await read(`notes:\n${note.replace(' }', ', last: 2026-03-01 }')}`)).toEqual([
    expect.stringMatching(/^2:\d+ .*ends before it begins/),
  ]);
  expect(await read('note: []\n')).not.toEqual([]);
});
