/** A file of a demo and the relation it is loaded into. */
export interface DemoFile {
  readonly path: string;
  readonly relation: `raw.${string}`;
  readonly rows: number;
}
