import { type AuditKind, AuditSubject } from '../../../../shared/domain/audit.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { storedFindings } from '../../explorer/storedFindings.ts';
import { readyStudy, studyNames } from '../../studies/studyFiles.ts';
import { offeredSubjects } from '../screens/offeredSubjects.ts';
import type { AskingPlace } from './subjectOfWords.ts';

type Named = Exclude<AuditKind, 'period'>;

const PAGE = 100;
/** It is only handed back. */
const ANY_VERSION = 0;
/** Who gets as many as this has to say more anyhow. */
const MOST = 1_000;

/** What the words may mean: one alone where it is called just so. */
export async function candidatesOf(
  kind: Named,
  words: readonly string[],
  place: AskingPlace,
  signal: AbortSignal,
): Promise<Result<AuditSubject[]>> {
  if (kind === 'finding') return findingsOf(words, place, signal);
  const [text = ''] = words;
  const offered = await offeredSubjects(place, { kind, text: text === 'last' ? '' : text }, signal);
  if (!offered.ok) return offered;
  const subjects = offered.value.map(({ subject }) => subject);
  // The newest run stands first.
  if (kind === 'run' && text === 'last') return ok(subjects.slice(0, 1));
  const exact = subjects.filter((subject) => nameOf(subject) === text);
  // A page is asked for by its name: whether it can be made is said where it is made.
  if (kind === 'dashboard' && exact.length === 0 && subjects.length === 0)
    return ok([{ kind: 'dashboard', name: text }]);
  return ok(exact.length > 0 ? exact : subjects);
}

function nameOf(subject: AuditSubject): string | null {
  if (subject.kind === 'relation') return subject.relation;
  if (subject.kind === 'run') return subject.run;
  return subject.kind === 'dashboard' ? subject.name : null;
}

/** Of the study that is named, or of all. */
async function findingsOf(
  words: readonly string[],
  { store, workspace }: AskingPlace,
  stopping: AbortSignal,
): Promise<Result<AuditSubject[]>> {
  const names = (await studyNames(workspace)) ?? [];
  const [first = '', ...others] = words;
  const isNamed = words.length === 3 || (words.length > 1 && names.some((name) => name === first));
  const [signal = '', outcome = ''] = isNamed ? others : words;
  const found: AuditSubject[] = [];
  for (const name of isNamed ? [first] : names) {
    const ready = await readyStudy(workspace, name);
    if (!ready.ok) {
      if (isNamed) return ready;
      continue;
    }
    const study = ready.value.name;
    const stored = storedFindings(ready.value, store);
    const exact = await stored.one({ signal, outcome }, stopping);
    if (exact.ok && exact.value !== null) return ok([{ kind: 'finding', study, signal, outcome }]);
    for (let skip = 0; found.length < MOST; skip += PAGE) {
      const page = await stored.page({ study, text: signal, skip, take: PAGE }, ANY_VERSION, stopping);
      if (!page.ok) {
        if (isNamed) return page;
        break;
      }
      for (const line of page.value.lines)
        if (
          holds(`${line.signal} ${line.signalLabel}`, signal) &&
          holds(`${line.outcome} ${line.outcomeLabel}`, outcome)
        )
          found.push(
            AuditSubject.parse({ kind: 'finding', study, signal: line.signal, outcome: line.outcome }),
          );
      if (page.value.lines.length < PAGE) break;
    }
  }
  return ok(found);
}

function holds(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
