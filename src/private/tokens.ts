import { DefaultTokenResolver, Fn, StringConcat, Token, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';

/** Returns whether a value is given and can be checked at synth. A token is resolved only when Terraform runs. */
export function isKnown<T>(value: T | undefined): value is T {
  return value !== undefined && !Token.isUnresolved(value);
}

/** Returns a text as it is if it can be checked at synth. Otherwise, Terraform refuses it if it does not match a pattern (RE2). */
export function matchedByTerraform(text: string, pattern: string): string {
  return isKnown(text) ? text : Fn.regex(pattern, text);
}

/** Returns whether a whole list is one token, so that even its length is unknown at synth. */
export function isListToken(list: string[]): boolean {
  return Tokenization.reverseList(list) !== undefined;
}

/** Returns the elements of a list that can be checked at synth. */
export function knownElements(list: string[] = []): string[] {
  return isListToken(list) ? [] : list.filter(isKnown);
}

/** Returns a value as it is synthesized: values that are produced late (`Lazy`) are produced, references are Terraform expressions. */
export function resolveTokens(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false });
}
