/** One way a secret can stand in bytes. */
export interface Form {
  readonly name: string;
  readonly bytes: Buffer;
}

/** How a secret shows itself in what programs write: as it is, in base64 wherever it starts, in a URL, in UTF-16. */
export function formsOf(secret: string): Form[] {
  const raw = Buffer.from(secret);
  return [
    { name: 'plain', bytes: raw },
    ...[0, 1, 2].map((before) => ({ name: 'base64', bytes: insideBase64(raw, before) })),
    { name: 'URL-encoded', bytes: Buffer.from(percentEncoded(raw)) },
    { name: 'URL-encoded', bytes: Buffer.from(percentEncoded(raw).toLowerCase()) },
    { name: 'UTF-16', bytes: Buffer.from(secret, 'utf16le') },
  ].filter((form, index, all) => all.findIndex((other) => other.bytes.equals(form.bytes)) === index);
}

/** The part of the encoding that is the same whatever stands around, when the secret follows `before` other bytes. */
function insideBase64(raw: Buffer, before: number): Buffer {
  const whole = Math.floor((before + raw.length) / 3) * 4;
  const first = Math.ceil((before * 8) / 6);
  return Buffer.from(
    Buffer.concat([Buffer.alloc(before), raw])
      .toString('base64')
      .slice(first, whole),
  );
}

/** Strict encoders escape everything but letters and digits. */
function percentEncoded(raw: Buffer): string {
  return [...raw]
    .map((byte) => String.fromCharCode(byte))
    .map((letter) =>
      /[A-Za-z0-9]/.test(letter)
        ? letter
        : `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');
}

export function formIn(bytes: Buffer, forms: readonly Form[]): string | null {
  return forms.find((form) => bytes.includes(form.bytes))?.name ?? null;
}
