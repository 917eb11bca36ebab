import type { TroubleKind } from '../../../trouble.ts';

/** What the dialect makes of a status that no filter names. Anything else below 400 is a success. */
export interface DefaultVerdict {
  readonly action: 'fail' | 'retry' | 'rate_limited';
  readonly kind: TroubleKind;
}

const DEFAULTS: Readonly<Record<number, DefaultVerdict>> = {
  400: { action: 'fail', kind: 'system' },
  401: { action: 'fail', kind: 'config' },
  403: { action: 'fail', kind: 'config' },
  404: { action: 'fail', kind: 'system' },
  405: { action: 'fail', kind: 'system' },
  408: { action: 'retry', kind: 'transient' },
  429: { action: 'rate_limited', kind: 'transient' },
  500: { action: 'retry', kind: 'transient' },
  502: { action: 'retry', kind: 'transient' },
  503: { action: 'retry', kind: 'transient' },
  504: { action: 'retry', kind: 'transient' },
};

/** Null status: no answer came. */
export function defaultVerdict(status: number | null): DefaultVerdict {
  if (status === null) return { action: 'retry', kind: 'transient' };
  return DEFAULTS[status] ?? { action: 'retry', kind: 'system' };
}
