import { createHash } from 'node:crypto';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { cancelledReading, diskTrouble, noWorkbook, PackageTrouble } from './packageTrouble.ts';
import { readStyles } from './workbook/cellStyles.ts';
import { readContents } from './workbook/contents.ts';
import { readPart } from './workbook/partText.ts';
import { type ReadRow, type SheetContext, SheetSink } from './workbook/readSheet.ts';
import { readSharedStrings, type SharedStrings } from './workbook/sharedStrings.ts';
import { type OpenZip, openZip } from './zip/openZip.ts';

/** A workbook that is being read, whichever program saved it last. */
export interface OpenPackage {
  readonly bytes: number;
  readonly sha256: string;
  /** Null where the workbook tells none: it is not one of ours. */
  readonly packageId: string | null;
  /** Names of the sheets, in the order of their tabs. */
  readonly sheets: readonly string[];
  /** Macros, links to other files and the like, which ours never have: names of parts. */
  readonly foreign: readonly string[];
  /** The rows of a sheet that have cells, a few at a time; no more is held. */
  rows(sheet: string): AsyncGenerator<readonly ReadRow[], void, void>;
}

const PIECE = 1024 ** 2;
const FOREIGN =
  /(^|\/)(vbaProject|externalLink|externalLinks|activeX|embeddings|ctrlProps|connections|queryTables?|customUI)/i;

/**
 * Opens a workbook, hands it to `work`, and closes it. Nothing in the file is trusted: what is wrong with it, also where only its last
 * row shows it, is the answer. `work` is not to be believed finished before this is.
 */
export async function readPackage<T>(
  path: string,
  work: (book: OpenPackage) => Promise<T>,
  { signal }: { readonly signal: AbortSignal },
): Promise<Result<T>> {
  let zip: OpenZip | null = null;
  try {
    zip = await openZip(path);
    return ok(await work(await opened(zip, signal)));
  } catch (error) {
    const trouble = error instanceof PackageTrouble ? error : diskTrouble(path, error);
    if (trouble === null) throw error;
    return { ok: false, failure: trouble.failure };
  } finally {
    await zip?.close();
  }
}

async function opened(zip: OpenZip, signal: AbortSignal): Promise<OpenPackage> {
  const contents = await readContents(zip, signal);
  const styles = contents.styles === null ? [] : await readStyles(zip, contents.styles, signal);
  let strings: SharedStrings | null = null;
  const textsOf = async () => {
    if (strings === null && contents.sharedStrings !== null)
      strings = await readSharedStrings(zip, contents.sharedStrings, signal);
    return strings;
  };
  return {
    bytes: zip.bytes,
    sha256: await digestOf(zip, signal),
    packageId: contents.packageId,
    sheets: contents.sheets.map(({ name }) => name),
    foreign: zip.names.filter((name) => FOREIGN.test(name)),
    async *rows(sheet) {
      const found = contents.sheets.find(({ name }) => name === sheet);
      if (found === undefined) throw noWorkbook(zip.path, `it has no sheet “${sheet}”`);
      const { part } = found;
      const context: SheetContext = {
        path: zip.path,
        part,
        styles,
        strings: await textsOf(),
        from1904: contents.from1904,
      };
      const sink = new SheetSink(context);
      for await (const _ of readPart(zip, part, sink, signal)) {
        const rows = sink.take();
        if (rows.length > 0) yield rows;
      }
    },
  };
}

async function digestOf(zip: OpenZip, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < zip.bytes; at += PIECE) {
    if (signal.aborted) throw cancelledReading(zip.path);
    hash.update(await zip.read(at, PIECE));
  }
  return hash.digest('hex');
}
