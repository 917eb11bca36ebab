import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';

const SEPARATOR = '\u0001';
const REPEATED: ReadonlySet<string> = new Set(['--set', '--vault', '--stream', '--param']);

/** The options of a command are one text each: what may be given several times is gathered into one. */
export function gatherRepeated(args: readonly string[]): string[] {
  const gathered = new Map<string, string[]>();
  const rest: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const equals = arg.indexOf('=');
    const name = arg.startsWith('--') && equals > 0 ? arg.slice(0, equals) : arg;
    if (!REPEATED.has(name)) {
      rest.push(arg);
      continue;
    }
    const inline = name === arg ? undefined : arg.slice(equals + 1);
    const value = inline ?? args[at + 1];
    if (inline === undefined) at += 1;
    if (value === undefined) rest.push(arg);
    else gathered.set(name, [...(gathered.get(name) ?? []), value]);
  }
  for (const [name, values] of gathered) rest.push(`${name}=${values.join(SEPARATOR)}`);
  return rest;
}

export function repeated(option: string | boolean | undefined): string[] {
  return typeof option === 'string' ? option.split(SEPARATOR) : [];
}

/** `credentials.shop=soapbox`. */
export function pairs(
  option: string | boolean | undefined,
  name: string,
): Result<{ readonly path: readonly string[]; readonly value: string }[]> {
  const found: { path: string[]; value: string }[] = [];
  for (const written of repeated(option)) {
    const at = written.indexOf('=');
    if (at <= 0)
      return fail('BAD_INPUT', {
        // Without what was written: it may have been meant as a secret.
        message: `--${name} needs a member of the config and its value.`,
        next: `Write it like --${name} ${name === 'vault' ? 'api_key=shop.api_key' : 'start_date=2026-01-31'}.`,
      });
    found.push({ path: written.slice(0, at).split('.'), value: written.slice(at + 1) });
  }
  return ok(found);
}
