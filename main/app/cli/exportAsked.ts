import { resolve } from 'node:path';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { exportFinding, type FindingExport } from '../studies/export/exportR.ts';
import type { Answer, Invocation } from './command.ts';

/** The answer as it is, or with `--export-r DIR` once the finding is exported, and says where. */
export async function exportAsked(
  call: Invocation,
  answer: Answer & { readonly data: object },
  made: FindingExport,
): Promise<Result<Answer>> {
  const asked = call.options['export-r'];
  if (typeof asked !== 'string') return ok(answer);
  const folder = resolve(call.folder, asked);
  const exported = await exportFinding(made, folder);
  if (!exported.ok) return exported;
  return ok({
    ...answer,
    data: { ...answer.data, exported: folder },
    text: exportedText(answer.text, folder),
  });
}

export function exportedText(text: string, folder: string): string {
  return `${text}\n\nExported to ${folder}. There, \`Rscript recompute.R\` recomputes it.`;
}
