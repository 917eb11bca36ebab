import type { Warehouse } from '../../../main/warehouse/warehouse.ts';
import type { Field } from './csv.ts';

export interface FoundRelation {
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly columns: readonly (readonly [string, string])[];
}

/** A fresh database for one history, looked at past everything of ours. */
export interface World {
  readonly engine: 'postgres' | 'sqlite';
  readonly warehouse: Warehouse;
  /** All but sources and what Leadline keeps for itself. */
  relations(): Promise<readonly FoundRelation[]>;
  rows(relation: string, columns: readonly string[]): Promise<readonly (readonly unknown[])[]>;
  /** The whole content of a source table, its columns those given. */
  load(
    table: string,
    columns: readonly string[],
    types: readonly string[],
    rows: readonly (readonly Field[])[],
  ): Promise<void>;
  sameKind(expected: string, found: string): boolean;
  sameType(expected: string, found: string): boolean;
  /** Columns whose values an engine can't have in common. */
  readonly looseColumns: readonly string[];
  close(): Promise<void>;
}
