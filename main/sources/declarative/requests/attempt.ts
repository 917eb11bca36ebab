import type { Result } from '../../../../shared/errors/failure.ts';
import type { HttpRequest, HttpResponse } from '../../http/http.ts';
import { Trouble } from '../../trouble.ts';
import type { Additions, Asking, Authenticator, Decoder, Making } from '../parts.ts';
import { createAnswer, type DecodedAnswer } from './answer.ts';
import type { AnswerMemory } from './answerMemory.ts';
import { writeRequest } from './httpRequest.ts';
import { mergeAdditions } from './merge.ts';
import { secretsIn } from './redacted.ts';
import { placeOf, succeeded } from './where.ts';

/** One request that went out, and what came of it. */
export interface Attempt {
  readonly request: HttpRequest;
  readonly answer: DecodedAnswer | null;
  /** Why there is no answer. */
  readonly why: string | null;
  /** For how long whoever is asked can't be connected to; null where it can. */
  readonly awayMs: number | null;
  /** What the request held that no message may. */
  readonly secrets: readonly string[];
}

export interface AttemptTools {
  readonly making: Making;
  readonly method: string;
  readonly decoder: Decoder;
  readonly authenticator: Authenticator | null;
  /** Null: each request goes out. */
  readonly memory: AnswerMemory | null;
}

/** Signs in anew each time: a token may have ended, or been given up, since the attempt before. */
export async function attempt(
  asking: Asking,
  address: string,
  own: Additions,
  tools: AttemptTools,
): Promise<Attempt> {
  const { making, method, decoder, authenticator, memory } = tools;
  const { slice, signal, login = false } = asking;
  const credentials = (await authenticator?.add({ slice, signal })) ?? {};
  const merged = mergeAdditions([own, credentials, ...asking.additions]);
  const request = writeRequest({ method, address, stream: making.stream, signal, login }, merged);
  const secrets = secretsIn(credentials);
  const remembered = memory?.recall(request) ?? null;
  if (remembered !== null)
    return {
      request,
      answer: createAnswer(remembered, decoder, making.stream),
      why: null,
      awayMs: null,
      secrets,
    };
  const sent = await making.host.http.send(request);
  if (!sent.ok) return { request, answer: null, why: whyNot(sent), awayMs: sent.awayMs ?? null, secrets };
  const answer = createAnswer(sent.value, decoder, making.stream);
  const why = await broken(request, sent.value, answer, tools);
  return { request, answer: why === null ? answer : null, why, awayMs: null, secrets };
}

/** A body that is one value is read here, so that one which breaks off is asked for again. Answers why it is none. */
async function broken(
  request: HttpRequest,
  response: HttpResponse,
  answer: DecodedAnswer,
  { decoder, memory }: AttemptTools,
): Promise<string | null> {
  if (!decoder.whole && memory === null) return null;
  const read = await response.body.bytes();
  if (!read.ok) return whyNot(read);
  if (!succeeded(response)) return null;
  const unreadable = await answer.unreadable();
  if (unreadable?.cutOff === true) return `the answer of ${placeOf(response.url)} ${unreadable.message}`;
  if (unreadable === null) memory?.keep(request, response, read.value);
  return null;
}

/** Our own rules and a person's wish are final; only a vendor that can't be reached is asked again. */
function whyNot({ failure }: Extract<Result<unknown>, { ok: false }>): string {
  if (failure.code === 'SOURCE_UNREACHABLE') return failure.message;
  throw new Trouble(failure.code === 'CANCELLED' ? 'transient' : 'config', failure);
}
