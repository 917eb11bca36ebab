import { isUtf8 } from 'node:buffer';
import type { HttpResponse } from '../../http/http.ts';
import type { Json } from '../../json.ts';
import { Trouble } from '../../trouble.ts';
import type { Answer, Decoder } from '../parts.ts';
import { readJson } from './decoders/json.ts';
import { UnreadableBody } from './decoders/unreadable.ts';
import { unreadable } from './troubles.ts';
import { headerOf, succeeded } from './where.ts';

/** Reads a body that is one value once, whoever asks for it first. */
export interface DecodedAnswer extends Answer {
  /** Null: it could be read. A streaming body is read later, and is not looked at here. */
  unreadable(): Promise<UnreadableBody | null>;
}

export function createAnswer(response: HttpResponse, decoder: Decoder, stream: string): DecodedAnswer {
  let value: Promise<Json | UnreadableBody> | undefined;
  const whole = () => {
    value ??= decodeWhole(response, decoder);
    return value;
  };
  return {
    response,
    async json() {
      const read = await whole();
      return !(read instanceof UnreadableBody) && typeof read === 'object' && read !== null ? read : {};
    },
    async unreadable() {
      if (!decoder.whole) return null;
      const read = await whole();
      return read instanceof UnreadableBody ? read : null;
    },
    async *decoded() {
      try {
        if (decoder.whole) {
          const read = await whole();
          if (read instanceof UnreadableBody) throw read;
          yield read;
        } else yield* decoder.decode(response.body.pieces());
      } catch (error) {
        throw error instanceof UnreadableBody ? unreadable(stream, response, error) : error;
      }
    },
  };
}

/**
 * A streaming format is looked at as JSON, which is what an error is told in whatever the records come as; a success only if it
 * says that it is JSON, for a report is not to be held whole because a filter wants a look at it.
 */
async function decodeWhole(response: HttpResponse, decoder: Decoder): Promise<Json | UnreadableBody> {
  if (!decoder.whole && succeeded(response) && !isJson(response)) return {};
  const read = await response.body.bytes();
  if (!read.ok) throw new Trouble('transient', read.failure);
  const bytes = asDeclared(read.value, headerOf(response.headers, 'content-type'));
  try {
    if (!decoder.whole) return readJson(bytes);
    for await (const value of decoder.decode(once(bytes))) return value;
    return {};
  } catch (error) {
    if (error instanceof UnreadableBody) return error;
    throw error;
  }
}

function isJson({ headers }: HttpResponse): boolean {
  return /^(?:application|text)\/(?:[\w.-]+\+)?json\b/i.test(headerOf(headers, 'content-type') ?? '');
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  yield bytes;
}

/** JSON is UTF-8, whatever a server says of it; only where it isn't, the charset of the headers counts. */
function asDeclared(bytes: Uint8Array, contentType: string | null): Uint8Array {
  const charset = /;\s*charset\s*=\s*"?([\w-]+)/i.exec(contentType ?? '')?.[1];
  if (charset === undefined || isUtf8(bytes)) return bytes;
  try {
    return Buffer.from(new TextDecoder(charset, { fatal: true }).decode(bytes), 'utf8');
  } catch {
    return bytes;
  }
}
