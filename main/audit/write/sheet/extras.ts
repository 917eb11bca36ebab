/** What stands in a sheet beside its cells: found while they are written, told after them. */
export interface Extras {
  readonly merges: string[];
  readonly links: SheetLink[];
  readonly notes: SheetNote[];
}

export interface SheetLink {
  readonly cell: string;
  readonly to: { readonly place: string } | { readonly address: string };
}

export interface SheetNote {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

export function noExtras(): Extras {
  return { merges: [], links: [], notes: [] };
}
