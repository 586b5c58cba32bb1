// Matches the start of a template sequence in Terraform, but not the placeholder that cdktf uses for a token within a string.
const TEMPLATE_START = /(\$|%)\{(?!TfToken\[)/g;

/**
 * Escapes `${` and `%{`, so that Terraform takes the text literally. Shell scripts and nginx configurations contain such sequences.
 * Tokens in the text still resolve.
 */
export function literal(text: string): string {
  return text.includes('{') ? text.replace(TEMPLATE_START, '$1$1{') : text;
}

/** Escapes the values of a map like `literal`. */
export function literals(map: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, literal(value)]));
}

/** Undoes `literal`. */
export function unescaped(text: string): string {
  return text.replace(/([$%])\1\{/g, '$1{');
}

/** Undoes `literals`. */
export function unescapedValues(map: unknown): { [name: string]: string } {
  return Object.fromEntries(Object.entries((map ?? {}) as Record<string, string>).map(([name, text]) => [name, unescaped(text)]));
}
