import { isDeepStrictEqual } from 'node:util';
import { isFromCarrier } from './carried-volumes';
import { forgetMark } from './creation-mark';
import { inspectAsModeled } from './inspect';
import { VIRTUAL_HOST_LABEL } from '../../../../src/shared/virtual-host/rules';
import { Engine } from '../../../engine/engine';
import { inspectImage } from '../../../engine/inspect';
import { Context } from '../../../framework/resource';
import { withoutDisabledLabel } from '../../../isolation/engine-additions';
import { requireImportable } from '../../../virtual-host/importable';
import { AnyModel, Inspect } from '../fields/fact';
import { fromEngine, toEngine } from '../fields/model';
import { ContainerModel } from '../fields/schema';

/** Imports an existing container by name or id. */
export async function importContainer({ client: engine }: Context<Engine>, id: string): Promise<ContainerModel | undefined> {
  const inspect = await inspectAsModeled(engine, id);
  if (inspect === undefined) return undefined;
  requireImportable('container', id, inspect.Config.Labels);
  await forgetMark(inspect);
  return asImported(engine, inspect);
}

/**
 * Returns all that was asked for at the creation of a container, as far as the engine tells.
 *
 * @param model  what may have been asked for, although the image says the same. @default - nothing
 */
export async function asImported(engine: Engine, inspect: Inspect, model?: ContainerModel): Promise<ContainerModel> {
  const image = await inspectImage(engine, inspect.Image);
  const inherited = (image?.Config ?? {}) as Inherited;
  return fromEngine(withoutDisabledLabel(withoutInherited(inspect, model === undefined ? inherited : unnamed(inherited, model))));
}

type HealthConfig = NonNullable<Inspect['Config']['Healthcheck']>;

type Empty = Record<string, never>;
type Entries<T> = { readonly [key: string]: T } | null | undefined;

interface Inherited {
  readonly Env?: readonly string[] | null | undefined;
  readonly Labels?: Entries<string>;
  readonly Volumes?: Entries<Empty>;
  readonly ExposedPorts?: Entries<Empty>;
  readonly Healthcheck?: Partial<HealthConfig> | null;
}

/** Returns what an image has that a model does not name. */
function unnamed(image: Inherited, model: ContainerModel): Inherited {
  const { Env: env, Labels: labels, Volumes: volumes, ExposedPorts: ports, Healthcheck: check } = image;
  const named = toEngine(model) as Inherited;
  return {
    Env: env?.filter((entry) => !named.Env?.includes(entry)),
    Labels: withoutKeys(labels, named.Labels),
    Volumes: withoutKeys(volumes, named.Volumes),
    ExposedPorts: withoutKeys(ports, named.ExposedPorts),
    // Zero leaves a value to the image.
    Healthcheck: Object.fromEntries(Object.entries(check ?? {}).filter(([key]) => !named.Healthcheck?.[key as keyof HealthConfig])),
  };
}

/** Removes the variables, labels and other values that the container inherits from its image: no configuration would contain them. */
function withoutInherited(inspect: Inspect, inherited: Inherited): Inspect {
  const own = inspect.Config as unknown as AnyModel;
  // An image that is made under a virtual container host has its label, and its containers must have it by themselves.
  const labels = Object.entries((own.Labels ?? {}) as Record<string, string>)
    .filter(([name, value]) => name === VIRTUAL_HOST_LABEL || inherited.Labels?.[name] !== value);
  return {
    ...inspect,
    HostConfig: withoutCarrier(inspect, inherited),
    Config: {
      ...inspect.Config,
      Env: ((own.Env ?? []) as string[]).filter((entry) => !inherited.Env?.includes(entry)),
      Labels: Object.fromEntries(labels),
      Volumes: withoutKeys(own.Volumes as Entries<Empty>, inherited.Volumes),
      ExposedPorts: withoutKeys(own.ExposedPorts as Entries<Empty>, inherited.ExposedPorts),
      Healthcheck: ownHealthcheck(inspect.Config.Healthcheck, inherited.Healthcheck),
    },
  };
}

/** Removes the volumes that bring files for a read-only root file system, and those that the container then has instead of the image's. */
function withoutCarrier({ HostConfig: host }: Inspect, { Volumes: volumes }: Inherited): Inspect['HostConfig'] {
  const from = (host.VolumesFrom ?? []) as string[];
  if (!from.some(isFromCarrier)) return host;
  const isImages = ({ Type: type, Source: source, Target: target }: { Type: string; Source?: string; Target: string }) =>
    type === 'volume' && !source && target in (volumes ?? {});
  return { ...host, VolumesFrom: from.filter((each) => !isFromCarrier(each)), Mounts: host.Mounts?.filter((mount) => !isImages(mount)) };
}

/** Removes the values that a health check inherits from the image's: the engine reports both merged. */
function ownHealthcheck(merged: HealthConfig | undefined, inherited: Inherited['Healthcheck']): HealthConfig | undefined {
  // Engine 28 reports the fields of an image in another order than those of a container.
  if (!merged || isDeepStrictEqual(merged, inherited)) return undefined;
  const entries = Object.entries(merged).filter(([name, value]) => name === 'Test' || value !== inherited?.[name as keyof HealthConfig]);
  return Object.fromEntries(entries) as unknown as HealthConfig;
}

/** Returns the entries of an object whose keys the other object does not have. */
function withoutKeys<T>(own: Entries<T>, others: object | null | undefined): Record<string, T> {
  return Object.fromEntries(Object.entries(own ?? {}).filter(([key]) => !(key in (others ?? {}))));
}
