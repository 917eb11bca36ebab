import type { Json, JsonObject } from '../json.ts';

/**
 * For `leadline.BusinessUsageBackoffStrategy`: how many seconds Meta asks to stay away, as its header X-Business-Use-Case-Usage says in minutes: an object by account, each a list of
 * uses with `estimated_time_to_regain_access`. The longest of them counts. Null: it asks for nothing.
 */
export function secondsToRegainAccess(header: string | null): number | null {
  const told = parse(header);
  if (typeof told !== 'object' || told === null) return null;
  let most = 0;
  for (const uses of Object.values(told as JsonObject)) {
    if (!Array.isArray(uses)) continue;
    for (const use of uses as readonly Json[]) most = Math.max(most, minutesIn(use));
  }
  return most > 0 ? most * 60 : null;
}

function minutesIn(use: Json): number {
  if (typeof use !== 'object' || use === null || Array.isArray(use)) return 0;
  const minutes = (use as JsonObject)['estimated_time_to_regain_access'];
  return typeof minutes === 'number' && Number.isFinite(minutes) ? minutes : 0;
}

function parse(text: string | null): Json {
  try {
    return JSON.parse(text ?? 'null') as Json;
  } catch {
    return null;
  }
}
