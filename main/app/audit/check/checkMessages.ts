import type { AuditTick } from '../../../../shared/contract/audit.ts';
import type { Result } from '../../../../shared/errors/failure.ts';
import type { ComparedFile } from '../../../audit/verify/compareFile.ts';
import type { Meant } from '../../../audit/verify/verifyWritten.ts';

/** What a thread is to look at. A print is handed on packed, as the register keeps it. */
export type CheckTask =
  | {
      readonly is: 'verify';
      readonly path: string;
      readonly meant: Omit<Meant, 'sets'> & { readonly sets: Meant['sets'] | { readonly print: string } };
    }
  | { readonly is: 'identify'; readonly path: string }
  | { readonly is: 'compare'; readonly path: string; readonly print: string };

export interface Verified {
  readonly ticks: AuditTick[];
  readonly print: string;
}

/** What a file says of itself. */
export interface Identified {
  readonly sha256: string;
  readonly bytes: number;
  readonly packageId: string | null;
}

export interface CheckAnswers {
  readonly verify: Verified;
  readonly identify: Identified;
  readonly compare: ComparedFile;
}

export type FromCheckThread =
  | { readonly is: 'progress'; readonly sheet: string; readonly rows: number }
  | { readonly is: 'done'; readonly answer: Result<CheckAnswers[CheckTask['is']]> };
