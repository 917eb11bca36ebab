import type { Work } from '../../../../shared/domain/job.ts';
import type { Result } from '../../../../shared/errors/failure.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import type { DemoFile } from '../../demo/demoFile.ts';
import type { Invocation } from '../command.ts';

/** Demo data as asked for on the command line, not made yet. */
export interface AskedDemo {
  write(folder: string, work: Work): Promise<Result<readonly DemoFile[]>>;
  load(
    warehouse: Warehouse,
    files: readonly DemoFile[],
    work: Work,
  ): Promise<Result<readonly { readonly relation: string; readonly rows: number }[]>>;
}

export interface DemoKind {
  /** That of the template it is for. */
  readonly name: string;
  asked(call: Invocation): Result<AskedDemo>;
}
