import { Fault, overLimit, valueError } from '../templateError.ts';
import { type Budget, float, type Operator, type Value } from '../value.ts';
import { floatOf, type Int, intOf, shrink, toReal } from './number.ts';

/** Arithmetic on two numbers; undefined when one of them is none. */
export function arithmetic(operator: Operator, left: Value, right: Value, budget: Budget): Value | undefined {
  const leftInt = intOf(left);
  const rightInt = intOf(right);
  if (leftInt !== undefined && rightInt !== undefined) return onInts(operator, leftInt, rightInt, budget);
  const leftReal = leftInt === undefined ? floatOf(left) : toReal(leftInt);
  const rightReal = rightInt === undefined ? floatOf(right) : toReal(rightInt);
  if (leftReal === undefined || rightReal === undefined) return undefined;
  return float(onFloats(operator, leftReal, rightReal));
}

function onInts(operator: Operator, left: Int, right: Int, budget: Budget): Value {
  if (operator === '/') return float(trueQuotient(left, right));
  if (operator === '**') return power(left, right, budget);
  if ((operator === '//' || operator === '%') && Number(right) === 0)
    throw new Fault('ZeroDivisionError', 'integer division or modulo by zero');
  if (typeof left === 'number' && typeof right === 'number') {
    const result = onSmall(operator, left, right);
    if (Number.isSafeInteger(result)) return result + 0;
  }
  const exact = onBig(operator, BigInt(left), BigInt(right));
  budget.spend(1 + (digitsOf(left) + digitsOf(right)) ** 2 / 1e4);
  return shrink(exact);
}

function digitsOf(value: Int): number {
  return typeof value === 'number' ? 16 : value.toString(16).length;
}

/** Not safe as a result means: work it out exactly. */
function onSmall(operator: Operator, left: number, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  const rest = left % right;
  const modulo = rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest;
  if (operator === '%') return modulo;
  return Number.isSafeInteger(left - modulo) ? (left - modulo) / right : Number.NaN;
}

function onBig(operator: Operator, left: bigint, right: bigint): bigint {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  const rest = left % right;
  const modulo = rest !== 0n && rest < 0n !== right < 0n ? rest + right : rest;
  return operator === '%' ? modulo : (left - modulo) / right;
}

function trueQuotient(left: Int, right: Int): number {
  if (Number(right) === 0) throw new Fault('ZeroDivisionError', 'division by zero');
  if (typeof left === 'number' && typeof right === 'number') return left / right;
  const dividend = BigInt(left);
  const divisor = BigInt(right);
  const magnitude = (value: bigint) => (value < 0n ? -value : value);
  // Scaled so that the whole quotient has at least 66 bits; a last bit stands for all that was cut off.
  const shift = BigInt(
    Math.max(0, 66 + magnitude(divisor).toString(2).length - magnitude(dividend).toString(2).length),
  );
  const scaledUp = magnitude(dividend) << shift;
  const quotient = (scaledUp / magnitude(divisor)) | (scaledUp % magnitude(divisor) === 0n ? 0n : 1n);
  const result = toReal(quotient) / 2 ** Number(shift);
  return dividend < 0n !== divisor < 0n ? -result : result;
}

const BITS_LIMIT = 1_000_000;

function power(base: Int, exponent: Int, budget: Budget): Value {
  if (Number(exponent) < 0) return float(realPower(toReal(base), toReal(exponent)));
  if (typeof base === 'number' && Math.abs(base) <= 1) {
    if (base === -1) return BigInt(exponent) % 2n === 0n ? 1 : -1;
    return Number(exponent) === 0 ? 1 : base;
  }
  const bits = BigInt(base).toString(2).length * Number(exponent);
  if (bits > BITS_LIMIT) throw overLimit('the result of ** is too large');
  budget.spend(bits / 16);
  return shrink(BigInt(base) ** BigInt(exponent));
}

function onFloats(operator: Operator, left: number, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  if (operator === '**') return realPower(left, right);
  if (right === 0)
    throw new Fault(
      'ZeroDivisionError',
      operator === '/'
        ? 'float division by zero'
        : `float ${operator === '%' ? 'modulo' : 'floor division by zero'}`,
    );
  if (operator === '/') return left / right;
  const modulo = floatModulo(left, right);
  if (operator === '%') return modulo;
  const quotient = (left - modulo) / right;
  if (quotient === 0) return left / right < 0 || Object.is(left / right, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

function floatModulo(left: number, right: number): number {
  const rest = left % right;
  if (rest === 0) return right < 0 ? -0 : 0;
  return rest < 0 !== right < 0 ? rest + right : rest;
}

function realPower(base: number, exponent: number): number {
  if (base === 0 && exponent < 0)
    throw new Fault('ZeroDivisionError', '0.0 cannot be raised to a negative power');
  if (base < 0 && !Number.isInteger(exponent) && Number.isFinite(base) && Number.isFinite(exponent))
    throw valueError(
      'a negative number to a fractional power is a complex number, which templates have none of',
    );
  const result = base ** exponent;
  if (!Number.isFinite(result) && Number.isFinite(base) && Number.isFinite(exponent))
    throw new Fault('OverflowError', "(34, 'Numerical result out of range')");
  return result;
}
