/** What a YAML file or a `config()` call can say. Whole numbers are bigint, so that `1` and `1.0` stay apart. */
export type Plain =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly Plain[]
  | { readonly [key: string]: Plain };

export type PlainMap = { readonly [key: string]: Plain };

export function isPlainMap(value: Plain | undefined): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isPlainList(value: Plain | undefined): value is readonly Plain[] {
  return Array.isArray(value);
}

/** As Python's `str` prints it: generic tests are named after their arguments, and dbt's names are Python's words. */
export function pythonText(value: Plain): string {
  return typeof value === 'string' ? value : pythonRepr(value);
}

/** As Python's `repr` prints it. */
export function pythonRepr(value: Plain): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return floatText(value);
  if (isPlainList(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  const entries = Object.entries(value).map(([key, one]) => `${quoted(key)}: ${pythonRepr(one)}`);
  return `{${entries.join(', ')}}`;
}

function quoted(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = mark;
  for (const letter of text) {
    if (letter === mark || letter === '\\') out += `\\${letter}`;
    else if (letter === '\n') out += '\\n';
    else if (letter === '\r') out += '\\r';
    else if (letter === '\t') out += '\\t';
    else if (letter < ' ' || letter === '\x7f')
      out += `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`;
    else out += letter;
  }
  return out + mark;
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  if (value !== 0 && (size >= 1e16 || size < 1e-4)) {
    const [digits, power] = value.toExponential().split('e');
    const exponent = Number(power);
    return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** Text that is equal exactly when the values are, whatever the order of keys: what hashes are made of. */
export function canonicalText(value: Plain | undefined): string {
  if (value === undefined) return 'undefined';
  if (isPlainList(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (isPlainMap(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(value[key])}`).join(',')}}`;
  }
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return floatText(value);
  return JSON.stringify(value);
}
