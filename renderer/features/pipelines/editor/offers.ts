import type { Client } from '../../../../shared/contract/contract.ts';

/** What the form can offer: names there are. */
export type Offers = Awaited<ReturnType<Client['pipelines']['offers']>>;
