import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { call } from './base.ts';

export const FileFilter = z.object({ name: z.string(), extensions: z.array(z.string()) });
export type FileFilter = z.infer<typeof FileFilter>;

const pick = z.object({ title: z.string(), startAt: z.string().optional() });
const picked = z.object({ path: z.string().nullable() });

/** What a host without native dialogs asks its page to show. */
export const HostRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pickFolder'), id: z.string(), title: z.string(), startAt: z.string() }),
  z.object({
    kind: z.literal('pickFile'),
    id: z.string(),
    title: z.string(),
    startAt: z.string(),
    filters: z.array(FileFilter),
  }),
  z.object({
    kind: z.literal('pickSavePath'),
    id: z.string(),
    title: z.string(),
    startAt: z.string(),
    suggestedName: z.string(),
  }),
  z.object({ kind: z.literal('confirmLink'), id: z.string(), url: z.url() }),
  /** The question is no longer open: another page answered, or whoever asked is gone. */
  z.object({ kind: z.literal('withdrawn'), id: z.string() }),
  z.object({ kind: z.literal('notify'), id: z.string(), title: z.string(), body: z.string() }),
]);
export type HostRequest = z.infer<typeof HostRequest>;

export const FolderListing = z.object({
  path: z.string(),
  parent: z.string().nullable(),
  folders: z.array(z.object({ name: z.string(), workspace: z.boolean() })),
  files: z.array(z.object({ name: z.string(), bytes: z.number() })),
});
export type FolderListing = z.infer<typeof FolderListing>;

export const host = {
  /** Each resolves to the chosen path, or null when the person turned away. */
  pickFolder: call.input(pick).output(picked),
  pickFile: call.input(pick.extend({ filters: z.array(FileFilter).default([]) })).output(picked),
  pickSavePath: call.input(pick.extend({ suggestedName: z.string() })).output(picked),
  /** Asks the person first, then hands an https link to the system browser. */
  openExternal: call.input(z.object({ url: z.string() })).output(z.object({ opened: z.boolean() })),
  /** What the page is asked to show in place of native dialogs; silent on the desktop. */
  requests: call.output(eventIterator(HostRequest)),
  /** The person's answer: a path, 'yes' for a confirmation, or null. */
  answer: call.input(z.object({ id: z.string(), value: z.string().nullable() })),
  /** Folders and files for the page's own picker. */
  listFolder: call
    .input(z.object({ path: z.string(), hidden: z.boolean().default(false) }))
    .output(FolderListing),
};
