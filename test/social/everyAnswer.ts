import { ORPCError } from '@orpc/client';
import { expect } from 'vitest';
import type { Client } from '../../shared/contract/contract.ts';
import { StudyName } from '../../shared/domain/study.ts';

export const STUDY = StudyName.parse('social-to-sales');

/** What a call answered, or the failure it said. */
export type Answer<T> =
  | { readonly is: T }
  | { readonly failed: { readonly code: string; readonly message: string; readonly next: string } };

/** A defect is no failure: it is thrown on. */
export async function answered<T>(call: Promise<T>): Promise<Answer<T>> {
  try {
    return { is: await call };
  } catch (error) {
    const data: unknown = error instanceof ORPCError ? error.data : null;
    if (data === null || typeof data !== 'object' || !('next' in data)) throw error;
    return { failed: data as Extract<Answer<T>, { failed: unknown }>['failed'] };
  }
}

/** What the screens of the answer ask when they open, and of one pair. */
export async function everyAnswer(
  client: Client,
  pair: { readonly signal: string; readonly outcome: string },
) {
  const asked = { study: STUDY, ...pair };
  return {
    brief: await answered(client.brief.read()),
    open: await answered(client.explorer.open({ study: STUDY })),
    findings: await answered(client.explorer.findings({ study: STUDY })),
    pair: await answered(client.explorer.pair(asked)),
    events: await answered(client.explorer.events(asked)),
    heat: await answered(client.explorer.heat({ study: STUDY, of: 'trend-product' })),
    trends: await answered(client.trends.state()),
    inbox: await answered(client.trends.inbox({ which: 'all' })),
    links: await answered(client.trends.links({ which: 'all' })),
    kinds: await answered(client.trends.kinds()),
    offers: await answered(client.forecast.offers()),
    outlook: await answered(client.forecast.outlook({ study: STUDY, outcome: pair.outcome })),
    alerts: await answered(client.forecast.alerts({ study: STUDY, outcome: pair.outcome })),
    studies: await answered(client.studies.list()),
  };
}
export type EveryAnswer = Awaited<ReturnType<typeof everyAnswer>>;

/** What was answered, where a failure would be wrong. */
export function said<T>(answer: Answer<T>): T {
  if ('failed' in answer) throw new Error(answer.failed.message);
  return answer.is;
}

/** No number without ground and no sentence with a hole in it, wherever it stands; a failure says what to do. */
export function expectSound(all: EveryAnswer): void {
  for (const [call, answer] of Object.entries(all)) {
    if ('failed' in answer) {
      expect(answer.failed.code, call).not.toBe('INTERNAL');
      expect([answer.failed.message, answer.failed.next], call).not.toContain('');
    }
    expectWhole(answer, call);
  }
}

function expectWhole(value: unknown, place: string): void {
  if (typeof value === 'number') expect(Number.isFinite(value), `${place} is ${value}`).toBe(true);
  else if (typeof value === 'string')
    expect(value, place).not.toMatch(/\b(NaN|undefined|null|Infinity)\b|\[object|\b1 \w+s (are|were)\b/);
  else if (value !== null && typeof value === 'object')
    for (const [key, one] of Object.entries(value)) expectWhole(one, `${place}.${key}`);
}
