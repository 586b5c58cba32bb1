type Attributes = { readonly [name: string]: unknown };
type IsUnknown = (value: unknown) => boolean;

/** What begins a template, which the swarm replaces when it starts a task: by text of labels, too, so by anything. */
const TEMPLATE = '{{';

/** The templates that a swarm replaces by a word without "/" and ".": by the number of a task, and by the name of a service. */
const WORDS = ['{{.Task.Slot}}', '{{.Service.Name}}'];

/** The folder in which a task has its secrets. */
const SECRETS = '/run/secrets/';

/** A value of a mount that only the swarm knows. */
export interface UnknownOfMount {
  /** Its attribute, such as `source`. */
  readonly attribute: string;
  readonly value: string;
}

/**
 * Describes what is mounted into the tasks of a service as mounts of a container: a value with a template counts as the worst that it can
 * be, and configs and secrets are mounts, too.
 */
export function describeTaskMounts({ mounts, configs, secrets }: Attributes, isUnknown: IsUnknown): unknown {
  if (isUnknown(mounts)) return mounts;
  // A relative name is in the folder of secrets for a secret. For a config, the runtime puts it into the root folder.
  const targets = [[configs, '/'], [secrets, SECRETS]].flatMap(([files, folder]) => (
    filesOf(files, isUnknown).map((name) => name.startsWith('/') ? name : `${String(folder)}${name}`)));
  return [
    ...blocksOf(mounts).flatMap((mount) => worstOf(mount, isUnknown)),
    ...targets.map((target) => ({ type: 'tmpfs', target })),
  ];
}

/** Returns the values of the mounts of a service's containers that have templates, and about which nothing is known therefore. */
export function unknownOfMounts({ mounts }: Attributes, isUnknown: IsUnknown): UnknownOfMount[] {
  return isUnknown(mounts) ? [] : blocksOf(mounts).flatMap((mount) => isUnknown(mount) ? [] : unknownOf(mount as Attributes, isUnknown));
}

/** Returns a pattern of the names that a source with templates can be, or undefined if it has none. */
export function sourcePattern(source: string): RegExp | undefined {
  if (!source.includes(TEMPLATE)) return undefined;
  const escaped = source.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const words = WORDS.map((word) => word.replace(/[.{}]/g, '\\$&'));
  return new RegExp(`^${words.reduce((pattern, word) => pattern.replaceAll(word, '[\\w-]+'), escaped)}$`);
}

function worstOf(mount: unknown, isUnknown: IsUnknown): unknown[] {
  if (isUnknown(mount)) return [mount];
  const block = mount as Attributes;
  const found = unknownOf(block, isUnknown).map(({ attribute }) => attribute);
  const target = found.includes('target') ? '/proc' : block.target;
  if (found.every((attribute) => attribute === 'target')) return [{ ...block, target }];
  return ['/', '/proc'].map((source) => ({ type: 'bind', source, target, read_only: false }));
}

function unknownOf({ type, source, target, volume_options: volume }: Attributes, isUnknown: IsUnknown): UnknownOfMount[] {
  const ofVolumes = isUnknown(volume) ? [] : blocksOf(volume).flatMap((options) => {
    if (isUnknown(options)) return [];
    const { driver_name: driver, driver_options: given, subpath } = options as Attributes;
    const texts = isUnknown(given) ? [] : Object.entries({ ...given as object | null }).flat();
    return [
      ['volume_options.driver_name', driver], ['volume_options.subpath', subpath],
      ...texts.map((text) => ['volume_options.driver_options', text]),
    ] as [string, unknown][];
  });
  // What a volume with such a name shows is looked up on the engine.
  const isName = type === 'volume' && typeof source === 'string' && !withoutWords(source).includes(TEMPLATE);
  const all: [string, unknown][] = [...isName ? [] : [['source', source]] as [string, unknown][], ['target', target], ...ofVolumes];
  return all.flatMap(([attribute, value]) => (
    typeof value === 'string' && !isUnknown(value) && value.includes(TEMPLATE) ? [{ attribute, value }] : []));
}

function withoutWords(text: string): string {
  return WORDS.reduce((rest, word) => rest.replaceAll(word, 'x'), text);
}

function filesOf(files: unknown, isUnknown: IsUnknown): string[] {
  if (isUnknown(files)) return [];
  const names = blocksOf(files).map((file) => isUnknown(file) ? undefined : (file as Attributes).file_name);
  return names.filter((name) => typeof name === 'string' && !isUnknown(name)) as string[];
}

/** Returns repeated blocks. A single one may be written without a list. */
function blocksOf(value: unknown): unknown[] {
  return [value ?? []].flat().filter((each) => typeof each === 'object' && each !== null || typeof each === 'string');
}
