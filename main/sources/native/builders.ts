import type { Builders } from '../declarative/parts.ts';
import { encodingDecoder } from './encodingDecoder.ts';
import { feedRetriever } from './feedRetriever.ts';
import { keepFields } from './keepFields.ts';
import { localDay } from './localDay.ts';
import { localDayRequester } from './localDayRequester.ts';
import { newestFirstRetriever } from './newestFirstRetriever.ts';
import { numbersFromText } from './numbersFromText.ts';
import { numberWithin } from './numberWithin.ts';
import { partitionFields } from './partitionFields.ts';

/** What the dialect can't say, under our own prefix. */
export const transformations: Builders<'transformation'> = {
  'leadline.KeepFields': keepFields,
  'leadline.PartitionFields': partitionFields,
  'leadline.NumbersFromText': numbersFromText,
  'leadline.NumberWithin': numberWithin,
  'leadline.LocalDay': localDay,
};

export const decoders: Builders<'decoder'> = {
  'leadline.EncodingDecoder': encodingDecoder,
};

export const requesters: Builders<'requester'> = {
  'leadline.LocalDayRequester': localDayRequester,
};

export const retrievers: Builders<'retriever'> = {
  'leadline.FeedRetriever': feedRetriever,
  'leadline.NewestFirstRetriever': newestFirstRetriever,
};
