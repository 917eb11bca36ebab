import type { ScreenId } from '../../app/screen.ts';

export interface Promised {
  /** What the screen will do, in one sentence. */
  readonly does: string;
  /** What a person can already do towards it. */
  readonly now: string;
}

/** The screens that are not part of this version yet. An entry leaves when its screen arrives. */
export const PROMISED: Partial<Record<ScreenId, Promised>> = {
  dashboards: {
    does: 'This screen will show your marts as tiles that a text file describes, filtered together and exported with their filters written on them.',
    now: 'Files in dashboards/ are checked as you save them.',
  },
  sql: {
    does: 'Here you will ask the warehouse anything, read-only, and keep the questions worth asking again.',
    now: 'Keep .sql files in queries/: they will be here when the screen is.',
  },
  publish: {
    does: 'This screen will send chosen layers to a shared Postgres that your client’s Power BI or Tableau reads.',
    now: 'Keep the connection’s password in the vault now.',
  },
};
