import { translatePattern } from '../../../../jinja/python/regexPattern.ts';
import { bounded, PatternTooSlow } from '../../../boundedPattern.ts';
import { secondsToRegainAccess } from '../../../native/businessUsage.ts';
import type { Component, Member } from '../../component.ts';
import type { Answer, Making } from '../../parts.ts';
import { manifestTrouble, troubleOf } from '../troubles.ts';
import { headerOf, placeOf } from '../where.ts';

/** Seconds the strategy asks for, or nothing for the one after it to say. `attempt` counts from 1. */
export type Backoff = (answer: Answer | null, attempt: number) => Promise<number | null>;

const PLAIN = { ignoreCase: false, multiline: false, dotAll: false, verbose: false };

/** Null: a type that is not known. */
export function createBackoff(component: Component, making: Making): Backoff | null {
  switch (component.type) {
    case 'ConstantBackoffStrategy': {
      const seconds = numberOf(component, making, 'backoff_time_in_seconds', 0);
      return jittered(component, making, async () => seconds());
    }
    case 'ExponentialBackoffStrategy': {
      const factor = numberOf(component, making, 'factor', 5);
      return jittered(component, making, async (_, attempt) => (await factor()) * 2 ** attempt);
    }
    case 'WaitTimeFromHeader':
      return waitTimeFromHeader(component, making);
    case 'WaitUntilTimeFromHeader':
      return waitUntilTimeFromHeader(component, making);
    case 'leadline.BusinessUsageBackoffStrategy':
      return async (answer) =>
        answer === null
          ? null
          : secondsToRegainAccess(headerOf(answer.response.headers, 'x-business-use-case-usage'));
    default:
      return null;
  }
}

function waitTimeFromHeader(component: Component, making: Making): Backoff {
  const read = headerNumber(component, making);
  const most = atMost(component, making);
  return async (answer) => {
    const seconds = answer === null ? null : await read(answer);
    return seconds === null || answer === null ? null : most(seconds, answer);
  };
}

function waitUntilTimeFromHeader(component: Component, making: Making): Backoff {
  const read = headerNumber(component, making);
  const most = atMost(component, making);
  const least = numberOf(component, making, 'min_wait', 0);
  return async (answer) => {
    const until = answer === null ? null : await read(answer);
    const floor = await least();
    const wait =
      until === null || until === 0 ? floor : Math.max(until - making.host.clock.now() / 1000, floor);
    return wait <= 0 ? null : most(wait, answer);
  };
}

function headerNumber(component: Component, making: Making): (answer: Answer) => Promise<number | null> {
  const header = making.expressions.text(component.members['header'], component);
  const regex = making.expressions.text(component.members['regex'], component);
  return async ({ response }) => {
    const value = header === null ? null : headerOf(response.headers, await header({}));
    if (value === null || value === '') return null;
    if (regex === null) return asFloat(value);
    // Python's `match`: from the beginning, and the whole of what matched is the number.
    const pattern = beginningWith(await regex({}), component, making);
    return asFloat(beginning(pattern, value, component, making) ?? value);
  };
}

function beginning(pattern: RegExp, value: string, component: Component, making: Making): string | undefined {
  try {
    return bounded(pattern.source, value, () => pattern.exec(value)?.[0]);
  } catch (thrown) {
    if (!(thrown instanceof PatternTooSlow)) throw thrown;
    throw manifestTrouble(component, making.stream, 'has a regex that takes too long', 'Simplify the regex.');
  }
}

function beginningWith(pattern: string, component: Component, making: Making): RegExp {
  try {
    const { source, flags } = translatePattern(pattern, PLAIN);
    return new RegExp(`^(?:${source})`, flags);
  } catch {
    throw manifestTrouble(component, making.stream, 'has a regex that can’t be read', 'Correct the regex.');
  }
}

function asFloat(text: string): number | null {
  const trimmed = text.trim();
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : null;
}

/** A wait of the most that is allowed, or more, is not begun. */
function atMost(
  component: Component,
  making: Making,
): (seconds: number, answer: Answer | null) => Promise<number> {
  const member = component.members['max_waiting_time_in_seconds'];
  if (member === undefined || member === null) return async (seconds) => seconds;
  const most = numberOf(component, making, 'max_waiting_time_in_seconds', 0);
  return async (seconds, answer) => {
    if (seconds < (await most()) || seconds === 0) return seconds;
    const place = answer === null ? 'The vendor' : placeOf(answer.response.url);
    throw troubleOf(
      'transient',
      making.stream,
      `Stream ${making.stream}: ${place} asks for a pause of ${Math.round(seconds)} s, longer than the connector allows.`,
      'Try again after that time.',
    );
  };
}

function jittered(component: Component, making: Making, backoff: Backoff): Backoff {
  const range = component.members['jitter_range_in_seconds'];
  if (typeof range !== 'number') return backoff;
  return async (answer, attempt) =>
    ((await backoff(answer, attempt)) ?? 0) + making.host.random() * range * 2;
}

function numberOf(
  component: Component,
  making: Making,
  name: string,
  otherwise: number,
): () => Promise<number> {
  const member: Member | undefined = component.members[name];
  if (typeof member === 'number') return async () => member;
  const text = making.expressions.text(member, component);
  if (text === null) return async () => otherwise;
  return async () => asFloat(await text({})) ?? otherwise;
}
