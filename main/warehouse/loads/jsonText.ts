/** Deeper than anything a person sends; a record beyond it is rejected instead of overflowing the stack. */
export const DEEPEST = 500;

/** As JSON.stringify, but integers keep all 64 bits, bytes become base64, and what is too deep or circular is null. */
export function jsonText(value: unknown): string | null {
  return written(value, 0);
}

/** For a person to recognise a record by: never fails, cut at `most` characters. */
export function recordText(value: unknown, most = 4_096): string {
  const text = jsonText(value) ?? '(nested too deep to show)';
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function written(value: unknown, depth: number): string | null {
  if (depth > DEEPEST) return null;
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Number.isFinite(value) ? String(value) : 'null';
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'object':
      break;
    default:
      return 'null';
  }
  if (value === null) return 'null';
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'));
  if (value instanceof Date) return JSON.stringify(value);
  return Array.isArray(value) ? list(value, depth) : object(value, depth);
}

function list(items: readonly unknown[], depth: number): string | null {
  const parts: string[] = [];
  for (const item of items) {
    const part = written(item, depth + 1);
    if (part === null) return null;
    parts.push(part);
  }
  return `[${parts.join(',')}]`;
}

function object(value: object, depth: number): string | null {
  const parts: string[] = [];
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    const part = written(field, depth + 1);
    if (part === null) return null;
    parts.push(`${JSON.stringify(name)}:${part}`);
  }
  return `{${parts.join(',')}}`;
}
