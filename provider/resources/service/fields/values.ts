import { BlockField, Part, Values } from './field';
import { canonicalCapability } from '../../../engine/canonical/capability';
import { formatDuration, parseDuration } from '../../../engine/canonical/duration';
import { labels } from '../../shared/labels';
import { integer, parsed } from '../../shared/validators';

/** The conversion of durations: `1m` and `60s` are the same number of nanoseconds. */
export const duration = {
  validators: [parsed('a duration in the format of Go, such as "1m30s" or "500ms", of at least 0', (value) => {
    const nanoseconds = parseDuration(value);
    return nanoseconds === undefined || nanoseconds < 0n ? undefined : nanoseconds;
  })],
  encode: (value: string) => Number(parseDuration(value) ?? 0n),
  decode: (nanoseconds: number) => formatDuration(BigInt(Math.trunc(nanoseconds))),
} as const;

/** Numbers that are not negative. */
export const count = { validators: [integer(0)] } as const;

/** The conversion of sets, which have no order. */
export const unordered = {
  encode: (values: readonly string[]) => sorted(values),
  decode: (values: readonly string[]) => sorted(values),
} as const;

/** The conversion of capabilities: `net_admin` and `CAP_NET_ADMIN` are the same, and order does not matter. */
export const capabilities = {
  encode: (names: readonly string[]) => sorted(names.map(canonicalCapability)),
  decode: (names: readonly string[]) => sorted(names.map(canonicalCapability)),
} as const;

/** Returns texts in order, each once. */
export function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

/** Labels, which are a map in the Engine API. */
export function labelBlocks(description: string): BlockField {
  return {
    block: { ...labels(description), exhaustive: true },
    put: (part: Part, blocks: readonly Values[]) => {
      if (blocks.length === 0) delete part.Labels;
      else part.Labels = Object.fromEntries(blocks.map(({ label, value }) => [label as string, value]));
    },
    read: ({ Labels: given }: Part) => Object.entries((given ?? {}) as Record<string, string>)
      .sort(([one], [other]) => one < other ? -1 : 1)
      .map(([label, value]) => ({ label, value })),
  };
}
