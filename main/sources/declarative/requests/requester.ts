import type { Result } from '../../../../shared/errors/failure.ts';
import type { HttpRequest, HttpResponse } from '../../http/http.ts';
import { Trouble } from '../../trouble.ts';
import { type Component, isComponent } from '../component.ts';
import { PaginationReset } from '../paginationReset.ts';
import type {
  Answer,
  Asking,
  Authenticator,
  Decoder,
  ErrorHandler,
  Extras,
  Making,
  Requester,
  Seen,
  Verdict,
} from '../parts.ts';
import { joinAddress } from './address.ts';
import { createAnswer, type DecodedAnswer } from './answer.ts';
import type { AnswerMemory } from './answerMemory.ts';
import { type Contributions, createContributions } from './contributions.ts';
import { jsonDecoder } from './decoders/json.ts';
import { defaultHandler } from './errors/builders.ts';
import { failed, gaveUp } from './failed.ts';
import { writeRequest } from './httpRequest.ts';
import { Conflict, mergeAdditions } from './merge.ts';
import { partsOfSecret } from './redacted.ts';
import { manifestTrouble, troubleOf } from './troubles.ts';
import { askedFor, nextWait, spell } from './waits.ts';
import { placeOf, succeeded } from './where.ts';

/** From here on a person is told that nothing happens because a vendor asked for patience. */
const LONG_WAIT = 10;

interface Attempt {
  readonly request: HttpRequest;
  readonly answer: DecodedAnswer | null;
  /** Why there is no answer. */
  readonly why: string | null;
}

/** One page or job: asks, judges what came, waits and asks again. Nothing is asked twice that isn't to be. */
export class HttpRequester implements Requester {
  readonly #component: Component;
  readonly #making: Making;
  readonly #authenticator: Authenticator | null;
  readonly #handler: ErrorHandler;
  readonly #decoder: Decoder;
  readonly #contributions: Contributions;
  readonly #base: ((seen: Seen) => Promise<string> | string) | null;
  readonly #path: ((seen: Seen) => Promise<string> | string) | null;
  readonly #method: string;
  readonly #memory: AnswerMemory | null;

  constructor(component: Component, making: Making, more: Extras, memory: AnswerMemory) {
    const { members } = component;
    const { expressions } = making;
    this.#component = component;
    this.#making = making;
    this.#decoder = more.decoder ?? jsonDecoder;
    this.#authenticator = more.authenticator ?? authenticatorOf(component, making);
    const handler = members['error_handler'];
    this.#handler = isComponent(handler) ? making.make('errorHandler', handler) : defaultHandler();
    this.#contributions = createContributions(component, making);
    this.#base = expressions.text(members['url_base'] ?? members['url'], component);
    this.#path = expressions.text(members['path'], component);
    this.#method = typeof members['http_method'] === 'string' ? members['http_method'].toUpperCase() : 'GET';
    this.#memory = members['use_cache'] === true ? memory : null;
  }

