import { COVER } from '../packages/common/cover.ts';
import type { OpenPackage } from '../read/readPackage.ts';

/** The cover alone, or what another program made of it. */
const FIRST_ROWS = 200;
const ID = /^LL-[0-9A-F]{24}$/;

/** The id in the properties of the file; some programs drop those when they save, and it stands on the cover too. */
export async function packageIdIn(
  book: Pick<OpenPackage, 'packageId' | 'sheets' | 'rows'>,
): Promise<string | null> {
  if (book.packageId !== null) return book.packageId;
  if (!book.sheets.includes(COVER)) return null;
  for await (const rows of book.rows(COVER))
    for (const { at, cells } of rows) {
      if (at > FIRST_ROWS) return null;
      const id = cells.find(({ value }) => typeof value === 'string' && ID.test(value))?.value;
      if (typeof id === 'string') return id;
    }
  return null;
}
