import * as z from 'zod';
import { Zone } from '../../../shared/domain/zone.ts';

const operation = {
  /** Within the source: `orders`. */
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_.-]{0,59}$/, 'use lower-case letters, digits, dots, dashes and underscores'),
  /** Any where left out. */
  method: z.string().trim().min(1).toUpperCase().optional(),
  /** Any where left out. */
  host: z.string().trim().min(1).optional(),
  /** As `/orders/v0/orders/*`: a star is one step of the path, two stars are any number of them. Any where left out. */
  path: z.string().startsWith('/').optional(),
};

/** How often an operation may be asked for; a request waits for its turn. */
export const Rate = z.union(
  [
    /** A bucket that refills evenly: `refill` a second, `burst` at once. */
    z.strictObject({ ...operation, refill: z.number().positive(), burst: z.int().min(1) }),
    /** So many within the last seconds. */
    z.strictObject({ ...operation, calls: z.int().min(1), seconds: z.number().positive() }),
    /** So many until midnight of a zone. */
    z.strictObject({ ...operation, per_day: z.int().min(1), zone: Zone.default(Zone.parse('UTC')) }),
  ],
  { error: 'needs refill and burst, calls and seconds, or per_day' },
);
export type Rate = z.infer<typeof Rate>;

/** What may be used up. A request beyond it is refused at once with the words of when there is more, instead of waiting for days. */
export const Quota = z.strictObject({
  ...operation,
  /** What a person calls it: `different hashtags`. */
  title: z.string().trim().min(1).max(100),
  most: z.int().min(1),
  /** A query parameter, of whose different values only so many may be asked for; otherwise every request counts. */
  distinct: z.string().min(1).optional(),
  /** `{ days: 7 }` rolls, `{ day: America/Los_Angeles }` begins anew at midnight there. */
  within: z.union([z.strictObject({ days: z.number().positive() }), z.strictObject({ day: Zone })]),
});
export type Quota = z.infer<typeof Quota>;

export interface Operation {
  readonly method?: string | undefined;
  readonly host?: string | undefined;
  readonly path?: string | undefined;
}

/** Whether a request is one of the operation. */
export function matcherOf({
  method,
  host,
  path,
}: Operation): (asked: { method: string; url: URL }) => boolean {
  const pattern = path === undefined ? null : patternOf(path);
  return (asked) =>
    (method === undefined || method === asked.method.toUpperCase()) &&
    (host === undefined || host.toLowerCase() === asked.url.hostname) &&
    (pattern === null || pattern.test(asked.url.pathname));
}

function patternOf(path: string): RegExp {
  const parts = path.split(/(\*\*|\*)/).map((part) => {
    if (part === '**') return '.*';
    return part === '*' ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}/?$`);
}
