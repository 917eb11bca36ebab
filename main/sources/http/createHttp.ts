import { lookup } from 'node:dns/promises';
import type { Failure } from '../../../shared/errors/failure.ts';
import type { SourceClock } from '../clock.ts';
import { Trouble } from '../trouble.ts';
import { createGate, type Resolve } from './address/gate.ts';
import { openBody } from './body/openBody.ts';
import { rawPieces } from './body/rawPieces.ts';
import { encodingsOf, tooLarge, unpack } from './body/unpack.ts';
import { firstHop } from './firstHop.ts';
import type { Exchange, Http, HttpPolicy, HttpRequest, HttpResponse, Pairs, RateMemory } from './http.ts';
import { createLimits } from './limits/limits.ts';
import { createReach } from './reach.ts';
import { createLoopGuard, redirectOf } from './redirects/redirect.ts';
import { type Recording, record, veilOf } from './trace/recording.ts';
import { cancelled, Unconnected } from './troubles.ts';
import { type Hop, headerOf, whereOf } from './wire/hop.ts';
import { createPatience } from './wire/patience.ts';
import { createWire } from './wire/wire.ts';

export interface HttpTools {
  readonly clock: SourceClock;
  readonly memory: RateMemory;
  /** Told of every exchange once it is over. Absent: nothing is kept for showing. */
  trace?(exchange: Exchange): void;
  /** Told before a rate is waited for, so that a person sees why nothing happens. */
  waiting?(stream: string, milliseconds: number): void;
  /** Absent: the machine's own. */
  readonly resolve?: Resolve;
  /** The authority to trust instead of those this machine trusts, as PEM. */
  readonly ca?: string;
}

const systemResolve: Resolve = (host) => lookup(host, { all: true });

const SILENT: Recording = { waited: () => {}, answered: () => {}, piece: () => {}, end: () => {} };
const NO_BODY = new Set([204, 205, 304]);
/** Read for the trace and to keep the connection; beyond it a new connection is cheaper. */
const MOST_OF_REDIRECT = 16 * 1024;

