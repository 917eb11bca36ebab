import type { Trouble, TroubleKind } from '../../trouble.ts';
import type { Answer, Verdict } from '../parts.ts';
import { defaultVerdict } from './errors/statuses.ts';
import { redacted } from './redacted.ts';
import { nextFor, STATUS_WORDS, troubleOf } from './troubles.ts';
import { vendorWords } from './vendorWords.ts';
import { spell } from './waits.ts';
import { placeOf } from './where.ts';

/** An answer that ends the stream at once. */
export async function failed(
  stream: string,
  verdict: Extract<Verdict, { action: 'fail' }>,
  answer: Answer | null,
  why: string | null,
  secrets: readonly string[],
): Promise<Trouble> {
  const message = await told(stream, verdict.message, answer, why, secrets);
  return troubleOf(verdict.kind, `${message}.`, nextFor(verdict.kind, answer?.response.status ?? null));
}

/** Asked as often as made sense. */
export async function gaveUp(
  stream: string,
  verdict: Verdict,
  answer: Answer | null,
  why: string | null,
  tried: { readonly made: number; readonly elapsed: number; readonly asked: number | null },
  secrets: readonly string[],
): Promise<Trouble> {
  const status = answer?.response.status ?? null;
  const kind = kindOf(status, verdict);
  const said = 'message' in verdict ? (verdict.message ?? '') : '';
  const times = tried.made === 1 ? 'once' : `${tried.made} times over ${spell(tried.elapsed)}`;
  const pause =
    tried.asked !== null && tried.asked > 300 ? `; it asks for a pause of ${spell(tried.asked)}` : '';
  const message = `${await told(stream, said, answer, why, secrets)}. It was asked ${times}${pause}.`;
  return troubleOf(kind, message, nextFor(kind, status));
}

function kindOf(status: number | null, verdict: Verdict): TroubleKind {
  if (verdict.action === 'rate_limited') return 'transient';
  return status !== null && status < 400 ? 'system' : defaultVerdict(status).kind;
}

async function told(
  stream: string,
  said: string,
  answer: Answer | null,
  why: string | null,
  secrets: readonly string[],
): Promise<string> {
  if (answer === null) return `Stream “${stream}”: ${redacted(ended(why ?? said), secrets)}`;
  const { status, url } = answer.response;
  const words = said === '' ? await vendorWords(answer) : said;
  const meaning = STATUS_WORDS[status];
  const place = `${placeOf(url)} answered with status ${status}${meaning === undefined ? '' : ` (${meaning})`}`;
  const message = `Stream “${stream}”: ${place}${words === null ? '' : `: ${ended(words)}`}`;
  return redacted(message, secrets);
}

function ended(sentence: string): string {
  return sentence.replace(/[.\s]+$/, '');
}
