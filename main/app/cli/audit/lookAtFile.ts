import { resolve } from 'node:path';
import type { AuditMark } from '../../../../shared/contract/audit.ts';
import type { Work } from '../../../../shared/domain/job.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { type ReviewedFile, recordFile, reviewFile } from '../../audit/check/reviewFile.ts';
import { verifyFile } from '../../audit/check/verifyFile.ts';
import { shownPackage } from '../../audit/screens/shownPackage.ts';
import type { Answer, Invocation } from '../command.ts';
import { shownAt } from '../shownAt.ts';
import { withReadableWarehouse, withWarehouse } from '../withWarehouse.ts';
import { tickLines } from './tickLines.ts';

/** `audit verify FILE`: also beside a window that has the workspace. */
export function verifyAsked(call: Invocation, file: string, signal: AbortSignal): Promise<Result<Answer>> {
  const path = resolve(call.folder, file);
  return withReadableWarehouse(call, async ({ store }) => {
    const verified = await verifyFile(store, path, workOf(call, signal));
    if (!verified.ok) return verified;
    const { known, ticks } = verified.value;
    const shown = known === null ? null : await shownPackage(store, known);
    if (shown !== null && !shown.ok) return shown;
    const lines = [
      ...(shown === null ? [] : [`${shown.value.title} (${shown.value.id})`, '']),
      ...tickLines(ticks),
    ];
    return ok({
      data: { package: shown?.value ?? null, ticks },
      text: lines.join('\n'),
      failed: ticks.some(({ is }) => is === 'failed'),
    });
  });
}

/** `audit import FILE`: what came back; with --record it is kept. */
export function importAsked(call: Invocation, file: string, signal: AbortSignal): Promise<Result<Answer>> {
  const path = resolve(call.folder, file);
  const work = workOf(call, signal);
  if (call.options['record'] !== true)
    return withReadableWarehouse(call, async ({ store }) => {
      const reviewed = await reviewFile(store, path, work);
      return reviewed.ok ? told(reviewed.value, 'Nothing is recorded yet: --record does that.') : reviewed;
    });
  return withWarehouse(call, async ({ warehouse: { store } }) => {
    const reviewed = await reviewFile(store, path, work);
    if (!reviewed.ok) return reviewed;
    const { sha256 } = reviewed.value;
    const recorded = await recordFile(store, { path, sha256 }, new Date(), work);
    return recorded.ok ? told(reviewed.value, 'The review is recorded.') : recorded;
  });
}

function workOf({ terminal }: Invocation, signal: AbortSignal): Work {
  const show = shownAt(terminal);
  return { signal, report: (progress) => show({ ...progress, step: progress.step.split(' ')[0] ?? '' }) };
}

function told({ known, ...difference }: ReviewedFile, last: string): Result<Answer> {
  const { added, changed, removed, same, tampered, tamperedInAll } = difference;
  const { package: id, title } = known.manifest;
  const lines = [
    `${title} (${id})`,
    '',
    ...added.map((mark) => `new      ${markText(mark)}`),
    ...changed.map(({ was, is }) => `changed  ${markText(was)}  →  ${markText(is)}`),
    ...removed.map((mark) => `removed  ${markText(mark)}`),
    `${added.length} new, ${changed.length} changed, ${removed.length} removed, ${same} as recorded.`,
    ...(tamperedInAll === 0
      ? []
      : [
          '',
          `LOCKED CELLS CHANGED: ${tamperedInAll}. What the app knows stays as it is.`,
          ...tampered.map(({ sheet, cell, was, is }) => `  ${sheet}!${cell}: ${was} → ${is}`),
        ]),
    '',
    last,
  ];
  return ok({ data: { package: id, ...difference }, text: lines.join('\n'), failed: tamperedInAll > 0 });
}

function markText({ sheet, row, mark, comment, initials, day }: AuditMark): string {
  return [`${sheet} · ${row}:`, mark, comment, [initials, day ?? ''].join(' ').trim()]
    .filter((part) => part !== '')
    .join(' ');
}
