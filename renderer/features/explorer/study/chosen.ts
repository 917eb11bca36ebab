/** The pair that is looked at. Its lead is null as long as the best one is shown. */
export interface Chosen {
  readonly signal: string;
  readonly outcome: string;
  readonly lead: number | null;
}
