/** The prop of the construct `Container` for attributes that have another name. */
export const PROPS = {
  healthcheck: 'healthCheck',
  must_run: 'mustRun',
  must_run_for: 'mustRunFor',
  wait_timeout: 'healthyTimeout',
} as const satisfies { readonly [attribute: string]: string };

/** Names an attribute for a message, with the prop of the construct: a reader knows only one of them. */
export function named(attribute: keyof typeof PROPS): string {
  return `\`${attribute}\` (\`${PROPS[attribute]}\` of a construct)`;
}
