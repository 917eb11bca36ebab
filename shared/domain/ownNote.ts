import * as z from 'zod';

export const NoteId = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, 'use lower-case letters, digits and dashes, at most 40')
  .brand<'NoteId'>();
export type NoteId = z.infer<typeof NoteId>;

const day = z.iso.date('write a day like 2026-01-31');
const about = z.string().trim().min(1).max(200);

const Shape = z.strictObject({
  first: day,
  /** Left out: one day. */
  last: day.optional(),
  text: z.string().trim().min(1, 'say what happened').max(500),
  /** Left out: it stands beside every pair. */
  product: about.optional(),
  trend: about.optional(),
  platform: about.optional(),
});

function inOrder({ first, last }: { first: string; last?: string | undefined }): boolean {
  return last === undefined || last >= first;
}
const ORDER = { message: 'ends before it begins', path: ['last'] };

/** What happened on some days, in the user's own words. */
export const NoteWish = Shape.refine(inOrder, ORDER);
export type NoteWish = z.infer<typeof NoteWish>;

export const OwnNote = Shape.extend({ id: NoteId }).refine(inOrder, ORDER);
export type OwnNote = z.infer<typeof OwnNote>;

/** The file `notes.yml` of a workspace. */
export const NotesFile = z.strictObject({ notes: z.array(OwnNote).max(2_000) }).check(({ value, issues }) => {
  const seen = new Set<string>();
  for (const [at, { id }] of value.notes.entries()) {
    if (seen.has(id))
      issues.push({ code: 'custom', path: ['notes', at, 'id'], message: `another note is ${id}`, input: id });
    seen.add(id);
  }
});
export type NotesFile = z.infer<typeof NotesFile>;