  async ask(asking: Asking): Promise<Answer | null> {
    const { clock } = this.#making.host;
    const began = clock.now();
    const address = await this.#address(asking);
    const own = await this.#contributions(seenOf(asking));
    const secrets: string[] = [];
    let renewed = false;
    for (let made = 1; ; made += 1) {
      const attempt = await this.#attempt(asking, address, own, secrets);
      const { answer, why } = attempt;
      const verdict = await this.#handler.judge(answer, why);
      switch (verdict.action) {
        case 'success':
          return this.#taken(answer);
        case 'ignore':
          this.#sayIgnored(attempt, verdict);
          return this.#taken(answer);
        case 'reset_pagination':
          answer?.response.body.cancel();
          throw new PaginationReset(verdict.message ?? '');
        case 'fail':
          // Tokens are revoked before their time, and clocks differ: a new one is asked for once.
          if (answer?.response.status === 401 && !renewed && this.#authenticator?.refused !== undefined) {
            renewed = true;
            this.#authenticator.refused();
            answer.response.body.cancel();
            made -= 1;
            continue;
          }
          throw await failed(this.#making.stream, verdict, answer, why, secrets);
      }
      if (verdict.action === 'refresh_token') this.#authenticator?.refused?.();
      const declared = await this.#handler.backoff(answer, made);
      const asked = answer === null ? null : askedFor(answer.response, clock.now());
      const action = verdict.action === 'rate_limited' ? 'rate_limited' : 'retry';
      const { mostRetries, mostSeconds } = this.#handler;
      const elapsed = (clock.now() - began) / 1000;
      const attempts = { made, elapsed, mostRetries, mostSeconds };
      const wait = nextWait(action, declared, asked, attempts, () => this.#making.host.random());
      if (wait === null)
        throw await gaveUp(
          this.#making.stream,
          verdict,
          answer,
          why,
          { made, elapsed, asked: declared ?? asked },
          secrets,
        );
      answer?.response.body.cancel();
      await this.#wait(attempt, verdict, wait, asking.signal);
    }
  }

  async #address(asking: Asking): Promise<string> {
    const seen = seenOf(asking);
    const base = this.#base === null ? '' : await this.#base(seen);
    const path = asking.url ?? (this.#path === null ? '' : await this.#path(seen));
    const address = joinAddress(base.trim(), path);
    if (address !== null) return address;
    throw troubleOf(
      'config',
      `Stream “${this.#making.stream}”: the address its connector makes of what was entered is no web address.`,
      'Check the address and the names entered for this source: it begins with https:// and has a host.',
    );
  }

  async #attempt(
    asking: Asking,
    address: string,
    own: Awaited<ReturnType<Contributions>>,
    secrets: string[],
  ): Promise<Attempt> {
    const { slice, signal } = asking;
    const credentials = (await this.#authenticator?.add({ slice, signal })) ?? {};
    const request = this.#written(asking, address, [own, credentials, ...asking.additions]);
    secrets.push(...secretValues(request));
    const remembered = this.#memory?.recall(request) ?? null;
    if (remembered !== null) return { request, answer: this.#answer(remembered), why: null };
    const sent = await this.#making.host.http.send(request);
    if (!sent.ok) return { request, answer: null, why: whyNot(sent) };
    const answer = this.#answer(sent.value);
    const broken = await this.#read(request, sent.value, answer);
    return broken === null ? { request, answer, why: null } : { request, answer: null, why: broken };
  }

  #written(asking: Asking, address: string, additions: Parameters<typeof mergeAdditions>[0]): HttpRequest {
    const { signal, login = false } = asking;
    try {
      const about = { method: this.#method, address, stream: this.#making.stream, signal, login };
      return writeRequest(about, mergeAdditions(additions));
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const next = 'Say it in one place: the requester, the authenticator or the paginator.';
      throw manifestTrouble(this.#component, this.#making.stream, `can't be asked: ${error.message}`, next);
    }
  }

  /** A body that is one value is read here, so that one which breaks off is asked for again. Answers why it is none. */
  async #read(request: HttpRequest, response: HttpResponse, answer: DecodedAnswer): Promise<string | null> {
    if (!this.#decoder.whole && this.#memory === null) return null;
    const read = await response.body.bytes();
    if (!read.ok) return whyNot(read);
    if (!succeeded(response)) return null;
    const unreadable = await answer.unreadable();
    if (unreadable?.cutOff === true) return `the answer of ${placeOf(response.url)} ${unreadable.message}`;
    if (unreadable === null) this.#memory?.keep(request, response, read.value);
    return null;
  }

  #answer(response: HttpResponse): DecodedAnswer {
    return createAnswer(response, this.#decoder, this.#making.stream);
  }

  /** There is nothing to read in an answer that says it failed, whatever a filter calls it. */
  #taken(answer: DecodedAnswer | null): Answer | null {
    if (answer === null || succeeded(answer.response)) return answer;
    answer.response.body.cancel();
    return null;
  }

  #sayIgnored({ request, answer }: Attempt, verdict: Verdict): void {
    const told = 'message' in verdict && verdict.message ? `: ${verdict.message}` : '';
    const status = answer === null ? '' : ` (status ${answer.response.status})`;
    this.#making.host.say(
      `Stream “${this.#making.stream}”: the answer of ${placeOf(request.url)}${status} was passed over${told}.`,
      'info',
    );
  }

  async #wait(
    { request, answer }: Attempt,
    verdict: Verdict,
    seconds: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { clock, http, say } = this.#making.host;
    if (seconds >= LONG_WAIT) {
      const status = answer === null ? 'gave no answer' : `answered with status ${answer.response.status}`;
      say(
        `Stream “${this.#making.stream}”: ${placeOf(request.url)} ${status}; asked again in ${spell(seconds)}.`,
        'info',
      );
    }
    if (verdict.action === 'rate_limited') await http.heed(request, clock.now() + seconds * 1000);
    await clock.wait(seconds * 1000, signal);
    if (!signal.aborted) return;
    throw new Trouble('transient', {
      code: 'CANCELLED',
      message: `Stream “${this.#making.stream}” was cancelled.`,
      next: 'Start it again when you want to.',
      retry: true,
    });
  }
}

function authenticatorOf(component: Component, making: Making): Authenticator | null {
  const member = component.members['authenticator'];
  return isComponent(member) ? making.make('authenticator', member) : null;
}

function seenOf({ slice, token, more }: Asking): Seen {
  return {
    slice,
    token: token === null ? null : { next_page_token: token },
    ...(more !== undefined && { more }),
  };
}

/** Our own rules and a person's wish are final; only a vendor that can't be reached is asked again. */
function whyNot(sent: Extract<Result<unknown>, { ok: false }>): string {
  if (sent.failure.code === 'SOURCE_UNREACHABLE') return sent.failure.message;
  throw new Trouble(sent.failure.code === 'CANCELLED' ? 'transient' : 'config', sent.failure);
}

function secretValues({ url, headers, secret }: HttpRequest): string[] {
  const query = new URL(url).searchParams;
  const inHeaders = headers
    .filter(([name]) => secret.headers.includes(name.toLowerCase()))
    .map(([, value]) => value);
  const inQuery = secret.parameters.flatMap((name) => query.getAll(name));
  return [...inHeaders, ...inQuery].flatMap(partsOfSecret);
}
