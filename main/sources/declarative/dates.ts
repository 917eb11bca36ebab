/**
 * Instants of the dialect: UTC microseconds as a bigint-free pair would cost more than it gives, so milliseconds and the
 * microseconds beyond them. Formats are Python's strptime with the dialect's own `%s`, `%s_as_float`, `%epoch_microseconds`,
 * `%ms`, `%_ms`.
 */
export interface Instant {
  readonly milliseconds: number;
  /** 0 to 999. */
  readonly microseconds: number;
  /** Minutes east of UTC, kept for formats that print it. */
  readonly offset: number;
}

/** The dialect's dates; room X implements it in `expressions/`. */
export interface Dates {
  /** Null: the text is not of that format. */
  parse(text: string, format: string): Instant | null;
  format(instant: Instant, format: string): string;
  /** ISO 8601 durations: `P1M` is a calendar month. */
  add(instant: Instant, duration: string, times: number): Instant;
}
