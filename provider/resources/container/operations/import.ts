import { isDeepStrictEqual } from 'node:util';
import { isFromCarrier } from './carried-volumes';
import { forgetMark } from './creation-mark';
import { inspectAsModeled } from './inspect';
import { Engine } from '../../../engine/engine';
import { inspectImage } from '../../../engine/inspect';
import { Context } from '../../../framework/resource';
import { withoutDisabledLabel } from '../../../isolation/engine-additions';
import { AnyModel, Inspect } from '../fields/fact';
import { fromEngine } from '../fields/model';
import { ContainerModel } from '../fields/schema';

/** Imports an existing container by name or id. */
export async function importContainer({ client: engine }: Context<Engine>, id: string): Promise<ContainerModel | undefined> {
  const inspect = await inspectAsModeled(engine, id);
  if (inspect === undefined) return undefined;
  await forgetMark(inspect);
  return asImported(engine, inspect);
}

/** Returns all that was asked for at the creation of a container, as far as the engine tells. */
export async function asImported(engine: Engine, inspect: Inspect): Promise<ContainerModel> {
  const image = await inspectImage(engine, inspect.Image);
  const own = image === undefined ? inspect : withoutInherited(inspect, image.Config as unknown as AnyModel | null);
  return fromEngine(withoutDisabledLabel(own));
}

type HealthConfig = NonNullable<Inspect['Config']['Healthcheck']>;

interface Inherited {
  readonly Env?: readonly string[] | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly Volumes?: object | null;
  readonly ExposedPorts?: object | null;
  readonly Healthcheck?: HealthConfig | null;
}

/** Removes the variables, labels and other values that the container inherits from its image: no configuration would contain them. */
function withoutInherited(inspect: Inspect, image: AnyModel | null): Inspect {
  const own = inspect.Config as unknown as AnyModel;
  const inherited = (image ?? {}) as Inherited;
  const labels = Object.entries((own.Labels ?? {}) as Record<string, string>).filter(([name, value]) => inherited.Labels?.[name] !== value);
  return {
    ...inspect,
    HostConfig: withoutCarrier(inspect, inherited),
    Config: {
      ...inspect.Config,
      Env: ((own.Env ?? []) as string[]).filter((entry) => !inherited.Env?.includes(entry)),
      Labels: Object.fromEntries(labels),
      Volumes: withoutKeys(own.Volumes, inherited.Volumes),
      ExposedPorts: withoutKeys(own.ExposedPorts, inherited.ExposedPorts),
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
function ownHealthcheck(merged: HealthConfig | undefined, inherited: HealthConfig | null | undefined): HealthConfig | undefined {
  // Engine 28 reports the fields of an image in another order than those of a container.
  if (!merged || isDeepStrictEqual(merged, inherited)) return undefined;
  const entries = Object.entries(merged).filter(([name, value]) => name === 'Test' || value !== inherited?.[name as keyof HealthConfig]);
  return Object.fromEntries(entries) as unknown as HealthConfig;
}

/** Returns the entries of an object whose keys the other object does not have. */
function withoutKeys(own: unknown, inherited: object | null | undefined): Record<string, Record<string, never>> {
  const entries = Object.entries((own ?? {}) as Record<string, Record<string, never>>);
  return Object.fromEntries(entries.filter(([key]) => !(key in (inherited ?? {}))));
}
