import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';

const CHUNK = 1024 ** 2;

/** Writes as the lines are made, and says how many there were. */
export async function writeCsv(
  path: string,
  header: readonly string[],
  lines: Iterable<readonly string[]>,
  expected: number,
  { signal, report }: Work,
): Promise<Result<number>> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'w');
  let rows = 0;
  try {
    let text = `${record(header)}\n`;
    for (const line of lines) {
      text += `${record(line)}\n`;
      rows += 1;
      if (text.length < CHUNK) continue;
      if (signal.aborted)
        return fail('CANCELLED', {
          message: 'Writing the demo data was cancelled.',
          next: 'Start it again when you want it.',
        });
      await file.write(text);
      text = '';
      report({ step: 'Making demo data', done: rows, total: expected });
    }
    await file.write(text);
  } finally {
    await file.close();
  }
  return ok(rows);
}

function record(fields: readonly string[]): string {
  return fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
}
