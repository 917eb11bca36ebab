import type { Connection, Submittable } from 'pg';
import type { Value } from '../../../shared/domain/column.ts';
import { decoderFor } from './columnTypes.ts';
import type { Prepared } from './prepare.ts';

export interface Field {
  readonly name: string;
  readonly dataTypeID: number;
  readonly dataTypeModifier: number;
  /** The relation and column it was read from, 0 where it was computed. */
  readonly tableID: number;
  readonly columnID: number;
}

export interface Answer {
  readonly fields: readonly Field[];
  readonly rows: Value[][];
  /** What Postgres says it did: `INSERT 0 5`. */
  readonly tag: string;
}

/** What of pg's connection a statement speaks through; pg's own declaration of it is years old. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  parse(what: { text: string; types: readonly number[] }): void;
  bind(what: { values: readonly (string | Buffer | null)[] }): void;
  describe(what: { type: 'P' }): void;
  execute(what: { rows: number }): void;
  sync(): void;
  sendCopyFail(reason: string): void;
}

/**
 * One statement in the extended protocol. pg's own Query can neither declare the types of parameters nor stop after a
 * number of rows: it fetches the rest of a suspended portal until nothing is left.
 */
export class Statement implements Submittable {
  readonly answer: Promise<Answer>;
  readonly #prepared: Prepared;
  readonly #most: number;
  #fields: readonly Field[] = [];
  #decoders: ((text: string) => Value)[] = [];
  readonly #rows: Value[][] = [];
  #tag = '';
  #fault: unknown;
  #resolve: (answer: Answer) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  /** At most `most` rows come; 0 is all. */
  constructor(prepared: Prepared, most = 0) {
    this.#prepared = prepared;
    this.#most = most;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: Connection): void {
    const wire = connection as unknown as Wire;
    wire.stream.cork();
    wire.parse({ text: this.#prepared.sql, types: this.#prepared.types });
    wire.bind({ values: this.#prepared.values });
    wire.describe({ type: 'P' });
    wire.execute({ rows: this.#most });
    wire.sync();
    wire.stream.uncork();
  }

  handleRowDescription(message: { fields: readonly Field[] }): void {
    this.#fields = message.fields;
    this.#decoders = message.fields.map((field) => decoderFor(field.dataTypeID));
  }

  handleDataRow(message: { fields: readonly (string | null)[] }): void {
    if (this.#fault !== undefined) return;
    try {
      this.#rows.push(message.fields.map((text, at) => (text === null ? null : this.#decode(text, at))));
    } catch (error) {
      this.#fault = error;
    }
  }

  #decode(text: string, at: number): Value {
    const decode = this.#decoders[at];
    return decode === undefined ? text : decode(text);
  }

  handleCommandComplete(message: { text: string }): void {
    this.#tag = message.text;
  }

  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyData(): void {}

  handleCopyInResponse(connection: Connection): void {
    (connection as unknown as Wire).sendCopyFail('rows are brought in with insert');
  }

  handleError(error: unknown): void {
    this.#reject(error);
  }

  handleReadyForQuery(): void {
    if (this.#fault !== undefined) this.#reject(this.#fault);
    else this.#resolve({ fields: this.#fields, rows: this.#rows, tag: this.#tag });
  }
}
