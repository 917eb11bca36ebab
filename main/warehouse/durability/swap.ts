import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type Failure, ok, type Result } from '../../../shared/errors/failure.ts';
import { fileFailure } from './fileFailure.ts';
import { adoptWaiting, setAside, stamp } from './layout.ts';
import { type FileTools, type OpenedFile, openFile } from './openFile.ts';
import { removeMarker } from './openMarker.ts';

export interface Swapped {
  /** Null when neither the new nor the old one opens. */
  readonly now: OpenedFile | null;
  readonly restored: Result<void>;
}

/** Puts the waiting file in place of the closed warehouse; if that one doesn't open, the old one comes back. */
export async function swap(tools: FileTools): Promise<Swapped> {
  const { layout, clock } = tools;
  const aside = await adopt(tools);
  if (!aside.ok) return { now: await reopen(tools), restored: aside };
  await removeMarker(layout.folder);
  const opened = await openFile(tools);
  if (opened.ok) return { now: opened.value, restored: ok(undefined) };
  if (aside.value !== null) {
    await setAside(layout, join(layout.folder, `warehouse-refused-${stamp(clock())}.db`));
    await rename(aside.value, layout.file);
  }
  return { now: await reopen(tools), restored: { ok: false, failure: putBack(opened.failure) } };
}

async function adopt({ layout, clock }: FileTools): Promise<Result<string | null>> {
  try {
    return ok(await adoptWaiting(layout, clock()));
  } catch (error) {
    const failure = fileFailure(error, 'put the backup in place', layout.file);
    if (failure === null) throw error;
    return { ok: false, failure };
  }
}

async function reopen(tools: FileTools): Promise<OpenedFile | null> {
  const again = await openFile(tools);
  if (!again.ok) tools.log.error('The warehouse did not open again.', { failure: again.failure });
  return again.ok ? again.value : null;
}

function putBack(failure: Failure): Failure {
  return { ...failure, message: `The backup didn’t open, so the warehouse is as it was. ${failure.message}` };
}
