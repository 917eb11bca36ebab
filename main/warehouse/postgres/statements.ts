import type { Connection, Submittable } from 'pg';
import { decoderFor, OID } from './columnTypes.ts';
import type { Field } from './statement.ts';

type Decoded = null | boolean | bigint | number | string | Uint8Array;

export interface Told {
  readonly fields: readonly Field[];
  readonly rows: Decoded[][];
  /** What Postgres says the last statement did: `INSERT 0 5`. */
  readonly tag: string;
}

/** Numbers and truths are values; every other type is text as the server writes it, for whoever knows its name. */
const DECODED: ReadonlySet<number> = new Set([
  ...[OID.bool, OID.int2, OID.int4, OID.int8, OID.oid, OID.float4, OID.float8, OID.bytea],
]);

/** Several statements in the simple protocol, one transaction unless they say otherwise; the last one's rows are kept. */
export class Statements implements Submittable {
  readonly told: Promise<Told>;
  readonly #sql: string;
  readonly #most: number;
  #fields: readonly Field[] = [];
  #decoders: ((text: string) => Decoded)[] = [];
  #rows: Decoded[][] = [];
  #tag = '';
  /** Whether what comes next belongs to another statement than what is kept. */
  #over = false;
  #fault: unknown;
  #resolve: (told: Told) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(sql: string, most: number) {
    this.#sql = sql;
    this.#most = most;
    this.told = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: Connection): void {
    (connection as unknown as { query(text: string): void }).query(this.#sql);
  }

  #begin(): void {
    if (!this.#over) return;
    this.#over = false;
    this.#fields = [];
    this.#rows = [];
  }

  handleRowDescription(message: { fields: readonly Field[] }): void {
    this.#begin();
    this.#fields = message.fields;
    this.#decoders = message.fields.map(({ dataTypeID }) =>
      DECODED.has(dataTypeID) ? decoderFor(dataTypeID) : String,
    );
  }

  handleDataRow(message: { fields: readonly (string | null)[] }): void {
    if (this.#fault !== undefined || this.#rows.length >= this.#most) return;
    try {
      this.#rows.push(
        message.fields.map((text, at) => (text === null ? null : (this.#decoders[at] ?? String)(text))),
      );
    } catch (error) {
      this.#fault = error;
    }
  }

  handleCommandComplete(message: { text: string }): void {
    this.#begin();
    this.#tag = message.text;
    this.#over = true;
  }

  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyData(): void {}

  handleCopyInResponse(connection: Connection): void {
    (connection as unknown as { sendCopyFail(reason: string): void }).sendCopyFail(
      'nothing is copied in here',
    );
  }

  handleError(error: unknown): void {
    this.#reject(error);
  }

  handleReadyForQuery(): void {
    if (this.#fault !== undefined) this.#reject(this.#fault);
    else this.#resolve({ fields: this.#fields, rows: this.#rows, tag: this.#tag });
  }
}
