import type {
  AskedFindings,
  AskedHeat,
  AskedPair,
  EventView,
  FindingsPage,
  HeatView,
  Notes,
  OpenStudy,
  PairJudgement,
  PairView,
} from '../../../shared/contract/explorer.ts';
import type { NoteId, NoteWish } from '../../../shared/domain/ownNote.ts';
import { StudyName } from '../../../shared/domain/study.ts';
import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { InsightSurroundings } from '../insightScreens.ts';
import { studyVersions } from '../studies/run/versions.ts';
import { readyStudy, studyNames } from '../studies/studyFiles.ts';
import { events, exportR, heat, judgement, type Place, pairView } from './answers.ts';
import { createHeldStudy } from './heldStudy.ts';
import { addNote, changeNote, readNotes, removeNote } from './notes/ownNotes.ts';
import { openedStudy } from './openedStudy.ts';
import { storedFindings } from './storedFindings.ts';
import { ThreadStopped } from './thread/explorerThread.ts';
import { usedVersion } from './usedVersion.ts';

export interface OfferedStudy {
  readonly name: StudyName;
  readonly title: string;
  readonly problem: Pick<Failure, 'message' | 'next'> | null;
}

type Expected = { readonly expected: string | null };

/** What the calls of explorer ask. */
export interface ExplorerScreens {
  studies(signal?: AbortSignal): Promise<Result<OfferedStudy[]>>;
  open(of: { study: StudyName }, signal?: AbortSignal): Promise<Result<OpenStudy>>;
  findings(of: AskedFindings, signal?: AbortSignal): Promise<Result<FindingsPage>>;
  pair(of: AskedPair, signal?: AbortSignal): Promise<Result<PairView>>;
  finding(of: AskedPair, signal?: AbortSignal): Promise<Result<PairJudgement>>;
  events(of: Omit<AskedPair, 'toggles'>, signal?: AbortSignal): Promise<Result<EventView>>;
  heat(of: AskedHeat, signal?: AbortSignal): Promise<Result<HeatView>>;
  notes(): Promise<Result<Notes>>;
  addNote(of: Expected & { note: NoteWish }): Promise<Result<Notes>>;
  changeNote(of: Expected & { id: NoteId; note: NoteWish }): Promise<Result<Notes>>;
  removeNote(of: Expected & { id: NoteId }): Promise<Result<Notes>>;
  exportR(
    of: { study: StudyName; signal: string; outcome: string; to: string },
    signal?: AbortSignal,
  ): Promise<Result<{ folder: string }>>;
  /** Lets the study go that is held, and ends its threads. */
  release(): Promise<void>;
}

export function createExplorerScreens({ current, warehouse }: InsightSurroundings): ExplorerScreens {
  const held = createHeldStudy();

  /** With the study read, or ready from before. */
  async function within<T>(
    { study }: { readonly study: StudyName },
    signal: AbortSignal | undefined,
    work: (place: Place) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const workspace = current()?.path;
    if (workspace === undefined) return noWorkspace();
    const ready = await readyStudy(workspace, study);
    if (!ready.ok) return ready;
    const opened = await warehouse.get();
    if (!opened.ok) return opened;
    const { store } = opened.value;
    try {
      const holding = await held.get(workspace, ready.value, store);
      return holding.ok ? await work({ holding: holding.value, store, workspace, signal }) : holding;
    } catch (error) {
      if (!(error instanceof ThreadStopped)) throw error;
      return fail('CANCELLED', {
        message: 'The question was left before it was answered.',
        next: 'Ask again when you want to know.',
      });
    }
  }

  async function withNotes(work: (workspace: string) => Promise<Result<Notes>>): Promise<Result<Notes>> {
    const workspace = current()?.path;
    return workspace === undefined ? noWorkspace() : work(workspace);
  }

  return {
    async studies() {
      const workspace = current()?.path;
      return workspace === undefined ? noWorkspace() : ok(await offeredStudies(workspace));
    },
    open: (of, signal) =>
      within(of, signal, async ({ holding, store }) => {
        const version = await usedVersion(holding, store, signal);
        return version.ok ? ok(openedStudy(holding, version.value)) : version;
      }),
    async findings(of, signal) {
      const workspace = current()?.path;
      if (workspace === undefined) return noWorkspace();
      const ready = await readyStudy(workspace, of.study);
      if (!ready.ok) return ready;
      const opened = await warehouse.get();
      if (!opened.ok) return opened;
      const { store } = opened.value;
      const versions = await studyVersions(store, of.study, signal);
      if (!versions.ok) return versions;
      return storedFindings(ready.value, store).page(of, versions.value[0]?.version ?? null, signal);
    },
    pair: (of, signal) => within(of, signal, (place) => pairView(place, of)),
    finding: (of, signal) => within(of, signal, (place) => judgement(place, of)),
    events: (of, signal) => within(of, signal, (place) => events(place, of)),
    heat: (of, signal) => within(of, signal, (place) => heat(place, of)),
    notes: () => withNotes(readNotes),
    addNote: ({ note, expected }) => withNotes((workspace) => addNote(workspace, note, expected)),
    changeNote: ({ id, note, expected }) =>
      withNotes((workspace) => changeNote(workspace, id, note, expected)),
    removeNote: ({ id, expected }) => withNotes((workspace) => removeNote(workspace, id, expected)),
    exportR: (of, signal) => within(of, signal, (place) => exportR(place, of)),
    release: () => held.end(),
  };
}

/** The studies of the workspace, those that can't be read with the reason. */
async function offeredStudies(workspace: string): Promise<OfferedStudy[]> {
  const offered: OfferedStudy[] = [];
  for (const written of (await studyNames(workspace)) ?? []) {
    const name = StudyName.safeParse(written);
    // Its file is told among the problems of the workspace; a name that is none can't be asked for.
    if (!name.success) continue;
    const ready = await readyStudy(workspace, name.data);
    offered.push(
      ready.ok
        ? { name: name.data, title: ready.value.study.title ?? name.data, problem: null }
        : {
            ...{ name: name.data, title: name.data },
            problem: { message: ready.failure.message, next: ready.failure.next },
          },
    );
  }
  return offered;
}

function noWorkspace(): Result<never> {
  return fail('WORKSPACE_NOT_OPEN', {
    message: 'Leads are found in the data of a workspace, and none is open.',
    next: 'Open a workspace, then try again.',
  });
}
