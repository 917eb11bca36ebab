import * as native from '../../native/builders.ts';
import { paginators } from '../paging/builders.ts';
import type { Builders, PartKind } from '../parts.ts';
import { extractors, recordSelectors, schemaLoaders, transformations } from '../records/builders.ts';
import { createRequesters } from '../requests/builders.ts';
import { decoders } from '../requests/decoders/builders.ts';
import { errorHandlers } from '../requests/errors/builders.ts';
import { retrievers } from '../retrieve/builders.ts';
import { cursors, partitionRouters } from '../slices/builders.ts';

/** Which type of component is built by whom, for every kind of part. */
export type Tables = { readonly [K in PartKind]: Builders<K> };

/** Requesters of one table share the answers of parents, authenticators of one table their tokens. */
export function createTables(authenticators: Builders<'authenticator'>): Tables {
  return {
    authenticator: authenticators,
    cursor: cursors,
    decoder: { ...decoders, ...native.decoders },
    errorHandler: errorHandlers,
    extractor: extractors,
    paginator: paginators,
    partitionRouter: partitionRouters,
    recordSelector: recordSelectors,
    requester: { ...createRequesters(), ...native.requesters },
    retriever: { ...retrievers, ...native.retrievers },
    schemaLoader: schemaLoaders,
    transformation: { ...transformations, ...native.transformations },
  };
}
