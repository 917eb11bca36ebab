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
import type { StudyName } from '../../../shared/domain/study.ts';
import { type Failure, fail, type Result } from '../../../shared/errors/failure.ts';
import type { InsightSurroundings } from '../insightScreens.ts';

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
}

export function createExplorerScreens(_around: InsightSurroundings): ExplorerScreens {
  const later = async (): Promise<Result<never>> =>
    fail('BAD_INPUT', { message: 'This is not there yet.', next: 'Wait for it.' });
  return {
    studies: later,
    open: later,
    findings: later,
    pair: later,
    finding: later,
    events: later,
    heat: later,
    notes: later,
    addNote: later,
    changeNote: later,
    removeNote: later,
    exportR: later,
  };
}
