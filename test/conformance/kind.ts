/** What one reference case came to. */
export type Outcome =
  | { readonly passed: true; readonly note?: string }
  /** Why, one reason a line, most telling first. */
  | { readonly passed: false; readonly reasons: readonly string[] }
  /** It asks for something this target can't have: neither passed nor failed, and said so. */
  | { readonly leftOut: string };

export interface ReferenceCase {
  readonly name: string;
  run(): Promise<Outcome>;
}

/** A sort of reference cases: how they lie on disk and what it means to pass. Nothing in it may know a single case. */
export interface Kind {
  /** The cases in a file or folder, in a fixed order. What should be a case and can't be read is a case that fails. */
  casesIn(path: string, target?: string): Promise<readonly ReferenceCase[]>;
  /** What `--target` may be, the ordinary one first; where left out there is no choice. */
  readonly targets?: readonly string[];
  /** After the last case. */
  close?(): Promise<void>;
}
