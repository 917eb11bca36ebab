import { translatePattern } from '../../../jinja/python/regexPattern.ts';
import { bounded, PatternTooSlow } from '../../boundedPattern.ts';
import type { HttpRequest, RateRule } from '../../http/http.ts';
import { secondsOf } from '../auth/duration.ts';
import { type Component, isComponent, type Member } from '../component.ts';
import type { Expressions } from '../expressions/expressions.ts';
import { manifestTrouble, unsupported } from './troubles.ts';

/** What reading a budget needs of the making of parts. */
export interface Budgeting {
  readonly stream: string;
  readonly expressions: Expressions;
}

const PLAIN = { ignoreCase: false, multiline: false, dotAll: false, verbose: false };

type Matched = Parameters<RateRule['matches']>[0];

/**
 * The dialect's budgets as rules of the transport. A request belongs to the first policy that matches it and to no other; one
 * that is unlimited keeps it from those behind.
 */
export function ratesOf(apiBudget: Component | null, making: Budgeting): readonly RateRule[] {
  if (apiBudget === null) return [];
  const policies = listOf(apiBudget.members['policies']);
  const matchers = policies.map((policy) => matcherOf(policy, making));
  return policies.flatMap((policy, index): RateRule[] => {
    const rates = ratesIn(policy, making);
    if (rates.length === 0) return [];
    const before = matchers.slice(0, index);
    const own = matchers[index];
    return [
      {
        bucket: `budget/${index + 1}`,
        counts: 'window',
        rates,
        matches: (request) => own?.(request) === true && !before.some((matches) => matches(request)),
      },
    ];
  });
}

function ratesIn(policy: Component, making: Budgeting): RateRule['rates'] {
  switch (policy.type) {
    case 'UnlimitedCallRatePolicy':
      return [];
    case 'FixedWindowCallRatePolicy':
      return [rateOf(policy, making, policy.members['call_limit'], policy.members['period'])];
    case 'MovingWindowCallRatePolicy':
      return listOf(policy.members['rates']).map((rate) =>
        rateOf(rate, making, rate.members['limit'], rate.members['interval']),
      );
    default:
      throw unsupported(policy, making.stream, policy.type);
  }
}

function rateOf(
  component: Component,
  making: Budgeting,
  limit: Member | undefined,
  period: Member | undefined,
) {
  const calls = typeof limit === 'number' ? limit : Number(making.expressions.text(limit, component)?.({}));
  const seconds = typeof period === 'string' ? secondsOf(period) : null;
  if (Number.isInteger(calls) && calls > 0 && seconds !== null && seconds > 0) return { calls, seconds };
  throw manifestTrouble(
    component,
    making.stream,
    'names no number of calls and time',
    'Write a whole number of calls, and a duration such as PT1M.',
  );
}

/** Any of its matchers is enough; a policy without one is for every request. */
function matcherOf(policy: Component, making: Budgeting): (request: Matched) => boolean {
  const matchers = listOf(policy.members['matchers']).map((matcher) => requestMatcher(matcher, making));
  return (request) => matchers.length === 0 || matchers.some((matches) => matches(request));
}

function requestMatcher(component: Component, making: Budgeting): (request: Matched) => boolean {
  const { members } = component;
  const method = textOf(members['method'])?.toUpperCase();
  const base = textOf(members['url_base'])?.replace(/\/$/, '');
  const pattern = textOf(members['url_path_pattern']);
  // Asked for its text: a translated pattern remembers where it found something last.
  const path = pattern === undefined ? null : patternOf(pattern, component, making);
  const parameters = entriesOf(members['params']);
  const headers = entriesOf(members['headers']);
  return ({ method: asked, url, headers: sent }) => {
    if (method !== undefined && asked !== method) return false;
    if (base !== undefined && url.origin !== base) return false;
    if (path !== null && !isAt(path, url.pathname.replace(/\/$/, ''))) return false;
    if (!parameters.every(([name, value]) => url.searchParams.get(name) === value)) return false;
    return headers.every(([name, value]) =>
      sent.some(([given, is]) => is === value && sameName(given, name)),
    );
  };
}

/** A pattern that takes too long is taken to match: a limit too many only costs time. */
function isAt(pattern: RegExp, path: string): boolean {
  try {
    return bounded(pattern.source, path, () => path.match(pattern) !== null);
  } catch (thrown) {
    if (thrown instanceof PatternTooSlow) return true;
    throw thrown;
  }
}

function patternOf(pattern: string, component: Component, making: Budgeting): RegExp {
  try {
    return translatePattern(pattern, PLAIN);
  } catch {
    throw manifestTrouble(
      component,
      making.stream,
      'has a pattern that can’t be read',
      'Correct the pattern.',
    );
  }
}

function sameName(one: HttpRequest['headers'][number][0], other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function listOf(member: Member | undefined): Component[] {
  return Array.isArray(member) ? member.filter((item) => isComponent(item)) : [];
}

function textOf(member: Member | undefined): string | undefined {
  return typeof member === 'string' && member !== '' ? member : undefined;
}

function entriesOf(member: Member | undefined): [string, string][] {
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return [];
  return Object.entries(member).map(([name, value]) => [name, String(value)]);
}
