import type { Builders } from '../parts.ts';
import { defaultPaginator, noPagination } from './defaultPaginator.ts';

export const paginators: Builders<'paginator'> = {
  DefaultPaginator: defaultPaginator,
  NoPagination: noPagination,
};
