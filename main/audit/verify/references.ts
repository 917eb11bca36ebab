import { readContents } from '../read/workbook/contents.ts';
import { wholePart } from '../read/workbook/partText.ts';
import { openZip } from '../read/zip/openZip.ts';
import { readPlace } from '../workbook/reference.ts';

export interface References {
  readonly links: number;
  readonly names: number;
  /** What leads nowhere, in words. */
  readonly lost: readonly string[];
}

const WORKBOOK = 'xl/workbook.xml';
const PRINT_TITLES = '_xlnm.Print_Titles';

/** Links of pages and names of the workbook, and whether there is what they lead to. Rows of data have no links. */
export async function readReferences(
  path: string,
  pages: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<References> {
  const zip = await openZip(path);
  try {
    const { sheets } = await readContents(zip, signal);
    const there = new Set(sheets.map(({ name }) => name));
    const lost: string[] = [];
    const leads = (to: string) => {
      const place = readPlace(to);
      return place !== null && there.has(place.sheet);
    };
    let [links, names] = [0, 0];
    for (const { name, part } of sheets) {
      if (!pages.has(name)) continue;
      await wholePart(
        zip,
        part,
        {
          open(element, attribute) {
            const to = element === 'hyperlink' ? attribute('location') : undefined;
            if (to === undefined) return;
            links += 1;
            if (!leads(to)) lost.push(`the link at ${attribute('ref')} of ${name} to ${to}`);
          },
          close: () => undefined,
          text: () => undefined,
        },
        signal,
      );
    }
    let defined: { name: string; to: string } | null = null;
    await wholePart(
      zip,
      WORKBOOK,
      {
        open(element, attribute) {
          if (element === 'definedName') defined = { name: attribute('name') ?? '', to: '' };
        },
        close(element) {
          if (element !== 'definedName' || defined === null) return;
          const { name, to } = defined;
          defined = null;
          if (name === PRINT_TITLES) return;
          names += 1;
          if (!leads(to)) lost.push(`the name ${name} to ${to}`);
        },
        text(text) {
          if (defined !== null) defined.to += text;
        },
      },
      signal,
    );
    return { links, names, lost };
  } finally {
    await zip.close();
  }
}
