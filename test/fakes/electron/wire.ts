/** How messages travel over CDP, which carries text only. The contract's own encoding is text or bytes. */
export type Wire =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly base64: string }
  | { readonly kind: 'plain'; readonly value: unknown };

/** From the isolated world to the process. */
export type FromPage =
  | { readonly kind: 'send'; readonly channel: string; readonly args: unknown[] }
  | { readonly kind: 'port'; readonly port: number; readonly data: Wire }
  | { readonly kind: 'closed'; readonly port: number }
  | { readonly kind: 'exposed'; readonly name: string };

export function pack(data: unknown): Wire {
  if (typeof data === 'string') return { kind: 'text', text: data };
  if (data instanceof ArrayBuffer) return { kind: 'bytes', base64: Buffer.from(data).toString('base64') };
  if (ArrayBuffer.isView(data)) {
    return {
      kind: 'bytes',
      base64: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'),
    };
  }
  return { kind: 'plain', value: data };
}

export function unpack(wire: Wire): unknown {
  if (wire.kind === 'text') return wire.text;
  if (wire.kind === 'plain') return wire.value;
  return new Uint8Array(Buffer.from(wire.base64, 'base64'));
}
