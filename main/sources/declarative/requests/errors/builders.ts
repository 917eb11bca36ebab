import { type Component, isComponent, type Member } from '../../component.ts';
import type { Builder, Builders, ErrorHandler, Making } from '../../parts.ts';
import { manifestTrouble, unsupported } from '../troubles.ts';
import { succeeded } from '../where.ts';
import { type Backoff, createBackoff } from './backoff.ts';
import { createFilter, type Filter } from './filter.ts';
import { defaultVerdict } from './statuses.ts';

const MOST_RETRIES = 5;
const MOST_SECONDS = 600;

/** What holds where a requester declares none. */
export function defaultHandler(
  filters: readonly Filter[] = [],
  backoffs: readonly Backoff[] = [],
  retries = MOST_RETRIES,
): ErrorHandler {
  return {
    mostRetries: retries,
    mostSeconds: MOST_SECONDS,
    async judge(answer) {
      if (answer !== null) {
        for (const filter of filters) {
          const verdict = await filter(answer);
          if (verdict !== null) return verdict;
        }
        if (succeeded(answer.response)) return { action: 'success' };
      }
      const { action, kind } = defaultVerdict(answer?.response.status ?? null);
      return action === 'fail' ? { action, kind, message: '' } : { action };
    },
    async backoff(answer, attempt) {
      for (const backoff of backoffs) {
        const seconds = await backoff(answer, attempt);
        // The dialect adds a second to whatever a strategy says, and takes 0 for no answer.
        if (seconds !== null && seconds > 0) return seconds + 1;
      }
      return null;
    },
  };
}

const single: Builder<'errorHandler'> = (component, making) => {
  const filters = listOf(component.members['response_filters'])
    .map((filter) => createFilter(filter, making))
    .filter((filter) => filter !== null);
  const backoffs = listOf(component.members['backoff_strategies']).map((strategy) => {
    const backoff = createBackoff(strategy, making);
    if (backoff === null) throw unsupported(strategy, making.stream, strategy.type);
    return backoff;
  });
  return defaultHandler(filters, backoffs, retriesOf(component, making));
};

/**
 * Asked in order; a success, a retry, an ignore or a new beginning ends the search, and else the last one's verdict holds.
 * Waits come from the first strategy that says one, whichever handler's filter it was that matched.
 */
const composite: Builder<'errorHandler'> = (component, making) => {
  const handlers = listOf(component.members['error_handlers']).map((part) =>
    making.make('errorHandler', part),
  );
  const [first] = handlers;
  if (first === undefined)
    throw manifestTrouble(
      component,
      making.stream,
      'holds no error handler',
      'Add one under “error_handlers”.',
    );
  return {
    mostRetries: first.mostRetries,
    mostSeconds: Math.max(...handlers.map((handler) => handler.mostSeconds)),
    async judge(answer, why) {
      let verdict = await first.judge(answer, why);
      for (const handler of handlers.slice(1)) {
        if (['success', 'retry', 'ignore', 'reset_pagination'].includes(verdict.action)) return verdict;
        verdict = await handler.judge(answer, why);
      }
      return verdict;
    },
    async backoff(answer, attempt) {
      for (const handler of handlers) {
        const seconds = await handler.backoff(answer, attempt);
        if (seconds !== null) return seconds;
      }
      return null;
    },
  };
};

export const errorHandlers: Builders<'errorHandler'> = {
  DefaultErrorHandler: single,
  CompositeErrorHandler: composite,
};

function listOf(member: Member | undefined): Component[] {
  return Array.isArray(member) ? member.filter((item) => isComponent(item)) : [];
}

function retriesOf(component: Component, making: Making): number {
  const member = component.members['max_retries'];
  if (member === undefined || member === null) return MOST_RETRIES;
  const retries = constantOf(component, making, member);
  if (!Number.isInteger(retries))
    throw manifestTrouble(
      component,
      making.stream,
      'has no whole number for “max_retries”',
      'Write a whole number.',
    );
  return Math.max(0, retries);
}

/** `max_retries` may be a template over the configuration, and is needed before anything is asked. */
function constantOf(component: Component, making: Making, member: Member): number {
  if (typeof member === 'number') return member;
  const text = making.expressions.text(member, component)?.({});
  return typeof text === 'string' ? Number.parseInt(text, 10) : Number.NaN;
}
