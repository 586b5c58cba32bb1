import { configurationUnreadable, configurationValueNotKnown } from './errors';
import { PortRange } from './port-range';
import { Registry } from './registry';
import { Shares } from './shares';
import { SignatureKey } from './signature-key';
import { AnonymousVolumes, Guarantee, Shrink, VirtualContainerHostOptions } from './virtual-container-host-props';
import { VolumeStore } from './volume-store';
import { SharedFolder } from '../host/shared-folder';
import { Exemption } from '../isolation/exemption';
import { Control } from '../isolation/generated/control';
import { IsolationPolicy } from '../isolation/isolation-policy';
import { isKnown } from '../private/tokens';
import { isObject } from '../shared/is-object';
import { repeatedMember } from '../shared/repeated-member';
import { portsIn } from '../shared/virtual-host/rules';
import { Size } from '../units/size';
import { PlacementConstraint } from '../workload/container/placement-constraint';
import { DiskLimit } from '../workload/container/resource-options';

type Options = Required<VirtualContainerHostOptions>;

/** How a value is written as JSON, and read again. */
interface Form<T> {
  readonly write: (value: T) => unknown;
  /** Returns undefined if the JSON is no such value. Errors of what it makes pass through. */
  readonly read: (json: never) => T | undefined;
}

const asIs = <T>(type: 'string' | 'number' | 'boolean'): Form<T> => ({
  write: (value) => value,
  read: (json) => (typeof json === type ? json : undefined),
});
const size: Form<Size> = {
  write: (value) => value.toBytes(),
  read: (json) => (typeof json === 'number' ? Size.bytes(json) : undefined),
};

function listOf<T>({ write, read }: Form<T>): Form<T[]> {
  return {
    write: (values) => values.map(write),
    read: (json: never) => (Array.isArray(json) ? all((json as never[]).map(read)) : undefined),
  };
}

/** Returns the values, or undefined if one of them is undefined. */
function all<T>(values: ReadonlyArray<T | undefined>): T[] | undefined {
  return values.includes(undefined) ? undefined : values as T[];
}

/** An object of which each member may be missing. */
function objectOf<T extends object>(
  forms: { readonly [K in keyof Required<T>]: Form<Required<T>[K]> }, required: ReadonlyArray<keyof T> = [],
): Form<T> {
  const names = Object.keys(forms) as Array<keyof T & string>;
  return {
    write: (value) => Object.fromEntries(names.flatMap((name) => (
      value[name] === undefined ? [] : [[name, forms[name].write(value[name] as Required<T>[typeof name])]]))),
    read: (json: never) => {
      if (!isObject(json)) return undefined;
      const given = Object.entries(json as Record<string, never>);
      const read = given.map(([name, each]) => [name, Object.hasOwn(forms, name) ? forms[name as keyof T].read(each) : undefined] as const);
      const isComplete = required.every((name) => Object.hasOwn(json as object, name)) && read.every(([, each]) => each !== undefined);
      return isComplete ? Object.fromEntries(read) as T : undefined;
    },
  };
}

/** How each option is written. */
const FORMS: { readonly [N in keyof Options]: Form<Options[N]> } = {
  name: asIs('string'),
  cpus: asIs('number'),
  memory: size,
  memorySwap: size,
  processes: asIs('number'),
  guaranteed: objectOf<Guarantee>({ cpus: asIs('number'), memory: size }),
  shares: { write: ({ amount }) => amount, read: (json) => (typeof json === 'number' ? Shares.of(json) : undefined) },
  diskWeight: asIs('number'),
  diskLimits: listOf(objectOf<DiskLimit>({ device: asIs('string'), read: size, write: size }, ['device'])),
  shrink: { write: String, read: (json) => Object.values(Shrink).find((each) => each === json) },
  suspended: asIs('boolean'),
  maxContainers: asIs('number'),
  maxVolumes: asIs('number'),
  storage: size,
  isolation: {
    write: ({ _given: given }) => given,
    read: (json) => IsolationPolicy._of(json),
  },
  exemptions: listOf({
    write: ({ control, reason }) => ({ control: control._name, reason }),
    read: ({ control: name, reason }: { control?: unknown; reason?: unknown }) => {
      const control = Control.all().find((each) => each._name === name);
      return control && typeof reason === 'string' ? Exemption.of(control, reason) : undefined;
    },
  }),
  sharedFolders: listOf(objectOf<SharedFolder>({ path: asIs('string'), readOnly: asIs('boolean') }, ['path'])),
  publishedPorts: {
    write: String,
    read: (json) => {
      const range = portsIn(json);
      return range && PortRange.of(range.first, range.last);
    },
  },
  registries: listOf({ write: ({ pattern }) => pattern, read: (json) => (typeof json === 'string' ? Registry.of(json) : undefined) }),
  requireDigests: asIs('boolean'),
  signatureKeys: listOf({ write: ({ pem }) => pem, read: (json) => (typeof json === 'string' ? SignatureKey.fromPem(json) : undefined) }),
  volumeStores: listOf({ write: (store) => store._data, read: (json) => VolumeStore._ofData(json) }),
  anonymousVolumes: objectOf<AnonymousVolumes>({ store: asIs('string'), size }),
  networkParents: listOf(asIs('string')),
  devices: listOf(asIs('string')),
  addressRange: asIs('string'),
  placementConstraints: listOf({
    write: ({ _model: model }) => model,
    read: (json) => PlacementConstraint._ofJson(json),
  }),
};
const NAMES = Object.keys(FORMS) as Array<keyof Options>;

/** Writes options as JSON. Throws an error if one of them is known only after apply. */
export function writeConfiguration(options: VirtualContainerHostOptions): string {
  const entries = NAMES.filter((name) => options[name] !== undefined)
    .map((name) => [name, (FORMS[name] as Form<unknown>).write(options[name])] as const);
  const unknown = entries.find(([, json]) => !isKnownWithin(json));
  if (unknown !== undefined) throw configurationValueNotKnown(unknown[0]);
  return JSON.stringify(Object.fromEntries(entries));
}

/** Reads what `writeConfiguration` wrote. Throws an error if it is something else. */
export function readConfiguration(text: string): VirtualContainerHostOptions {
  const json = parsed(text);
  if (!isObject(json)) throw configurationUnreadable('It is no JSON object.');
  const repeated = repeatedMember(text, json);
  if (repeated !== undefined) throw configurationUnreadable(`The member "${repeated}" is there twice.`);
  return Object.fromEntries(Object.entries(json as Record<string, never>).map(([name, each]) => {
    if (!Object.hasOwn(FORMS, name)) throw configurationUnreadable(`There is no option "${name}". The options are: ${NAMES.join(', ')}.`);
    const value = FORMS[name as keyof Options].read(each);
    if (value === undefined) throw configurationUnreadable(`\`${name}\` can't be ${JSON.stringify(each)}.`);
    return [name, value];
  }));
}

function isKnownWithin(json: unknown): boolean {
  return typeof json === 'object' && json !== null ? Object.values(json).every(isKnownWithin) : isKnown(json);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw configurationUnreadable('It is no JSON.');
  }
}
