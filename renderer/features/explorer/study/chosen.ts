/** The pair that is looked at. Its lead is null as long as the best one is shown. */
export interface Chosen {
  readonly signal: string;
  readonly outcome: string;
  readonly lead: number | null;
}

/** Chooses a pair, and a lead where one was pointed at. */
export type PickPair = (signal: string, outcome: string, lead?: number) => void;
