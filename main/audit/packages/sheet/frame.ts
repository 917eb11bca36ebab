import type { AuditVariant } from '../../../../shared/domain/audit.ts';
import type { DefinedName, Sheet, WrittenData } from '../../workbook/workbook.ts';
import type { Measure } from '../material/common.ts';
import type { Figure } from '../material/figure.ts';
import type { Material } from '../material/material.ts';
import type { RowSet } from '../material/rowSet.ts';
import type { Standing } from './measured.ts';
import type { Tie } from './ties.ts';

/** What pages are told when their turn comes: where rows came to stand, and what they add up to. */
export interface Known {
  readonly material: Material;
  readonly variant: AuditVariant;
  readonly packageId: string;
  /** Null where the table is not in this variant. */
  standing(table: string): Standing | null;
  valueOf(table: string, measure: Measure): number | null;
  readonly written: ReadonlyMap<string, WrittenData>;
}

/** What is special about a kind of package: the rest is alike in all. */
export interface Middle {
  /** Tables of the package, each a sheet where the variant has rows. */
  readonly sets: readonly RowSet[];
  /** What Excel makes of the tables, so that it can be made while their rows pass. */
  readonly figures: readonly Figure[];
  /** Sheets of its own, between the parameters and the tables. */
  sheets(known: Later): readonly Sheet[];
  /** The headline. */
  ties(known: Known): readonly Tie[];
  readonly headline: { readonly name: string; readonly told: string };
  readonly names: readonly DefinedName[];
  /** A line for the index, by the name of each sheet of its own. */
  readonly index: Readonly<Record<string, string>>;
}

/** Known when a page is made. */
export type Later = (written: ReadonlyMap<string, WrittenData>) => Known;
