/** Shell wildcards as selectors use them: `*` any text, `?` one letter, `[ab]` one of these. */
export function wildcardMatches(text: string, pattern: string): boolean {
  return text === pattern || (hasWildcard(pattern) && toExpression(pattern).test(text));
}

export function hasWildcard(pattern: string): boolean {
  return /[*?[\]]/.test(pattern);
}

function toExpression(pattern: string): RegExp {
  let out = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern[at] ?? '';
    if (letter === '*') {
      // Stars in a row mean one: left in, they would make the match slow without end.
      while (pattern[at + 1] === '*') at += 1;
      out += '[\\s\\S]*';
    } else if (letter === '?') out += '[\\s\\S]';
    else if (letter === '[' && pattern.indexOf(']', at + 2) > 0) {
      const end = pattern.indexOf(']', at + 2);
      const inner = pattern
        .slice(at + 1, end)
        .replace(/[\\\]^]/g, '\\$&')
        .replace(/^!/, '^');
      out += `[${inner}]`;
      at = end;
    } else out += letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
  return new RegExp(`^${out}$`);
}

/** A path pattern: `*` stays inside a folder, `**` crosses folders. A folder stands for everything below it. */
export function pathMatches(path: string, pattern: string): boolean {
  const clean = pattern.replace(/^\.\//, '').replace(/\/+$/, '');
  if (clean === '' || clean === '.') return true;
  if (!hasWildcard(clean)) return path === clean || path.startsWith(`${clean}/`);
  return partsMatch(path.split('/'), clean.split('/'));
}

function partsMatch(path: readonly string[], pattern: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return true;
  if (first === '**') return path.some((_, from) => partsMatch(path.slice(from), rest)) || rest.length === 0;
  const [here, ...below] = path;
  return here !== undefined && wildcardMatches(here, first) && partsMatch(below, rest);
}

/**
 * Whether an fqn answers to a selector: the whole leaf name, or the leading parts, from the first wildcard on as one text.
 * Tried with and without the package in front.
 */
export function fqnMatches(fqn: readonly string[], selector: string): boolean {
  if (fqn[fqn.length - 1] === selector) return true;
  return partsAnswer(fqn, selector) || partsAnswer(fqn.slice(1), selector);
}

function partsAnswer(fqn: readonly string[], selector: string): boolean {
  const flat = fqn.flatMap((part) => part.split('.'));
  const wanted = selector.split('.');
  if (flat.length < wanted.length) return false;
  for (const [at, part] of wanted.entries()) {
    if (hasWildcard(part)) return wildcardMatches(flat.slice(at).join('.'), wanted.slice(at).join('.'));
    if (flat[at] !== part) return false;
  }
  return true;
}
