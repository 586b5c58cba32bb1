import { InspectedPlugin } from './plugin';
import { variableOf } from '../canonical/environment';

/** Something that `docker plugin set` sets: an environment variable, the source of a mount, the path of a device, or the arguments. */
export interface Setting {
  readonly name: string;
  readonly isSettable: boolean;
  /** Undefined if it has none. */
  readonly value: string | undefined;
  /** The value that the plugin comes with. */
  readonly initial: string | undefined;
  /** Whether the engine forgets the value that the plugin comes with, and reports the present one instead. */
  readonly isForgotten: boolean;
}

/** What the settings of a plugin lack. */
export interface SettingChanges {
  /** Entries to set. */
  readonly entries: readonly string[];
  /** The names of settings whose initial value can't be set, so that only a new installation has it. */
  readonly irreversible: readonly string[];
}

/** Stands for a space within an argument. The engine divides arguments at spaces, so it can't be set. */
const INNER_SPACE = '\0';

/** The engine has one field of each setting, which may be left out: `fuse.path=/dev/fuse` and `fuse=/dev/fuse` are the same. */
const FIELD = /\.(value|source|path)$/;

/** Returns the name of the setting in an entry, without its field. */
export function settingOf(entry: string): string {
  return variableOf(entry).replace(FIELD, '');
}

/** Returns the canonical form of an entry. One without a value sets the empty text. */
export function canonicalSetting(entry: string): string {
  return `${settingOf(entry)}=${valueIn(entry)}`;
}

function valueIn(entry: string): string {
  return entry.slice(variableOf(entry).length + 1);
}

/** Returns the settings of a plugin. If several have one name, the engine sets the first. */
export function settingsOf({ Config: config, Settings: present }: InspectedPlugin): Setting[] {
  const { Env: env, Mounts: mounts, Devices: devices, Args: args } = present;
  const named = <T extends { readonly Name?: string }>(all: readonly T[] | null | undefined, name?: string) => (
    (all ?? []).find(({ Name: each }) => each === name));
  const settings: readonly Reported[] = [
    ...(config.Env ?? []).map(({ Name: name, Value: initial, Settable: fields }) => {
      const entry = (env ?? []).find((each) => variableOf(each) === name);
      return { name, fields, value: entry === undefined ? undefined : valueIn(entry), initial };
    }),
    ...(config.Mounts ?? []).map(({ Name: name, Settable: fields }) => (
      { name, fields, value: named(mounts, name)?.Source, isForgotten: true })),
    ...(config.Linux?.Devices ?? []).map(({ Name: name, Settable: fields }) => (
      { name, fields, value: named(devices, name)?.Path, isForgotten: true })),
    ...config.Args ? [{
      name: config.Args.Name, fields: config.Args.Settable, value: textOf(args), initial: textOf(config.Args.Value),
    }] : [],
  ];
  const byName = new Map<string, Setting>();
  for (const { name = '', fields, value, initial, isForgotten = false } of settings) {
    if (name === '' || byName.has(name)) continue;
    const isSettable = (fields ?? []).length > 0;
    byName.set(name, { name, isSettable, value: value ?? undefined, initial: initial ?? undefined, isForgotten });
  }
  return [...byName.values()];
}

interface Reported {
  readonly name?: string | undefined;
  readonly fields?: readonly string[] | null | undefined;
  readonly value?: string | null | undefined;
  readonly initial?: string | null | undefined;
  readonly isForgotten?: boolean;
}

function textOf(args: readonly string[] | null | undefined): string | undefined {
  return args?.length ? args.map((each) => each.replaceAll(' ', INNER_SPACE)).join(' ') : undefined;
}

/**
 * Compares the settings of a plugin with the wanted ones. A setting that is not among these has the value that the plugin comes with. If
 * the engine forgets that value, the setting stays as it is, unless it was set before.
 *
 * @param before  the entries that were set before
 */
export function settingChanges(plugin: InspectedPlugin, wanted: readonly string[], before: readonly string[]): SettingChanges {
  const values = new Map(wanted.map((entry) => [settingOf(entry), valueIn(entry)]));
  const wasSet = new Set(before.map(settingOf));
  const targets = settingsOf(plugin)
    .map(({ name, value, initial, isForgotten }) => ({
      name, value, target: values.get(name) ?? (isForgotten && !wasSet.has(name) ? value : initial),
    }))
    .filter(({ value, target }) => value !== target);
  const isReachable = (target: string | undefined) => target !== undefined && !target.includes(INNER_SPACE);
  return {
    entries: targets.filter(({ target }) => isReachable(target)).map(({ name, target }) => `${name}=${target}`),
    irreversible: targets.filter(({ target }) => !isReachable(target)).map(({ name }) => name),
  };
}

/** Whether each wanted setting that the engine forgets is among those that were set before. */
export function remembersAll(plugin: InspectedPlugin, wanted: readonly string[], before: readonly string[]): boolean {
  const forgotten = new Set(settingsOf(plugin).filter(({ isForgotten }) => isForgotten).map(({ name }) => name));
  const wasSet = new Set(before.map(settingOf));
  return wanted.map(settingOf).every((name) => !forgotten.has(name) || wasSet.has(name));
}

/**
 * Returns the entries that hold, and an entry for each other setting that has not the value that the plugin comes with.
 *
 * @param known  the entries that were set, in their spelling
 */
export function reportedSettings(plugin: InspectedPlugin, known: readonly string[]): string[] {
  const settings = settingsOf(plugin);
  const held = known.filter((entry) => settings.some(({ name, value }) => name === settingOf(entry) && value === valueIn(entry)));
  const names = new Set(held.map(settingOf));
  const others = settings.filter(({ name, value, initial, isForgotten }) => !names.has(name) && !isForgotten && value !== initial);
  return [...held, ...others.map(({ name, value = '' }) => `${name}=${value}`)];
}

/** Returns the names of wanted settings that a plugin lacks, or that are fixed to another value. */
export function impossibleSettings(plugin: InspectedPlugin, wanted: readonly string[]): string[] {
  const settings = settingsOf(plugin);
  const isPossible = (entry: string) => settings.some(({ name, isSettable, value }) => (
    name === settingOf(entry) && (isSettable || value === valueIn(entry))));
  return wanted.filter((entry) => !isPossible(entry)).map(settingOf);
}
