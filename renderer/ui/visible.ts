/** Which rows of a scrolled list are on the screen, with some on either side so that scrolling shows no gap. */
export function visibleRows(list: {
  readonly count: number;
  readonly rowHeight: number;
  readonly scrolled: number;
  readonly height: number;
}): { first: number; end: number } {
  const { count, rowHeight, scrolled, height } = list;
  const first = Math.max(0, Math.min(count, Math.floor(scrolled / rowHeight) - AROUND));
  const end = Math.min(count, Math.ceil((scrolled + height) / rowHeight) + AROUND);
  return { first, end: Math.max(first, end) };
}

const AROUND = 8;
