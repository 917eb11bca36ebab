/** Leaves out the first lines of a text that comes in pieces, such as the title of a report above its table. */
export function createLineSkipper(lines: number): (text: string) => string {
  let left = lines;
  return (text) => {
    let from = 0;
    while (left > 0) {
      const end = text.indexOf('\n', from);
      if (end === -1) return '';
      from = end + 1;
      left -= 1;
    }
    return from === 0 ? text : text.slice(from);
  };
}
