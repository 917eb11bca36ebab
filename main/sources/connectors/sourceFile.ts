import * as z from 'zod';
import { SecretName } from '../../../shared/contract/vault.ts';

const ConfigValue: z.ZodType<ConfigWritten> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    z.number(),
    z.string(),
    z.array(ConfigValue),
    z.record(z.string(), ConfigValue),
  ]),
);
/** As it is written: where a secret belongs stands `{ secret: its-name }`. */
export type ConfigWritten =
  | null
  | boolean
  | number
  | string
  | readonly ConfigWritten[]
  | { readonly [name: string]: ConfigWritten };

const StreamWish = z.union([
  z
    .string()
    .min(1)
    .transform((name): StreamWish => ({ name })),
  z.strictObject({
    name: z.string().min(1),
    sync: z.enum(['full_refresh', 'incremental']).optional(),
    disposition: z.enum(['append', 'merge', 'replace']).optional(),
  }),
]);
export interface StreamWish {
  readonly name: string;
  readonly sync?: 'full_refresh' | 'incremental' | undefined;
  readonly disposition?: 'append' | 'merge' | 'replace' | undefined;
}

/** `sources/<name>.yml` of a workspace. */
export const SourceFile = z.object({
  connector: z.string().trim().min(1),
  config: z.record(z.string(), ConfigValue).default({}),
  /** All that run here, where it is left out. */
  streams: z.array(StreamWish).optional(),
  /** The day on which the person said that what the vendor's terms ask for is granted. */
  approved: z.union([z.iso.date(), z.date().transform((day) => day.toISOString().slice(0, 10))]).optional(),
  contract: z.enum(['evolve', 'freeze', 'discard-row', 'discard-value']).default('evolve'),
});
export type SourceFile = z.infer<typeof SourceFile>;

export function secretIn(value: ConfigWritten | undefined): SecretName | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const [[name, written] = [], ...more] = Object.entries(value);
  if (name !== 'secret' || more.length > 0) return null;
  return SecretName.safeParse(written).data ?? null;
}
