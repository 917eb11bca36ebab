import type { Json } from '../../json.ts';
import type { Component, Member } from '../component.ts';
import type { Making, Paginator, Seen } from '../parts.ts';
import { unexpected, wrongManifest } from '../records/faults.ts';
import { flag, wholeNumber } from '../records/members.ts';

export type Page = Parameters<Paginator['next']>[0];

/** How the next page is found; tokens only, where they go is the paginator's. */
export interface Strategy {
  first(): Json;
  next(page: Page): Promise<Json>;
  /** Null: the manifest names none. */
  readonly pageSize: PageSize | null;
  /** Its templates look at the answer, which is read as a whole for them. */
  readonly readsAnswer: boolean;
}

export type PageSize = (seen: Seen) => Promise<number>;
export type StrategyBuilder = (component: Component, making: Making) => Strategy;

/** PageIncrement: pages are numbered, and one smaller than asked for is the last. */
export function pageIncrement(component: Component, making: Making): Strategy {
  const start = wholeNumber(component, 'start_from_page') ?? 0;
  return counting(component, making, start, (token) => (token ?? start) + 1);
}

/** OffsetIncrement: how many records came so far. */
export function offsetIncrement(component: Component, making: Making): Strategy {
  return counting(component, making, 0, (token, size) => (token ?? 0) + size);
}

function counting(
  component: Component,
  making: Making,
  start: number,
  next: (token: number | null, size: number) => number,
): Strategy {
  const size = pageSizeOf(component, making);
  const first = flag(component, 'inject_on_first_request') ? start : null;
  return {
    pageSize: size,
    readsAnswer: size?.readsAnswer === true,
    first: () => first,
    async next({ answer, extracted, token }) {
      if (extracted === 0) return null;
      if (size !== null) {
        const full = await size(size.readsAnswer ? { response: await answer.json() } : {});
        if (extracted < full) return null;
      }
      if (token !== null && typeof token !== 'number') {
        throw unexpected(making.stream, `the place ${JSON.stringify(token)} to go on from is no number`);
      }
      return next(token, extracted);
    },
  };
}

/** CursorPagination: the answer says how to go on, or its last record does. */
export function cursorPagination(component: Component, making: Making): Strategy {
  if (component.members['cursor_value'] === undefined)
    throw wrongManifest(component, 'cursor_value is missing');
  const value = making.expressions.value(component.members['cursor_value'], component);
  const written = component.members['stop_condition'];
  const stops =
    written === undefined || written === null || written === ''
      ? null
      : making.expressions.condition(written, component);
  const readsAnswer = looksAtAnswer(component.members['cursor_value']) || looksAtAnswer(written);
  return {
    pageSize: pageSizeOf(component, making),
    readsAnswer,
    first: () => null,
    async next({ answer, emitted, last }) {
      const seen = {
        response: readsAnswer ? await answer.json() : {},
        headers: answer.response.headers,
        more: { last_record: last, last_page_size: emitted },
      };
      if (stops !== null && (await stops(seen))) return null;
      const token = await value(seen);
      return isNothing(token) ? null : token;
    },
  };
}

function pageSizeOf(
  component: Component,
  making: Making,
): (PageSize & { readonly readsAnswer: boolean }) | null {
  const written = component.members['page_size'];
  if (written === undefined || written === null) return null;
  const compiled = making.expressions.value(written, component);
  const read = async (seen: Seen) => {
    const size = await compiled(seen);
    const number = typeof size === 'string' && /^\d+$/.test(size) ? Number(size) : size;
    if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
    throw wrongManifest(component, `page_size gave ${JSON.stringify(size)}, which is no whole number`);
  };
  return Object.assign(read, { readsAnswer: looksAtAnswer(written) });
}

function looksAtAnswer(template: Member | undefined): boolean {
  return typeof template === 'string' && /\bresponse\b/.test(template);
}

/** What Python counts as false ends paging: a vendor's last cursor may be 0, empty or false. */
function isNothing(token: Json): boolean {
  if (typeof token === 'object' && token !== null) return Object.keys(token).length === 0;
  return !token;
}
