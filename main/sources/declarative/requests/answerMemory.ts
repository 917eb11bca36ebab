import { ok } from '../../../../shared/errors/failure.ts';
import type { HttpRequest, HttpResponse } from '../../http/http.ts';

/**
 * Answers of requesters with `use_cache`, for as long as one source is open: a parent that is also read as a stream of its own
 * is asked for once. Bounded, the oldest go first.
 */
export interface AnswerMemory {
  recall(request: HttpRequest): HttpResponse | null;
  keep(request: HttpRequest, response: HttpResponse, bytes: Uint8Array): void;
}

interface Kept {
  readonly response: HttpResponse;
  readonly bytes: Uint8Array;
}

const MOST_BYTES = 64 * 1024 ** 2;

export function createAnswerMemory(): AnswerMemory {
  const kept = new Map<string, Kept>();
  let held = 0;
  return {
    recall(request) {
      const found = kept.get(keyOf(request));
      return found === undefined ? null : again(found);
    },
    keep(request, response, bytes) {
      if (request.method !== 'GET' || response.status !== 200 || bytes.length > MOST_BYTES / 4) return;
      const key = keyOf(request);
      if (kept.has(key)) return;
      kept.set(key, { response, bytes });
      held += bytes.length;
      for (const [oldest, { bytes: old }] of kept) {
        if (held <= MOST_BYTES) break;
        kept.delete(oldest);
        held -= old.length;
      }
    },
  };
}

/** Credentials are left out: a token that was renewed meanwhile asks for the same. */
function keyOf({ method, url, headers, body, secret }: HttpRequest): string {
  const address = new URL(url);
  for (const name of secret.parameters) address.searchParams.delete(name);
  const told = headers.filter(([name]) => !secret.headers.includes(name.toLowerCase()));
  return JSON.stringify([method, address.href, told, typeof body === 'string' ? body : '']);
}

function again({ response, bytes }: Kept): HttpResponse {
  return {
    ...response,
    body: {
      async bytes() {
        return ok(bytes);
      },
      async *pieces() {
        yield bytes;
      },
      cancel() {},
    },
  };
}
