import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import { SecretName } from '../../../shared/contract/vault.ts';
import type { FileProblem } from '../../../shared/errors/failure.ts';
import { label } from './label.ts';
import { keyName, type Path } from './locate.ts';
import type { ParsedYaml } from './parseYaml.ts';

/** Shapes that vendors give their keys, and nothing else has. */
const SHAPES: readonly RegExp[] = [
  /^(sk|rk|pk|whsec)[-_](live|test|proj|ant)?[-_]?[A-Za-z0-9_-]{16,}$/,
  /^(ghp|gho|ghu|ghs|ghr|github_pat|glpat|shpat|shpca|shpss|xox[abprs]|EAA|ya29\.)[-_A-Za-z0-9.]{16,}$/,
  /^(AKIA|ASIA)[0-9A-Z]{16}$/,
  /^AIza[0-9A-Za-z_-]{35}$/,
  /^eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*$/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /^(Bearer|Basic) +[A-Za-z0-9+/=._~-]{8,}$/i,
  /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@{]+@/i,
];

const SECRET_KEY =
  /(^|_)(password|passwd|passphrase|pwd|secret|token|api_?key|access_?key|private_?key|auth_?key|credentials?|authorization)$/;
/** These say where reading stopped, not who may read. */
const NOT_SECRET_KEY = /(^|_)(page|next|sync|cursor|continuation)_token$/;
/** `{{ config['api_key'] }}` takes the value from elsewhere; nothing is written here. */
const REFERENCE = /^\{\{[^{}]*\}\}$/;

export function looksLikeSecret(text: string): boolean {
  return SHAPES.some((shape) => shape.test(text.trim()));
}

/**
 * Values that seem to be a secret itself, not its name. Every kind of file is searched for the shapes above; where
 * credentials belong (`config` of a source), a key that is named like one must hold a reference too. The words never
 * repeat the value.
 */
export function pastedSecrets(parsed: ParsedYaml, file: string, byKey: boolean): FileProblem[] {
  const problems: FileProblem[] = [];
  const report = (offset: number, path: Path) =>
    problems.push({
      file,
      ...parsed.at(offset),
      severity: 'error',
      message:
        `${label(path) || 'this value'} looks like a pasted secret: store it in the vault, write ` +
        '`{ secret: its-name }` here, and replace it at its vendor if this file was ever shared',
    });

  const visit = (node: unknown, path: Path): void => {
    if (isAlias(node)) return;
    if (isSeq(node)) for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
    if (isMap(node)) {
      const named = node.items.length === 1 && path.length > 0 ? node.get('secret', true) : undefined;
      if (isScalar(named)) {
        const written = String(named.value);
        if (!SecretName.safeParse(written).success || looksLikeSecret(written))
          report(named.range?.[0] ?? 0, [...path, 'secret']);
        return;
      }
      for (const { key, value } of node.items) visit(value, [...path, keyName(key)]);
    }
    if (!isScalar(node) || (typeof node.value !== 'string' && typeof node.value !== 'number')) return;
    const text = String(node.value).trim();
    if (text === '' || REFERENCE.test(text)) return;
    if (looksLikeSecret(text) || (byKey && isSecretKey(path))) report(node.range?.[0] ?? 0, path);
  };
  visit(parsed.document.contents, []);
  return problems;
}

function isSecretKey(path: Path): boolean {
  const key = path.findLast((step) => typeof step === 'string');
  if (typeof key !== 'string') return false;
  const snake = key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-\s.]/g, '_')
    .toLowerCase();
  return SECRET_KEY.test(snake) && !NOT_SECRET_KEY.test(snake);
}
