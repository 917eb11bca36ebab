export interface Numbered {
  /** With `$1`, `$2` … where `?` stood. */
  readonly sql: string;
  readonly count: number;
  /** From a place in `sql` to the place in what was given; both count from 0. */
  at(place: number): number;
}

/**
 * Skips what only looks like a placeholder: strings (with `''`, and with backslashes in E'…'), quoted names, both kinds
 * of comment (block ones nest), dollar quotes. `??` is a single `?`, for Postgres has operators spelled with it.
 */
export function numberPlaceholders(sql: string): Numbered {
  const marks: { from: number; to: number }[] = [];
  let out = '';
  let copied = 0;
  let count = 0;
  for (let place = 0; place < sql.length; ) {
    const end = endOfSpan(sql, place);
    if (end > place) {
      place = end;
      continue;
    }
    if (sql[place] !== '?') {
      place += 1;
      continue;
    }
    const doubled = sql[place + 1] === '?';
    if (!doubled) count += 1;
    out += sql.slice(copied, place) + (doubled ? '?' : `$${count}`);
    place += doubled ? 2 : 1;
    copied = place;
    marks.push({ from: out.length, to: place });
  }
  return {
    sql: out + sql.slice(copied),
    count,
    at(place) {
      const mark = marks.findLast(({ from }) => from <= place);
      return mark === undefined ? place : mark.to + (place - mark.from);
    },
  };
}

/** Where the string, quoted name or comment that begins at `start` ends; `start` itself where none does. */
function endOfSpan(sql: string, start: number): number {
  const rest = (from: number, mark: string) => {
    const found = sql.indexOf(mark, from);
    return found === -1 ? sql.length : found + mark.length;
  };
  switch (sql[start]) {
    case "'":
      return /(^|[^\w$])[eE]$/.test(sql.slice(Math.max(0, start - 2), start))
        ? endOfEscaped(sql, start + 1)
        : rest(start + 1, "'");
    case '"':
      return rest(start + 1, '"');
    case '-':
      return sql[start + 1] === '-' ? rest(start, '\n') : start;
    case '/':
      return sql[start + 1] === '*' ? endOfComment(sql, start + 2) : start;
    case '$': {
      if (/[\w$]/.test(sql[start - 1] ?? '')) return start;
      const tag = /^\$([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(sql.slice(start, start + 66))?.[0];
      return tag === undefined ? start : rest(start + tag.length, tag);
    }
    default:
      return start;
  }
}

function endOfEscaped(sql: string, start: number): number {
  for (let place = start; place < sql.length; place += 1) {
    if (sql[place] === '\\') place += 1;
    else if (sql[place] === "'") return place + 1;
  }
  return sql.length;
}

function endOfComment(sql: string, start: number): number {
  let depth = 1;
  for (let place = start; place < sql.length; place += 1) {
    const pair = sql.slice(place, place + 2);
    if (pair === '/*') depth += 1;
    else if (pair === '*/') depth -= 1;
    else continue;
    place += 1;
    if (depth === 0) return place + 1;
  }
  return sql.length;
}
