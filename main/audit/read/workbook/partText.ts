import { damaged, PackageTrouble } from '../packageTrouble.ts';
import { XmlReader, type XmlSink, XmlTrouble } from '../xml/xmlReader.ts';
import type { OpenZip } from '../zip/openZip.ts';

/** Feeds a part to `sink`; yields after each piece, so that whoever gathers from it can hand on what there is. */
export async function* readPart(
  zip: OpenZip,
  name: string,
  sink: XmlSink,
  signal: AbortSignal,
): AsyncGenerator<void, void, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = new XmlReader(sink);
  try {
    for await (const piece of zip.pieces(name, signal)) {
      reader.write(decoder.decode(piece, { stream: true }));
      yield;
    }
    reader.write(decoder.decode());
    reader.end();
    yield;
  } catch (error) {
    throw described(error, zip.path, name);
  }
}

export async function wholePart(
  zip: OpenZip,
  name: string,
  sink: XmlSink,
  signal: AbortSignal,
): Promise<void> {
  for await (const _ of readPart(zip, name, sink, signal));
}

function described(error: unknown, path: string, name: string): unknown {
  if (error instanceof PackageTrouble) return error;
  if (error instanceof XmlTrouble) return damaged(path, `${name} is not well formed: ${error.message}`);
  const code = error instanceof TypeError && 'code' in error ? error.code : '';
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? damaged(path, `${name} is not in UTF-8`) : error;
}
