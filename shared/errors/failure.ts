import * as z from 'zod';

/**
 * Every failure a person may meet. A code is a promise: screens and scripts branch on it, so it is never
 * reworded; the words a person reads are in `message` and `next`.
 */
export const FAILURE_CODES = [
  'ALERT_REFUSED',
  'ALERT_UNSENT',
  'BAD_INPUT',
  'CANCELLED',
  'CHECK_FAILED',
  'DISCONNECTED',
  'DISK_FULL',
  'FILE_DUPLICATE',
  'FILE_INVALID',
  'FILE_UNREADABLE',
  'FOLDER_NOT_EMPTY',
  'FOLDER_NOT_FOUND',
  'FOLDER_UNWRITABLE',
  'HTTP_REFUSED',
  'INTERNAL',
  'JOB_NOT_FOUND',
  'LINK_REFUSED',
  'LOAD_REFUSED',
  'MANIFEST_INVALID',
  'MODEL_FAILED',
  'MODEL_INVALID',
  'PIPELINE_INVALID',
  'PIPELINE_UNKNOWN',
  'PORT_TAKEN',
  'PROJECT_INVALID',
  'ROWS_TOO_MANY',
  'RUN_NOT_POSSIBLE',
  'RUN_UNKNOWN',
  'SCHEDULER_LOST',
  'SECRET_NOT_FOUND',
  'SOURCE_FAILED',
  'SOURCE_REFUSED',
  'SOURCE_UNKNOWN',
  'SOURCE_UNREACHABLE',
  'SQL_FAILED',
  'SQL_REFUSED',
  'STORE_BUSY',
  'STORE_DAMAGED',
  'STORE_NEWER',
  'STORE_UNREACHABLE',
  'STREAM_UNSUPPORTED',
  'TEMPLATE_UNKNOWN',
  'TERMS_REFUSED',
  'TIMED_OUT',
  'VAULT_EXISTS',
  'VAULT_LOCKED',
  'VAULT_UNAVAILABLE',
  'VAULT_WRONG_PASSPHRASE',
  'WORKSPACE_INVALID',
  'WORKSPACE_IN_USE',
  'WORKSPACE_NOT_FOUND',
  'WORKSPACE_NOT_OPEN',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** A fault inside a file a person edits, located so that an editor can jump to it. Lines and columns start at 1. */
export const FileProblem = z.object({
  file: z.string(),
  line: z.number().int().min(1),
  column: z.number().int().min(1),
  message: z.string(),
  severity: z.enum(['error', 'warning']),
});
export type FileProblem = z.infer<typeof FileProblem>;

export const Failure = z.object({
  code: z.enum(FAILURE_CODES),
  /** What failed and why, one sentence a shop owner understands. */
  message: z.string(),
  /** What the person can do now. */
  next: z.string(),
  /** Which file, folder, secret, source, model or step. */
  subject: z.string().optional(),
  /** Whether the same attempt may succeed without anything being changed. */
  retry: z.boolean(),
  problems: z.array(FileProblem).optional(),
  /** Finds the full story in the log; always set for INTERNAL. */
  reference: z.string().optional(),
});
export type Failure = z.infer<typeof Failure>;

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(
  code: FailureCode,
  told: { message: string; next: string; subject?: string; retry?: boolean; problems?: FileProblem[] },
): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { retry: false, ...told, code } };
}
