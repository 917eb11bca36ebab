import type { Builders } from '../parts.ts';
import { asyncRetriever } from './asyncRetriever.ts';
import { simpleRetriever } from './simpleRetriever.ts';

export const retrievers: Builders<'retriever'> = {
  SimpleRetriever: simpleRetriever,
  AsyncRetriever: asyncRetriever,
};
