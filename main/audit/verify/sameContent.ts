const NUMBERS = /(?<![\w.$])(\d+(?:\.\d+)?(?:E[+-]?\d+)?)(?![\w(])/gi;
/** Some programs save fifteen digits, and round the last one in a way of their own. */
const ROUNDING = 1e-13;
/** In formulas some keep fewer digits of the smallest constants. */
const NOTHING = 1e-15;
const MILLISECOND = 1;

/** Whether two cells hold the same, as `comparable` spells them. */
export function sameContent(was: string, is: string): boolean {
  if (was === is) return true;
  const kind = was.charAt(0);
  if (kind !== is.charAt(0)) return false;
  if (kind === 'n') return near(Number(was.slice(1)), Number(is.slice(1)), 0);
  if (kind === 'i') return Math.abs(Date.parse(was.slice(1)) - Date.parse(is.slice(1))) <= MILLISECOND;
  return kind === '=' && sameFormula(was, is);
}

function sameFormula(was: string, is: string): boolean {
  const [before, after] = [was.split(NUMBERS), is.split(NUMBERS)];
  return (
    before.length === after.length &&
    before.every((part, at) => {
      const other = after[at] ?? '';
      return part === other || (at % 2 === 1 && near(Number(part), Number(other), NOTHING));
    })
  );
}

function near(one: number, other: number, least: number): boolean {
  return Math.abs(one - other) <= Math.max(least, ROUNDING * Math.max(Math.abs(one), Math.abs(other)));
}
