import { forgetMark } from './creation-mark';
import { look } from './inspect';
import { canonicalSecurityOption } from '../../../engine/canonical/security-option';
import { Engine } from '../../../engine/engine';
import { inspectImage } from '../../../engine/inspect';
import { Context } from '../../../framework/resource';
import { AnyModel, Inspect } from '../fields/fact';
import { fromEngine } from '../fields/model';
import { ContainerModel } from '../fields/schema';

/** A container that was made elsewhere, by name or id. */
export async function importContainer({ client: engine }: Context<Engine>, id: string): Promise<ContainerModel | undefined> {
  const inspect = await look(engine, id);
  if (inspect === undefined) return undefined;
  await forgetMark(inspect);
  const image = await inspectImage(engine, inspect.Image);
  return fromEngine(withoutLabel(image === undefined ? inspect : withoutImage(inspect, image.Config as unknown as AnyModel | null)));
}

/** The container without the SELinux option that the engine adds where the container has the host's processes or memory. */
function withoutLabel(inspect: Inspect): Inspect {
  const { HostConfig: host } = inspect;
  if (!host.Privileged && host.PidMode !== 'host' && host.IpcMode !== 'host') return inspect;
  const options = ((host.SecurityOpt ?? []) as string[]).filter((option) => canonicalSecurityOption(option) !== 'label=disable');
  return { ...inspect, HostConfig: { ...host, SecurityOpt: options } };
}

type HealthConfig = NonNullable<Inspect['Config']['Healthcheck']>;

interface Inherited {
  readonly Env?: readonly string[] | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly Volumes?: object | null;
  readonly ExposedPorts?: object | null;
  readonly Healthcheck?: HealthConfig | null;
}

/**
 * The container without what it has from its image in the lists that a container adds to. Nobody wrote that, so
 * nobody's configuration would have it.
 */
function withoutImage(inspect: Inspect, image: AnyModel | null): Inspect {
  const own = inspect.Config as unknown as AnyModel;
  const inherited = (image ?? {}) as Inherited;
  const labels = Object.entries((own.Labels ?? {}) as Record<string, string>).filter(([name, value]) => inherited.Labels?.[name] !== value);
  return {
    ...inspect,
    Config: {
      ...inspect.Config,
      Env: ((own.Env ?? []) as string[]).filter((entry) => !inherited.Env?.includes(entry)),
      Labels: Object.fromEntries(labels),
      Volumes: without(own.Volumes, inherited.Volumes),
      ExposedPorts: without(own.ExposedPorts, inherited.ExposedPorts),
      Healthcheck: withoutInherited(inspect.Config.Healthcheck, inherited.Healthcheck),
    },
  };
}

/** Of a health check of the container's own, what it leaves to the image's: the engine shows what that comes to. */
function withoutInherited(own: HealthConfig | undefined, inherited: HealthConfig | null | undefined): HealthConfig | undefined {
  if (!own || JSON.stringify(own) === JSON.stringify(inherited)) return undefined;
  const entries = Object.entries(own).filter(([name, value]) => name === 'Test' || value !== inherited?.[name as keyof HealthConfig]);
  return Object.fromEntries(entries) as unknown as HealthConfig;
}

/** The entries of an object whose keys the other one does not have. */
function without(own: unknown, inherited: object | null | undefined): Record<string, Record<string, never>> {
  return Object.fromEntries(Object.entries((own ?? {}) as Record<string, Record<string, never>>).filter(([key]) => !(key in (inherited ?? {}))));
}
