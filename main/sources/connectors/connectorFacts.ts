import * as z from 'zod';
import { Zone } from '../../../shared/domain/zone.ts';
import { Quota, Rate } from './limitFacts.ts';
import { StreamExtras } from './streamExtras.ts';

const line = z.string().trim().min(1).max(300);
const paragraph = z.string().trim().min(1).max(2_000);

/** What the vendor's terms ask of whoever keeps its data. The warehouse enforces it and the screen shows it. */
export const Terms = z.strictObject({
  /** Rows are deleted this many days after they were last read; `none`: they may be kept. */
  retention_days: z.union([z.literal('none'), z.int().min(1)]).default('none'),
  /** Fields that are taken out before anything is kept: `buyer.email`, or `orders:buyer.email` of one stream; `*` is any one name or any item. */
  never_stored: z.array(line).default([]),
  /** Shown wherever the data is. */
  attribution: paragraph.optional(),
  /** What must be granted first; nothing is read until the person says that it is. */
  approval_needed: paragraph.optional(),
  notice: paragraph.optional(),
});
export type Terms = z.infer<typeof Terms>;

/** How the vendor may be asked. */
export const HttpFacts = z.strictObject({
  plain_http: z.boolean().default(false),
  /** Origins or hosts on private networks that the source may ask. */
  private_hosts: z.array(line).default([]),
  /** Member of the config with an address that the person enters: that origin may be private, and plain if it says `http:`. */
  own_address: line.optional(),
  /** Of one body after decompression, where 256 MB isn't enough. */
  most_bytes: z.int().min(1).optional(),
  /** Said in the User-Agent beside Leadline's name, such as an address of contact. May be `config.<member>`. */
  user_agent_note: line.optional(),
  rates: z.array(Rate).default([]),
});
export type HttpFacts = z.infer<typeof HttpFacts>;

/**
 * Our own part of a connector file, under the key `leadline`. Its keys are written in snake case like those of the dialect.
 *
 *     leadline:
 *       title: Example Shop
 *       summary: Orders and refunds of your shop
 *       category: commerce
 *       vendor: { name: Example, documentation: [{ title: Orders API, url: https://example.com/docs }] }
 *       help: [Make a key under Settings › API. It needs the right to read orders.]
 *       terms: { retention_days: 30, never_stored: [orders:buyer.email] }
 *       http: { rates: [{ name: orders, path: /v1/orders, refill: 0.5, burst: 15 }] }
 *       streams: { orders: { disposition: merge, columns: { total: { money: 2 } } } }
 */
export const ConnectorFacts = z.strictObject({
  title: line,
  summary: line,
  /** Works with no key and no account: shown first. */
  keyless: z.boolean().default(false),
  category: z.enum(['commerce', 'social', 'attention', 'statistics', 'samples', 'other']).default('other'),
  vendor: z
    .strictObject({
      name: line,
      documentation: z.array(z.strictObject({ title: line, url: z.url() })).default([]),
    })
    .optional(),
  /** Paragraphs of plain words: where to get the key, which permission it needs. */
  help: z.array(paragraph).default([]),
  terms: Terms.prefault({}),
  http: HttpFacts.prefault({}),
  /** What may be used up, and is remembered between extractions. */
  quotas: z.array(Quota).default([]),
  /** Which day a snapshot belongs to; otherwise the workspace's reporting zone. */
  zone: Zone.optional(),
  streams: z.record(z.string(), StreamExtras).default({}),
});
export type ConnectorFacts = z.infer<typeof ConnectorFacts>;
