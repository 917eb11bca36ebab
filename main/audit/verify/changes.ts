/** One cell, or a thousand rows, that differ from what was written. */
export interface Change {
  readonly sheet: string;
  /** Empty for a sheet as a whole. */
  readonly cell: string;
  readonly was: string;
  readonly is: string;
}

export interface Changes {
  readonly listed: readonly Change[];
  readonly inAll: number;
}

const MOST_LISTED = 200;
const LONGEST = 300;

/** Counts all and keeps the first few: a file that has nothing in common would otherwise fill the memory. */
export function createChanges(): { add(change: Change): void; told(): Changes } {
  const listed: Change[] = [];
  let inAll = 0;
  return {
    add({ was, is, ...at }) {
      inAll += 1;
      if (listed.length < MOST_LISTED) listed.push({ ...at, was: short(was), is: short(is) });
    },
    told: () => ({ listed, inAll }),
  };
}

function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).toWellFormed()}…`;
}
