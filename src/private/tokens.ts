import { Token, Tokenization } from 'cdktf';

/** Whether a value is given and can be checked now: a token is known only when Terraform applies. */
export function isKnown<T>(value: T | undefined): value is T {
  return value !== undefined && !Token.isUnresolved(value);
}

/** Whether a list as a whole is a token, whose elements are known only when Terraform applies. */
export function isListToken(list: string[]): boolean {
  return Tokenization.reverseList(list) !== undefined;
}

/** The elements of a list that can be checked now. */
export function knownElements(list: string[] = []): string[] {
  return isListToken(list) ? [] : list.filter(isKnown);
}

// What cdktf puts in place of a token within a string.
const OPENING = /(\$|%)\{(?!TfToken\[)/g;

/**
 * A text that Terraform takes as it is: `${` and `%{` begin nothing, as in a shell script or an nginx configuration.
 * Tokens within it still resolve.
 */
export function literal(text: string): string {
  return text.includes('{') ? text.replace(OPENING, '$1$1{') : text;
}

/** `literal` for the values of a map. */
export function literals(map: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, literal(value)]));
}
