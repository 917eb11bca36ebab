import { posix } from 'node:path';
import { PACKAGE_PROPERTY } from '../../workbook/packageProperty.ts';
import { damaged, noWorkbook } from '../packageTrouble.ts';
import type { OpenZip } from '../zip/openZip.ts';
import { wholePart } from './partText.ts';

/** What a workbook holds, and in which parts. */
export interface Contents {
  /** In the order of their tabs. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  /** Days count from 1904, as on the first Macintosh. */
  readonly from1904: boolean;
  readonly styles: string | null;
  readonly sharedStrings: string | null;
  /** Null where the workbook has none: it is not one of ours. */
  readonly packageId: string | null;
}

interface Relation {
  readonly id: string;
  /** The last word of its type. */
  readonly type: string;
  readonly target: string;
}

const MOST_SHEETS = 2_000;

export async function readContents(zip: OpenZip, signal: AbortSignal): Promise<Contents> {
  const root = await relationsOf(zip, '', signal);
  const workbook = root.find(({ type }) => type === 'officeDocument')?.target;
  if (workbook === undefined || !zip.has(workbook)) throw noWorkbook(zip.path, 'it holds no workbook');
  const relations = await relationsOf(zip, workbook, signal);
  const { found, from1904 } = await sheetsOf(zip, workbook, signal);
  const sheets = found.flatMap(({ name, id }) => {
    const relation = relations.find((one) => one.id === id);
    // A sheet that is only a chart has no cells.
    if (relation?.type !== 'worksheet') return [];
    if (!zip.has(relation.target)) throw damaged(zip.path, `the sheet ${name} is not in it`);
    return [{ name, part: relation.target }];
  });
  const partOf = (type: string) => {
    const target = relations.find((one) => one.type === type)?.target;
    return target !== undefined && zip.has(target) ? target : null;
  };
  const custom = root.find(({ type }) => type === 'custom-properties')?.target;
  return {
    sheets,
    from1904,
    styles: partOf('styles'),
    sharedStrings: partOf('sharedStrings'),
    packageId: custom !== undefined && zip.has(custom) ? await packageIdIn(zip, custom, signal) : null,
  };
}

async function relationsOf(zip: OpenZip, part: string, signal: AbortSignal): Promise<Relation[]> {
  const name = posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
  const relations: Relation[] = [];
  if (!zip.has(name)) return relations;
  const open = (element: string, attribute: (name: string) => string | undefined) => {
    if (element !== 'Relationship' || attribute('TargetMode') === 'External') return;
    const target = attribute('Target') ?? '';
    relations.push({
      id: attribute('Id') ?? '',
      type: (attribute('Type') ?? '').split('/').at(-1) ?? '',
      target: target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(part), target),
    });
  };
  await wholePart(zip, name, { open, close: () => undefined, text: () => undefined }, signal);
  return relations;
}

async function sheetsOf(zip: OpenZip, part: string, signal: AbortSignal) {
  const found: { name: string; id: string }[] = [];
  let from1904 = false;
  const open = (element: string, attribute: (name: string) => string | undefined) => {
    if (element === 'workbookPr') from1904 = /^(1|true)$/.test(attribute('date1904') ?? '');
    if (element === 'sheet') found.push({ name: attribute('name') ?? '', id: attribute('id') ?? '' });
    if (found.length > MOST_SHEETS) throw damaged(zip.path, 'it lists more sheets than any workbook has');
  };
  await wholePart(zip, part, { open, close: () => undefined, text: () => undefined }, signal);
  return { found, from1904 };
}

async function packageIdIn(zip: OpenZip, part: string, signal: AbortSignal): Promise<string | null> {
  let within = false;
  let id: string | null = null;
  await wholePart(
    zip,
    part,
    {
      open(element, attribute) {
        if (element === 'property') within = attribute('name') === PACKAGE_PROPERTY;
      },
      close(element) {
        if (element === 'property') within = false;
      },
      text(text) {
        if (within && (id ?? '').length < 1_000) id = (id ?? '') + text;
      },
    },
    signal,
  );
  return id;
}
