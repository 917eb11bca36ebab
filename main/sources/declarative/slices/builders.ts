import type { Builders } from '../parts.ts';
import { incrementingCountCursor } from './countCursor.ts';
import { datetimeBasedCursor } from './datetimeCursor.ts';
import { groupingPartitionRouter } from './groupingRouter.ts';
import { listPartitionRouter } from './listRouter.ts';
import { substreamPartitionRouter } from './substreamRouter.ts';
import { unionPartitionRouter } from './unionRouter.ts';

export const cursors: Builders<'cursor'> = {
  DatetimeBasedCursor: datetimeBasedCursor,
  IncrementingCountCursor: incrementingCountCursor,
};

export const partitionRouters: Builders<'partitionRouter'> = {
  GroupingPartitionRouter: groupingPartitionRouter,
  ListPartitionRouter: listPartitionRouter,
  SubstreamPartitionRouter: substreamPartitionRouter,
  UnionPartitionRouter: unionPartitionRouter,
};
