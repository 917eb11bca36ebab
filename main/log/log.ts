import type { LogEntry, LogLevel } from '../../shared/contract/log.ts';
import type { Secret } from '../../shared/domain/secret.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** What every part of the core is handed to speak with. Messages are fixed sentences; what varies goes into fields. */
export interface Logger {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  /** Returns the reference that a screen shows and that finds this entry. */
  error(message: string, fields?: Fields): string;
  scope(name: string): Logger;
}

export interface LogQuery {
  readonly least: LogLevel;
  readonly search: string;
  readonly skip: number;
  readonly take: number;
}

/** The log of one process: it follows the open workspace and never holds what it was told is secret. */
export interface Log extends Logger {
  /** Entries go to this folder from now on; what was written before stays where it is. */
  writeTo(folder: string): void;
  /** From now on this value is struck out wherever it appears, plain, URL-encoded or in base64. */
  conceal(secret: Secret): void;
  /** For text that leaves by another way than an entry: a diagnostics bundle, a report to copy. */
  redact(text: string): string;
  read(query: LogQuery): Promise<{ entries: LogEntry[]; more: boolean }>;
  /** The log files, oldest first, for a diagnostics bundle. */
  files(): Promise<string[]>;
  flush(): Promise<void>;
  close(): Promise<void>;
}
