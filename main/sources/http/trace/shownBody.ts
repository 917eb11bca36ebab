export const SHOWN_BYTES = 16 * 1024;
/** A secret across the cut must be recognised before it is cut. */
export const KEPT_BYTES = SHOWN_BYTES + 4 * 1024;

/** The beginning of a body as text, or a word on what it is. `whole`: nothing was left off. */
export function shownBody(
  beginning: Uint8Array,
  bytes: number,
  redact: (text: string) => string,
): string | null {
  if (bytes === 0) return null;
  const text = textOf(beginning, beginning.byteLength === bytes);
  if (text === null) return `[binary, ${bytes} bytes]`;
  const shown = Buffer.from(redact(text), 'utf8');
  return shown.byteLength <= SHOWN_BYTES ? shown.toString('utf8') : cut(shown);
}

function textOf(bytes: Uint8Array, whole: boolean): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells bytes from text
    return /[\x00-\x08\x0e-\x1a]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

function cut(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes.subarray(0, SHOWN_BYTES), { stream: true });
}
