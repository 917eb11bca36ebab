import { writeFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../../../shared/errors/failure.ts';
import { type Report, reportPage } from '../../../../models/quality/reportPage.ts';

export async function writeReport(report: Report, path: string): Promise<Result<{ path: string }>> {
  try {
    await writeFile(path, reportPage(report));
    return ok({ path });
  } catch (error) {
    return fail('FOLDER_UNWRITABLE', {
      message: `The report can't be written to ${path}: ${error instanceof Error ? error.message : error}.`,
      next: 'Choose another place.',
      subject: path,
    });
  }
}
