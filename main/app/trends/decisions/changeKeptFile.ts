import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { diskFailure } from '../../../workspace/diskFailure.ts';
import { ownText } from '../../ownText.ts';

const TRIES = 8;

/**
 * Makes one change in a file that people edit too. Somebody else's edit between reading and writing isn't overwritten: the change
 * is made again on what the file says by then.
 */
export async function changeKeptFile(
  workspace: string,
  file: string,
  change: (text: string) => Result<string>,
): Promise<Result<void>> {
  try {
    const own = await ownText(workspace, file);
    if (!own.ok) return own;
    for (let tries = 0; tries < TRIES; tries++) {
      const before = await own.value.text();
      const changed = change(before ?? '');
      if (!changed.ok) return changed;
      if (changed.value === before || (await own.value.write(changed.value, before))) return ok(undefined);
    }
    return fail('STORE_BUSY', {
      message: `${file} is being written by another program all the time.`,
      next: 'Try again in a moment.',
      subject: file,
      retry: true,
    });
  } catch (error) {
    return diskFailure(error, { doing: `write ${file}`, folder: workspace });
  }
}
