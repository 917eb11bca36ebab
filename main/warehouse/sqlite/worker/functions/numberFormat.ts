/** What a pattern for a number asks for; `places` are its digits and what stands between them. */
interface Shape {
  readonly fill: boolean;
  readonly sign: 'in front' | 'leading' | 'trailing' | 'minus behind' | 'angle';
  readonly before: string;
  readonly after: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Postgres's `to_char` of a number, for patterns of 9, 0, the point, commas, FM, S, MI, PR and literals around them. */
export function formatNumber(value: number | bigint, pattern: string): string {
  const shape = shapeOf(pattern);
  const decimals = shape.after.replace(/[^09]/g, '').length;
  const [digits, negative] = rounded(value, decimals);
  const [whole = '', fraction = ''] = digits.split('.');
  const room = shape.before.replace(/[^09]/g, '').length;
  const fits = whole.replace(/^0$/, '').length <= room;
  const right = fits ? behind(shape.after, fraction, shape.fill) : shape.after.replace(/[09]/g, '#');
  // A lone nought before a point is written only where it is all there is.
  const bare = decimals > 0 && !(shape.fill && right === '');
  const left = fits ? placed(shape.before, whole, shape.fill, bare) : shape.before.replace(/[09]/g, '#');
  const body = shape.after === '' ? left : `${left}.${right}`;
  return signed(shape, body, negative && /[1-9#]/.test(body));
}

function shapeOf(pattern: string): Shape {
  const fill = /FM/i.test(pattern);
  let rest = pattern.replace(/FM/gi, '');
  let sign: Shape['sign'] = 'in front';
  const take = (mark: RegExp, as: Shape['sign']) => {
    if (!mark.test(rest)) return;
    rest = rest.replace(mark, '');
    sign = as;
  };
  take(/^S/i, 'leading');
  take(/S$/i, 'trailing');
  take(/MI$/i, 'minus behind');
  take(/PR$/i, 'angle');
  const core = /[09](?:[09,G]*)(?:[.D][09]*)?|[.D][09]+/i.exec(rest);
  if (core === null) throw new Error(`${JSON.stringify(pattern)} is no pattern for a number`);
  const [before = '', after = ''] = core[0].replace(/G/gi, ',').replace(/D/gi, '.').split('.');
  const literal = (text: string) => text.replace(/"((?:[^"])*)"/g, '$1').replace(/L/g, '$');
  return {
    fill,
    sign,
    before,
    after,
    prefix: literal(rest.slice(0, core.index)),
    suffix: literal(rest.slice(core.index + core[0].length)),
  };
}

/** Halves go away from zero, as numeric rounds. */
function rounded(value: number | bigint, decimals: number): [string, boolean] {
  const negative = value < 0;
  if (typeof value === 'bigint') {
    const digits = String(negative ? -value : value);
    return [decimals === 0 ? digits : `${digits}.${'0'.repeat(decimals)}`, negative];
  }
  if (!Number.isFinite(value)) throw new Error('a number without end can’t be written by a pattern');
  const [digits = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const plain = digits.replace('.', '');
  const point = Number(exponent) + 1;
  const text = point > 0 ? plain.padEnd(point, '0') : '0'.repeat(1 - point) + plain;
  const split = Math.max(point, 1);
  const kept = text.slice(0, split + decimals).padEnd(split + decimals, '0');
  const up = (text[split + decimals] ?? '0') >= '5';
  const scaled = (BigInt(kept) + (up ? 1n : 0n)).toString().padStart(decimals + 1, '0');
  const whole = scaled.slice(0, scaled.length - decimals);
  return [decimals === 0 ? whole : `${whole}.${scaled.slice(-decimals)}`, negative];
}

/** Digits from the right; a 9 in front of the first digit is a space, a 0 a nought. */
function placed(places: string, whole: string, fill: boolean, bare: boolean): string {
  const firstNought = places.replace(/[^09]/g, '').indexOf('0');
  const marks = places.replace(/[^09]/g, '').length;
  const least = firstNought === -1 ? 0 : marks - firstNought;
  const digits = whole === '0' && least === 0 && (bare || marks === 0) ? '' : whole;
  const wanted = digits.padStart(least, '0');
  let out = '';
  let at = wanted.length;
  for (const place of [...places].reverse()) {
    if (place === ',') {
      out = at > 0 ? `,${out}` : ` ${out}`;
      continue;
    }
    at -= 1;
    out = at >= 0 ? `${wanted[at]}${out}` : ` ${out}`;
  }
  return fill ? out.trimStart() : out;
}

/** With FM the last noughts that stand for a 9 are left out. */
function behind(places: string, fraction: string, fill: boolean): string {
  if (!fill) return fraction;
  const least = places.lastIndexOf('0') + 1;
  let end = fraction.length;
  while (end > least && fraction[end - 1] === '0') end -= 1;
  return fraction.slice(0, end);
}

function signed({ sign, fill, prefix, suffix }: Shape, body: string, negative: boolean): string {
  const blanks = /^ */.exec(body)?.[0] ?? '';
  const number = body.slice(blanks.length);
  switch (sign) {
    case 'leading':
      return `${prefix}${blanks}${negative ? '-' : '+'}${number}${suffix}`;
    case 'trailing':
      return `${prefix}${body}${negative ? '-' : '+'}${suffix}`;
    case 'minus behind':
      return `${prefix}${body}${negative ? '-' : fill ? '' : ' '}${suffix}`;
    case 'angle':
      return negative
        ? `${prefix}${blanks}<${number}>${suffix}`
        : `${prefix}${fill ? body : ` ${body} `}${suffix}`;
    default:
      return `${prefix}${blanks}${negative ? '-' : fill ? '' : ' '}${number}${suffix}`;
  }
}
