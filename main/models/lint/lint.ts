import type { Place } from '../project/problem.ts';
import { maskTemplate } from '../sql/maskTemplate.ts';
import type { SqlParser } from '../sql/parser.ts';
import { positionAt } from '../sql/position.ts';
import { locationOf, walk } from '../sql/tree.ts';
import { casts } from './casts.ts';
import { functions } from './functions.ts';
import { operators } from './operators.ts';
import type { Difference, Rule, Seen } from './rule.ts';
import { shapes } from './shapes.ts';

const RULES: readonly Rule[] = [casts, operators, functions, shapes];

export interface Finding {
  readonly place: Place;
  readonly construct: string;
  readonly difference: Difference;
  readonly why: string;
  readonly instead: string;
}

export interface Linted {
  readonly findings: readonly Finding[];
  /** Null: all was read. Else why some of it could not be. */
  readonly unread: string | null;
}

/**
 * What in a model's SQL the two engines don't answer alike. It reads what the author wrote, not what macros made of it:
 * those differ by engine on purpose. Where a template is no SQL even with its tags taken out, `compiled` is read, and what
 * stands in a line that the template has too is its author's. With `compiled`, what a
 * branch holds that wasn't taken is left out.
 */
export function lint(
  parser: SqlParser,
  template: { readonly text: string; readonly at: Place },
  compiled?: string,
): Linted {
  const masked = maskTemplate(template.text);
  const written = masked === null ? null : look(parser, masked);
  const run = compiled === undefined ? null : look(parser, compiled);
  if (written?.ok) {
    // A branch that wasn't taken may hold what it likes.
    const ran = run?.ok ? new Set(run.seen.map(({ construct }) => construct)) : null;
    const findings = written.seen
      .filter(({ construct }) => ran === null || ran.has(construct))
      .map((one) => finding(one, positionAt(template.text, one.location, template.at)));
    return { findings, unread: null };
  }
  if (run?.ok && compiled !== undefined)
    return {
      findings: run.seen.flatMap((one) => {
        const place = placeOf(compiled, one.location, template);
        return place === null ? [] : [finding(one, place)];
      }),
      unread: null,
    };
  const failed = [run, written].find((one) => one?.ok === false);
  return { findings: [], unread: failed?.ok === false ? failed.message : 'a tag is never closed' };
}

type Looked =
  | { readonly ok: true; readonly seen: readonly Seen[] }
  | { readonly ok: false; readonly message: string };

function look(parser: SqlParser, sql: string): Looked {
  const parsed = parser.parse(sql);
  if (!parsed.ok) return { ok: false, message: parsed.fault.message };
  const found: Seen[] = [];
  walk(parsed.statements, (kind, node, above) => {
    const wordAt = (one: typeof node) =>
      sql
        .slice(parsed.offsetOf(Math.max(0, locationOf(one))))
        .slice(0, 24)
        .toLowerCase();
    for (const rule of RULES) {
      const seen = rule({ kind, node, above, wordAt });
      if (seen !== null) found.push({ ...seen, location: parsed.offsetOf(Math.max(0, seen.location)) });
    }
  });
  return { ok: true, seen: found.sort((a, b) => a.location - b.location) };
}

function finding({ construct, difference, why, instead }: Seen, place: Place): Finding {
  return { place, construct, difference, why, instead };
}

/** Null for a line that a macro wrote. */
function placeOf(
  compiled: string,
  offset: number,
  template: { readonly text: string; readonly at: Place },
): Place | null {
  const from = compiled.lastIndexOf('\n', offset - 1) + 1;
  const to = compiled.indexOf('\n', offset);
  const line = compiled.slice(from, to < 0 ? undefined : to).trim();
  const found = line === '' ? -1 : template.text.indexOf(line);
  return found < 0 ? null : positionAt(template.text, found, template.at);
}
