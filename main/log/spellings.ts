/** Below this a value is too common to strike out: masking short ones once made whole logs unreadable elsewhere. */
const SHORTEST = 6;
/** Long values are struck out whole and also piece by piece, so that a part of one is caught too. */
const PIECE = 256;

export interface Spellings {
  readonly plain: readonly string[];
  /** Without the first and last character where those mix with neighbouring bytes. */
  readonly base64: readonly string[];
}

/** Every way a value is commonly written in text: raw, inside JSON, in a URL, inside a larger base64 string. */
export function spellingsOf(value: string): Spellings {
  const plain = new Set<string>();
  const base64 = new Set<string>();
  for (const text of new Set([value, value.trim()])) {
    for (const piece of pieces(text.toWellFormed())) {
      for (const spelling of plainSpellings(piece)) plain.add(spelling);
      for (const core of base64Cores(piece)) base64.add(core);
    }
  }
  return { plain: [...plain], base64: [...base64] };
}

function pieces(text: string): string[] {
  if (text.length < SHORTEST) return [];
  const found = [text];
  let start = 0;
  while (text.length - start > PIECE + SHORTEST) {
    const splitsPair = isHighSurrogate(text.charCodeAt(start + PIECE - 1));
    const end = start + PIECE - (splitsPair ? 1 : 0);
    found.push(text.slice(start, end));
    start = end;
  }
  if (start > 0) found.push(text.slice(start));
  return found;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function plainSpellings(text: string): string[] {
  const escaped = [
    encodeURIComponent(text),
    encodeURI(text),
    new URLSearchParams([['', text]]).toString().slice(1),
  ];
  const lower = escaped.map((spelling) => spelling.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  const inJson = JSON.stringify(text).slice(1, -1);
  return [text, inJson, JSON.stringify(inJson).slice(1, -1), ...escaped, ...lower];
}

/**
 * Base64 shows the same bytes in three ways, depending on how many bytes come before them. Each core holds only the
 * characters that the value alone decides.
 */
function base64Cores(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const first = Math.ceil((before * 8) / 6);
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    const core = encoded.slice(first, end);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(core)];
  });
}
