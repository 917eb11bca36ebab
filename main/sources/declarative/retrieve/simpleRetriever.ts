import { type Component, isComponent, type Member } from '../component.ts';
import { noPagination } from '../paging/defaultPaginator.ts';
import type { Additions, Cursor, Extras, Making, PartitionRouter, Retriever, Slice } from '../parts.ts';
import { unsupported, wrongManifest } from '../records/faults.ts';
import { flag, group, inner, needed } from '../records/members.ts';
import { isKeepable } from './keepable.ts';
import { noSecondReset, positionOf, readPages } from './pageLoop.ts';

/** SimpleRetriever: asks for the pages of a slice, one after another, and hands on what the selector makes of them. */
export function simpleRetriever(component: Component, making: Making, more: Extras): Retriever {
  const decoder = inner(component, 'decoder');
  const decoding = decoder === null ? {} : { decoder: making.make('decoder', decoder) };
  refuseQueryProperties(needed(component, 'requester'));
  const requester = making.make('requester', needed(component, 'requester'), decoding);
  const selector = making.make('recordSelector', needed(component, 'record_selector'), {
    ...more,
    ...decoding,
  });
  const paging = inner(component, 'paginator');
  const newPaginator = paging === null ? noPagination() : making.make('paginator', paging, more);
  const onlyFirst = flag(component, 'ignore_stream_slicer_parameters_on_paginated_requests');
  const most = resetLimit(component);
  const router = more.partitionRouter ?? null;
  return {
    async *pages(slice, { signal, resume, cursor }) {
      const paginator = newPaginator();
      const pieces = readPages({
        stream: making.stream,
        paginator,
        watched: paging !== null && paging.type !== 'NoPagination',
        signal,
        from: positionOf(resume),
        most,
        async ask(token) {
          const added = [await paginator.additions(token)];
          if (token === null || !onlyFirst) added.push(...ofSlice(slice, cursor, router));
          const url = paginator.url(token);
          return requester.ask({
            slice,
            token,
            signal,
            additions: added,
            ...(url === undefined ? {} : { url }),
          });
        },
        select: (answer, extracted) => selector.select(answer, slice, cursor, extracted),
        handOn(record) {
          if (cursor?.filtering === 'feed' && !cursor.wants(record, slice)) return false;
          cursor?.observe(record, slice);
          return true;
        },
        ends: (last) => cursor?.filtering === 'feed' && cursor.isPast(last, slice),
        reset: noSecondReset(making.stream),
      });
      for await (const { records, next } of pieces) {
        const isPlace = next !== undefined && isKeepable(next.token, making.config);
        yield { records, resume: isPlace ? { ...next } : undefined };
      }
    },
  };
}

/** A page asked for in several requests, each for some of its fields. */
function refuseQueryProperties(requester: Component): void {
  const { query_properties, fetch_properties_from_endpoint, request_parameters } = requester.members;
  const parameters =
    typeof request_parameters === 'object' && request_parameters !== null ? request_parameters : {};
  for (const member of [
    query_properties,
    fetch_properties_from_endpoint,
    ...Object.values(parameters as object),
  ] as Member[]) {
    if (isComponent(member)) throw unsupported(member, 'fields are not asked for in several requests');
  }
}

/** What cursor and partition router add to a request of their slice. */
export function ofSlice(
  slice: Slice,
  cursor: Cursor | null,
  router: PartitionRouter | null,
): readonly Additions[] {
  const added: Additions[] = [];
  if (cursor !== null) added.push(cursor.additions(slice));
  if (router !== null) added.push(router.additions(slice));
  return added;
}

function resetLimit(component: Component): number | null {
  const reset = group(component, 'pagination_reset');
  if (reset === null) return null;
  if (reset.members['action'] !== 'RESET') {
    throw unsupported(
      inner(component, 'pagination_reset') ?? component,
      `its pagination_reset splits slices by their cursor (${String(reset.members['action'])})`,
    );
  }
  const limits = reset.members['limits'];
  if (limits === undefined || limits === null) return null;
  const members = typeof limits === 'object' && 'members' in limits ? limits.members : limits;
  const number = (members as { readonly number_of_records?: unknown }).number_of_records;
  if (typeof number !== 'number')
    throw wrongManifest(component, 'limits of pagination_reset need number_of_records');
  return number;
}
