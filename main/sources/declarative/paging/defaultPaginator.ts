import type { Component } from '../component.ts';
import type { Additions, Making, Paginator } from '../parts.ts';
import { unsupported, wrongManifest } from '../records/faults.ts';
import { inner, needed } from '../records/members.ts';
import { injection, NOTHING, together } from '../slices/requestOption.ts';
import { cursorPagination, offsetIncrement, pageIncrement, type StrategyBuilder } from './strategies.ts';

const STRATEGIES: Readonly<Record<string, StrategyBuilder | undefined>> = {
  PageIncrement: pageIncrement,
  OffsetIncrement: offsetIncrement,
  CursorPagination: cursorPagination,
};

/** DefaultPaginator: a strategy, and where its token and the size of a page stand in the request. */
export function defaultPaginator(component: Component, making: Making): () => Paginator {
  const written = needed(component, 'pagination_strategy');
  const build = Object.hasOwn(STRATEGIES, written.type) ? STRATEGIES[written.type] : undefined;
  if (build === undefined) throw unsupported(written, 'Leadline has no such way of paging');
  const strategy = build(written, making);
  const tokenOption = inner(component, 'page_token_option');
  const sizeOption = inner(component, 'page_size_option');
  if (sizeOption !== null && strategy.pageSize === null) {
    throw wrongManifest(component, 'page_size_option needs a page_size in pagination_strategy');
  }
  const inPath = tokenOption?.type === 'RequestPath';
  const token = inPath ? null : injection(tokenOption ?? undefined, making);
  const size = injection(sizeOption ?? undefined, making);
  let ready: Promise<Additions> | null = null;
  const prepare = async (): Promise<Additions> => {
    await token?.ready();
    await size?.ready();
    // A size of 0 means none, as in the dialect.
    const number = strategy.pageSize === null || size === null ? 0 : await strategy.pageSize({});
    return size === null || number === 0 ? NOTHING : size.add(number);
  };
  return () => ({
    readsAnswer: strategy.readsAnswer,
    first: () => strategy.first(),
    next: (page) => strategy.next(page),
    async additions(now) {
      ready ??= prepare();
      const sized = await ready;
      return now === null || token === null ? sized : together([token.add(now), sized]);
    },
    url: (now) => (inPath && now !== null ? String(now) : undefined),
  });
}

export function noPagination(): () => Paginator {
  return () => ({
    first: () => null,
    next: async () => null,
    additions: () => NOTHING,
    url: () => undefined,
  });
}
