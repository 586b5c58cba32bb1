import { Attributes, BrokenRule, IsUnknown } from './broken-rule';
import { VirtualHostRules } from './rules';

/**
 * The most that the engine's lists have of one container, image, volume or network, in bytes: 64 KiB. Who lists what is on an engine gets
 * all of it, also that of others.
 */
export const MOST_LISTED = 64 * 1024;

/** What has a place in the lists of an engine. */
export type Listed = 'build' | 'container' | 'image' | 'network' | 'volume';

/** The attributes that lists have, or from which they have something. */
const ATTRIBUTES: { readonly [K in Listed]: readonly string[] } = {
  container: [
    'labels', 'command', 'entrypoint', 'ports', 'mounts', 'volumes', 'networks_advanced', 'links', 'tmpfs', 'name', 'image', 'network_mode',
  ],
  volume: ['labels', 'driver_opts', 'name'],
  network: ['labels', 'options', 'ipam_config', 'ipam_options', 'name'],
  build: ['labels', 'label', 'tag'],
  // As the engine calls them.
  image: ['Labels', 'Cmd', 'Entrypoint', 'ExposedPorts', 'Volumes'],
};

/** The most that the engine keeps of one of them, in bytes: 1 MiB. It is in the memory of the engine, which no pool bounds. */
export const MOST_KEPT = 1024 * 1024;

/** What goes into files, which the engine does not keep in its memory. */
const FILES: readonly string[] = ['upload', 'secret_file'];

const KIB = 1024;

/**
 * Returns the rule that something breaks if it would make the lists of an engine long, or take much of the engine's memory. Unknown values
 * count for nothing.
 */
export function judgeListed(
  kind: Listed, attributes: Attributes, { name }: VirtualHostRules, isUnknown: IsUnknown, attribute?: string,
): BrokenRule[] {
  const judge = (names: readonly string[], most: number, where: string): BrokenRule[] => {
    const sizes = names.map((each) => ({ each, size: sizeOf(attributes[each], isUnknown) })).filter(({ size }) => size > 0);
    const sum = sizes.reduce((total, { size }) => total + size, 0);
    if (sum <= most) return [];
    const [largest] = [...sizes].sort((one, other) => other.size - one.size);
    return [{
      rule: 'name',
      attribute: attribute ?? largest!.each,
      problem: `${kind === 'image' || kind === 'build' ? 'An image' : `A ${kind}`} of the virtual container host "${name}" may have `
        + `${most / KIB} KiB in ${where}; given: ${Math.ceil(sum / KIB)} KiB, of which ${Math.ceil(largest!.size / KIB)} KiB are `
        + `\`${largest!.each}\`. Make that shorter. Put what is long into a file.`,
    }];
  };
  const listed = judge(ATTRIBUTES[kind], MOST_LISTED, 'the lists of the engine, which others have to read, too');
  if (listed.length > 0) return listed;
  const kept = Object.keys(attributes).filter((each) => !FILES.includes(each));
  return judge(kept, MOST_KEPT, 'the memory of the engine, which no pool bounds');
}

/** Returns about how many bytes of JSON a value is. An engine writes some characters as six bytes. */
function sizeOf(value: unknown, isUnknown: IsUnknown): number {
  if (value === undefined || value === null || isUnknown(value)) return 0;
  if (typeof value === 'string') return textSize(value);
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + sizeOf(each, isUnknown), 0);
  if (typeof value !== 'object') return String(value).length;
  return Object.entries(value).reduce((sum, [key, each]) => {
    const size = sizeOf(each, isUnknown);
    return size === 0 && (each === null || each === undefined) ? sum : sum + textSize(key) + size;
  }, 0);
}

function textSize(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) + 5 * (text.match(/[<>&\u2028\u2029]/g)?.length ?? 0);
}
