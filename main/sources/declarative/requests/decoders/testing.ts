import type { Json } from '../../../json.ts';
import type { Decoder } from '../../parts.ts';
import { UnreadableBody } from './unreadable.ts';

/** In pieces of so many bytes: no decoder may care where a piece ends. */
export async function* inPieces(body: string | Uint8Array, size: number) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function read(decoder: Decoder, body: string | Uint8Array, size = 7): Promise<Json[]> {
  const values: Json[] = [];
  for await (const value of decoder.decode(inPieces(body, size))) values.push(value);
  return values;
}

export async function refusal(
  decoder: Decoder,
  body: string | Uint8Array,
  size = 7,
): Promise<UnreadableBody> {
  try {
    await read(decoder, body, size);
  } catch (error) {
    if (error instanceof UnreadableBody) return error;
    throw error;
  }
  throw new Error('it was read');
}
