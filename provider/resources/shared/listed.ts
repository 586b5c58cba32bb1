const MOST_NAMES = 5;

/** Names containers in one line, but not all of them if they are many. */
export function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return [...names.slice(0, MOST_NAMES), ...more > 0 ? [`${more} more`] : []].join(', ');
}