export function createHttp(policy: HttpPolicy, tools: HttpTools): Http {
  const { clock, trace } = tools;
  const gate = createGate(policy, tools.resolve ?? systemResolve);
  const wire = createWire(
    {
      connectMs: policy.connectMs,
      userAgent: policy.userAgent,
      ...(tools.ca === undefined ? {} : { ca: tools.ca }),
    },
    gate,
  );
  const limits = createLimits(policy.rates, tools.memory, clock);
  const reach = createReach(clock);
  const closing = new AbortController();
  let exchanges = 0;

  function recording(request: HttpRequest, hops: readonly Hop[]): Recording {
    const hop = hops.at(-1);
    if (trace === undefined || hop === undefined) return SILENT;
    exchanges += 1;
    const veil = veilOf(request.secret, hops);
    const told = (exchange: Exchange) => trace(exchange);
    return record({
      id: exchanges,
      stream: request.stream,
      hop,
      now: () => clock.now(),
      veil,
      login: request.secret.bodies === true,
      told,
    });
  }

  /** One hop: its answer with the body still to be read. */
  async function ask(
    hop: Hop,
    recorded: Recording,
    signal: AbortSignal,
    veil: (failure: Failure) => Failure,
    waiting: (milliseconds: number) => void,
  ): Promise<HttpResponse> {
    const before = clock.now();
    await limits.take(hop, signal, waiting);
    recorded.waited(clock.now() - before);
    const where = whereOf(hop);
    const patience = createPatience(policy, where);
    const message = await wire.open(hop, patience, signal);
    const status = message.statusCode ?? 0;
    const headers = pairsOf(message.rawHeaders);
    recorded.answered(status, headers);
    try {
      await limits.learn(hop, status, headers);
      const bodiless = hop.method === 'HEAD' || NO_BODY.has(status);
      if (!bodiless && Number(headerOf(headers, 'content-length') ?? 0) > policy.mostBytes)
        throw tooLarge(where, policy.mostBytes);
      const encodings = bodiless ? [] : encodingsOf(headerOf(headers, 'content-encoding'), where);
      const raw = rawPieces(message, patience, signal, where);
      const watch = {
        piece: recorded.piece,
        ended: (trouble: Trouble | null) => {
          signal.removeEventListener('abort', leave);
          recorded.end(trouble?.failure.message ?? null);
        },
      };
      const body = openBody(
        veiledPieces(unpack(raw, encodings, policy, where), veil),
        watch,
        () => message.destroy(),
        policy.idleMs,
      );
      const leave = () => body.cancel();
      // Whoever is reading is told why; this is for a body that nobody reads yet.
      signal.addEventListener('abort', leave);
      return { status, headers, url: hop.url.href, body };
    } catch (error) {
      message.destroy();
      throw error;
    }
  }

  async function follow(request: HttpRequest, hops: Hop[]): Promise<HttpResponse> {
    const signal = AbortSignal.any([request.signal, closing.signal]);
    const veil = (failure: Failure) => veiled(failure, request, hops);
    const waiting = (milliseconds: number) => tools.waiting?.(request.stream, milliseconds);
    const guard = createLoopGuard(policy.redirects);
    let spelled = request.url;
    let hop = firstHop(request);
    for (;;) {
      hops.push(hop);
      const recorded = recording(request, hops);
      try {
        if (signal.aborted) throw cancelled(whereOf(hop));
        guard(hop);
        const away = reach.assumed(hop.url.host);
        if (away !== null) throw new Unconnected('transient', away);
        if (hops.length === 1 || isElsewhere(hop, hops.at(-2))) gate.check(hop.url, spelled);
        const response = await ask(hop, recorded, signal, veil, waiting);
        reach.reached(hop.url.host);
        const next = redirectOf(hop, response.status, response.headers, request.secret);
        if (next === null) return response;
        await discard(response);
        ({ hop, spelled } = next);
      } catch (error) {
        recorded.end(error instanceof Trouble ? error.failure.message : 'It ended in a defect.');
        throw error;
      }
    }
  }

  return {
    async send(request) {
      const hops: Hop[] = [];
      try {
        return { ok: true, value: await follow(request, hops) };
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        const failure = veiled(error.failure, request, hops);
        const host = hops.at(-1)?.url.host;
        if (!(error instanceof Unconnected) || host === undefined) return { ok: false, failure };
        return { ok: false, failure, awayMs: reach.missed(host, error.failure) };
      }
    },

    async heed(request, untilMs) {
      if (URL.canParse(request.url)) await limits.heed({ ...request, url: new URL(request.url) }, untilMs);
    },

    async close() {
      closing.abort();
      await wire.close();
    },
  };
}

/** A path may hold a key as well. */
function veiled(failure: Failure, request: HttpRequest, hops: readonly Hop[]): Failure {
  const veil = veilOf(request.secret, hops);
  return { ...failure, message: veil.text(failure.message) };
}

async function* veiledPieces(
  pieces: AsyncIterable<Uint8Array>,
  veil: (failure: Failure) => Failure,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    yield* pieces;
  } catch (error) {
    throw error instanceof Trouble ? new Trouble(error.kind, veil(error.failure)) : error;
  }
}

function isElsewhere(hop: Hop, before: Hop | undefined): boolean {
  return hop.url.origin !== before?.url.origin;
}

function pairsOf(raw: readonly string[]): Pairs {
  const pairs: (readonly [string, string])[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at] ?? '', raw[at + 1] ?? '']);
  return pairs;
}

async function discard(response: HttpResponse): Promise<void> {
  let bytes = 0;
  try {
    for await (const piece of response.body.pieces()) {
      bytes += piece.byteLength;
      if (bytes > MOST_OF_REDIRECT) return;
    }
  } catch (error) {
    // What a redirect says besides its address is nobody's business, nor whether it came whole.
    if (!(error instanceof Trouble) || error.failure.code === 'CANCELLED') throw error;
  }
}
