import { SECRET_MARK } from '../../../../shared/domain/secret.ts';
import type { Exchange, HttpRequest, Pairs } from '../http.ts';
import type { Hop } from '../wire/hop.ts';
import { credentialValues } from './credentials.ts';
import { KEPT_BYTES, shownBody } from './shownBody.ts';
import { createVeil, type Veil } from './veil.ts';

/** One exchange while it happens. Told once, when its body is over or no answer came. */
export interface Recording {
  waited(milliseconds: number): void;
  answered(status: number, headers: Pairs): void;
  piece(piece: Uint8Array): void;
  end(failure: string | null): void;
}

export function veilOf(secret: HttpRequest['secret'], hops: readonly Hop[]): Veil {
  const values = new Set<string>();
  for (const hop of hops)
    for (const value of credentialValues({ secret, headers: hop.headers, url: hop.url }, hop.body))
      values.add(value);
  return createVeil(secret, values);
}

interface RecordingOf {
  readonly id: number;
  readonly stream: string;
  readonly hop: Hop;
  readonly now: () => number;
  readonly veil: Veil;
  /** A login: of neither body anything is shown. */
  readonly login: boolean;
  readonly told: (exchange: Exchange) => void;
}

export function record({ id, stream, hop, now, veil, login, told }: RecordingOf): Recording {
  const at = now();
  let waitedMs = 0;
  let answer: { readonly status: number; readonly headers: Pairs } | null = null;
  const kept: Uint8Array[] = [];
  let keptBytes = 0;
  let bytes = 0;
  let over = false;
  return {
    waited: (milliseconds) => {
      waitedMs += milliseconds;
    },
    answered: (status, headers) => {
      answer = { status, headers: veil.headers(headers) };
    },
    piece(piece) {
      bytes += piece.byteLength;
      if (keptBytes >= KEPT_BYTES) return;
      // A copy: a slice would hold on to all of the piece it was cut from.
      const part = Uint8Array.from(piece.subarray(0, KEPT_BYTES - keptBytes));
      keptBytes += part.byteLength;
      kept.push(part);
    },
    end(failure) {
      if (over) return;
      over = true;
      const sent = hop.body?.subarray(0, KEPT_BYTES) ?? null;
      const show = (beginning: Uint8Array, whole: number) =>
        login && whole > 0 ? SECRET_MARK : shownBody(beginning, whole, veil.text);
      told({
        id,
        stream,
        at,
        waitedMs,
        milliseconds: now() - at - waitedMs,
        method: hop.method,
        url: veil.url(hop.url),
        requestHeaders: veil.headers(hop.headers),
        requestBody: sent === null ? null : show(sent, hop.body?.byteLength ?? 0),
        status: answer?.status ?? null,
        responseHeaders: answer?.headers ?? [],
        responseBody: show(Buffer.concat(kept), bytes),
        responseBytes: bytes,
        failure: failure === null ? null : veil.text(failure),
      });
    },
  };
}
