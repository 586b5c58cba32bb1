import { BigNumber } from './value';

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

interface Decimal {
  readonly negative: boolean;
  /** Without leading or trailing zeros. Empty for zero. */
  readonly coefficient: string;
  readonly exponent: number;
}

/**
 * Parses a decimal number. Terraform's numbers can have more digits than a JavaScript number. The result is a JavaScript
 * number if its shortest spelling is exactly the decimal number (as for 0.1). Otherwise it is a `BigNumber` with all digits.
 */
export function parseNumber(text: string): number | BigNumber {
  const number = Number(text) + 0;
  return decimalKey(String(number)) === decimalKey(text) ? number : new BigNumber(plainDecimal(text));
}

/** Returns a number as it is written on the wire. */
export function numberText(value: number | BigNumber): string {
  return value instanceof BigNumber ? value.digits : String(value);
}

/** Returns a key that is the same for all spellings of a number. */
export function decimalKey(text: string): string {
  if (!/\d/.test(text)) {
    return text;
  }
  const { negative, coefficient, exponent } = parse(text);
  return coefficient === '' ? '0' : `${negative ? '-' : ''}${coefficient}e${exponent}`;
}

/** Returns all digits of a 64-bit float: the exact value that Terraform sent. The shortest spelling would be another number. */
export function exactDecimal(float: number): string {
  let whole = Math.abs(float);
  let exponent = 0;
  while (!Number.isInteger(whole)) {
    whole *= 2;
    exponent += 1;
  }
  return `${float < 0 ? '-' : ''}${BigInt(whole) * 5n ** BigInt(exponent)}e-${exponent}`;
}

/** Writes a number without an exponent, as Terraform does. */
function plainDecimal(text: string): string {
  const { negative, coefficient, exponent } = parse(text);
  const sign = negative ? '-' : '';
  if (exponent >= 0) {
    return sign + coefficient + '0'.repeat(exponent);
  }
  const digits = coefficient.padStart(1 - exponent, '0');
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}

function parse(text: string): Decimal {
  const match = DECIMAL.exec(text);
  if (match === null) {
    throw new TypeError(`Not a decimal number: ${JSON.stringify(text)}`);
  }
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const significant = (whole + fraction).replace(/^0+/, '');
  const coefficient = significant.replace(/0+$/, '');
  return {
    negative: sign === '-' && coefficient !== '',
    coefficient,
    exponent: Number(exponent) - fraction.length + significant.length - coefficient.length,
  };
}
