import { BrokenJson, endOfValue, type JsonShape } from './splitter.ts';

/** What kind of JSON a file is, from its beginning; null when it is none. */
export function detectShape(sample: string): JsonShape | null {
  const text = sample.replace(/^\ufeff/, '').trimStart();
  if (text.startsWith('[')) return 'list';
  if (!text.startsWith('{')) return null;
  const end = endOf(text);
  const after = end === -1 ? '' : text.slice(end).trimStart();
  if (after !== '')
    return text.slice(0, end).includes('\n') || /^[^\n]*\{/.test(text.slice(end, end + 64))
      ? 'values'
      : 'lines';
  if (hasList(text.slice(0, 65_536))) return 'data';
  return end === -1 && text.slice(0, 65_536).includes('\n') ? null : 'values';
}

function endOf(text: string): number {
  try {
    return endOfValue(text, 0, 1);
  } catch (error) {
    // Reading it will name the line.
    if (error instanceof BrokenJson) return -1;
    throw error;
  }
}

/** Whether a member `data` of the outermost object is a list of objects. */
function hasList(beginning: string): boolean {
  let depth = 0;
  for (const part of beginning.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    const [token] = part;
    const rest = beginning.slice(part.index + 6, part.index + 256);
    if (depth === 1 && token === '"data"' && /^\s*:\s*\[\s*[{\]]/.test(rest)) return true;
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (depth === 0) return false;
  }
  return false;
}
