import { resolve } from 'node:path';
import type { AuditPackage } from '../../../../shared/contract/audit.ts';
import type { AuditVariant } from '../../../../shared/domain/audit.ts';
import type { Work } from '../../../../shared/domain/job.ts';
import { machineZone } from '../../../../shared/domain/zone.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { subjectOfWords } from '../../audit/asked/subjectOfWords.ts';
import { makeKeptPackage } from '../../audit/keep/keepPackage.ts';
import { shownPackage } from '../../audit/screens/shownPackage.ts';
import { surroundingsOf } from '../../audit/surroundingsOf.ts';
import type { Answer, Invocation } from '../command.ts';
import { withWorkbench } from '../session.ts';
import { shownAt } from '../shownAt.ts';
import { countText, sizeText } from '../textTable.ts';
import { unlock } from '../unlock.ts';
import { tickLines } from './tickLines.ts';

/** `audit finding|dashboard|relation|run|period …`. */
export function makeAsked(
  call: Invocation,
  variant: AuditVariant,
  signal: AbortSignal,
): Promise<Result<Answer>> {
  return withWorkbench(call, async (workbench) => {
    const { workspaces, warehouse, vault } = workbench;
    const opened = await workspaces.open(call.workspace);
    if (!opened.ok) return opened;
    let held = await warehouse.get();
    const isLocked = !held.ok && held.failure.code === 'VAULT_LOCKED';
    if (isLocked || variant === 'anonymised') {
      const entered = await unlock(vault, call);
      if (!entered.ok) return entered;
      if (isLocked) held = await warehouse.get();
    }
    if (!held.ok) return held;
    const { store } = held.value;
    const { path: workspace, config } = opened.value;
    const place = { store, workspace, zone: config?.zone ?? machineZone() };
    const subject = await subjectOfWords(call.words, place, signal);
    if (!subject.ok) return subject;
    const around = await surroundingsOf(workbench);
    if (!around.ok) return around;
    const { out } = call.options;
    const to = typeof out === 'string' ? resolve(call.folder, out) : undefined;
    const show = shownAt(call.terminal);
    // A line for each sheet would be more than is said about the package.
    const report: Work['report'] = (progress) =>
      show({ ...progress, step: progress.step.split(' ')[0] ?? '' });
    const made = await makeKeptPackage(
      { subject: subject.value, variant, to },
      around.value,
      () => new Date(),
      { signal, report },
    );
    if (!made.ok) return made;
    const shown = await shownPackage(store, made.value);
    return shown.ok ? ok({ data: shown.value, text: madeText(shown.value) }) : shown;
  });
}

function madeText({ title, file, id, sheets, rows, bytes, ticks }: AuditPackage): string {
  return [
    title,
    file,
    `${id}: ${countText(sheets)} sheets, ${countText(rows)} rows, ${sizeText(bytes)}`,
    '',
    ...tickLines(ticks),
  ].join('\n');
}
