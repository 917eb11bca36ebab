import * as z from 'zod';

/** The medallion layers, in the order data flows through them. */
export const LAYERS = ['raw', 'staging', 'core', 'analytics'] as const;
export const Layer = z.enum(LAYERS);
export type Layer = z.infer<typeof Layer>;
