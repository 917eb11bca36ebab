import { SECRET_MARK } from '../../shared/domain/secret.ts';

const NAMES =
  'pass(?:word|phrase|wd|code)|pwd|secret|token|authorization|cookie|credential|api[_-]?key|private[_-]?key|' +
  'access[_-]?key|refresh|jwt|signature|session[_-]?(?:id|key)';

const SENSITIVE = new RegExp(NAMES, 'i');

/** Whether what stands under this name is struck out unseen. */
export function isSensitiveName(name: string): boolean {
  return SENSITIVE.test(name);
}

/*
 * None of these may take longer than linear time on hostile text: every open-ended part is bounded or preceded by
 * a fixed word. None may swallow a quote or backslash, so that a line of JSON stays one.
 */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN ([A-Z ]{0,30})PRIVATE KEY-----[\s\S]{0,20000}?-----END \1PRIVATE KEY-----/g, SECRET_MARK],
  [/\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g, SECRET_MARK],
  [/\b(bearer)(\s{1,4}|%20|\+)[\w.~+/=-]{6,}/gi, `$1$2${SECRET_MARK}`],
  [
    /\b(authorization|proxy-authorization|cookie|set-cookie|x-api-key)(\s{0,4}:\s{0,4})[^\r\n"\\]+/gi,
    `$1$2${SECRET_MARK}`,
  ],
  // A port is not a password: what is digits up to the path is left alone.
  [/(:\/\/[^\s/?#@:"'\\]{0,200}):(?!\d{1,5}(?:[/?#]|$))[^\s"'<>\\]{1,500}@/g, `$1:${SECRET_MARK}@`],
  [/(:\/\/)[^\s/?#@:"'\\]{16,500}@/g, `$1${SECRET_MARK}@`],
  [new RegExp(`((?:${NAMES})[\\w.-]{0,20}=)[^\\s&"'\\\\;,)\\]}[]+`, 'gi'), `$1${SECRET_MARK}`],
  [/([?&](?:code|key|sig|auth|access)=)[^\s&"'\\#[]{6,}/gi, `$1${SECRET_MARK}`],
  [new RegExp(`((?:${NAMES})[\\w.-]{0,20}"\\s{0,4}:\\s{0,4}")(?:[^"\\\\]|\\\\.)*`, 'gi'), `$1${SECRET_MARK}`],
  [
    new RegExp(`((?:${NAMES})[\\w.-]{0,20}\\\\"\\s{0,4}:\\s{0,4}\\\\")(?:[^"\\\\]|\\\\[^"])*`, 'gi'),
    `$1${SECRET_MARK}`,
  ],
  [
    /\b(?:sk_live_|sk-|rk_live_|ghp_|gho_|github_pat_|xox[abps]-|shp(?:at|ca|pa|ss)_|AIza|ya29\.|AKIA)[\w-]{12,}/g,
    SECRET_MARK,
  ],
];

/** Strikes out what looks like a credential, whoever's it may be. */
export function strikeShapes(text: string): string {
  return SHAPES.reduce((struck, [shape, replacement]) => struck.replace(shape, replacement), text);
}
