import type { Trouble, TroubleKind } from '../../trouble.ts';
import type { Verdict } from '../parts.ts';
import type { Attempt } from './attempt.ts';
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
  tried: Attempt,
): Promise<Trouble> {
  const message = await told(stream, verdict.message, tried);
  return troubleOf(
    verdict.kind,
    stream,
    `${message}.`,
    nextFor(verdict.kind, tried.answer?.response.status ?? null),
  );
}

/** Asked as often as made sense. */
export async function gaveUp(
  stream: string,
  verdict: Verdict,
  tried: Attempt,
  spent: { readonly made: number; readonly elapsed: number; readonly asked: number | null },
): Promise<Trouble> {
  const status = tried.answer?.response.status ?? null;
  const kind = kindOf(status, verdict);
  const said = 'message' in verdict ? (verdict.message ?? '') : '';
  const times = spent.made === 1 ? 'once' : `${spent.made} times over ${spell(spent.elapsed)}`;
  const pause =
    spent.asked !== null && spent.asked > 300 ? `; it asks for a pause of ${spell(spent.asked)}` : '';
  const message = `${await told(stream, said, tried)}. It was asked ${times}${pause}.`;
  return troubleOf(kind, stream, message, nextFor(kind, status));
}

function kindOf(status: number | null, verdict: Verdict): TroubleKind {
  if (verdict.action === 'rate_limited') return 'transient';
  return status !== null && status < 400 ? 'system' : defaultVerdict(status).kind;
}

async function told(stream: string, said: string, { answer, why, secrets }: Attempt): Promise<string> {
  if (answer === null) return `Stream ${stream}: ${redacted(ended(why ?? said), secrets)}`;
  const { status, url } = answer.response;
  const words = bothWords(said, await vendorWords(answer));
  const meaning = STATUS_WORDS[status];
  const place = `${placeOf(url)} answered with status ${status}${meaning === undefined ? '' : ` (${meaning})`}`;
  const message = `Stream ${stream}: ${place}${words === null ? '' : `: ${ended(words)}`}`;
  return redacted(message, secrets);
}

/** What the connector makes of it comes first; the vendor's own words tell which of several things it was. */
function bothWords(said: string, theirs: string | null): string | null {
  if (said === '') return theirs;
  if (theirs === null || said.includes(theirs)) return said;
  return `${ended(said)}. In its own words: “${ended(theirs)}”`;
}

function ended(sentence: string): string {
  return sentence.replace(/[.\s]+$/, '');
}
