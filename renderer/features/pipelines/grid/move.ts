export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads from a cell of a grid; null where it is none of its keys. */
export function moved(
  key: string,
  from: Cell,
  size: { rows: number; columns: number; page: number },
): Cell | null {
  const to = target(key, from, size);
  if (to === null) return null;
  return {
    row: Math.min(size.rows - 1, Math.max(0, to.row)),
    column: Math.min(size.columns - 1, Math.max(0, to.column)),
  };
}

function target(
  key: string,
  { row, column }: Cell,
  { columns, page }: { columns: number; page: number },
): Cell | null {
  switch (key) {
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: columns - 1 };
    case 'PageUp':
      return { row: row - page, column };
    case 'PageDown':
      return { row: row + page, column };
    default:
      return null;
  }
}
