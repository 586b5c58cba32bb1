import {
  createObject, Created, inspectObject, isInNoSwarm, isNoManager, listObjects, removeObject, SwarmObject, updateObject,
} from './objects';
import { Credentials } from '../credentials/credentials';
import { AskOptions, Engine } from '../engine';

/** The specification of a service. */
export interface ServiceSpec {
  readonly Name?: string;
  readonly TaskTemplate?: TaskSpec;
  /** By the kind of the service: `Replicated`, `Global`, `ReplicatedJob` or `GlobalJob`. */
  readonly Mode?: {
    readonly [kind: string]: { readonly Replicas?: number; readonly MaxConcurrent?: number; readonly TotalCompletions?: number };
  };
  readonly UpdateConfig?: { readonly Monitor?: number };
  readonly [field: string]: unknown;
}

/** What the tasks of a service are like. */
export interface TaskSpec {
  readonly ContainerSpec?: { readonly Image?: string; readonly TTY?: boolean } | null;
  readonly RestartPolicy?: { readonly Condition?: string; readonly MaxAttempts?: number } | null;
  readonly [field: string]: unknown;
}

/** Counts the times that a job has run. */
export interface Iteration { readonly Index?: number }

/** A service, as a manager reports it. */
export interface Service extends SwarmObject<ServiceSpec> {
  readonly Endpoint?: {
    readonly Ports?: ReadonlyArray<{
      readonly Name?: string;
      readonly Protocol?: string;
      readonly PublishMode?: string;
      readonly TargetPort?: number;
      readonly PublishedPort?: number;
    }> | null;
    readonly VirtualIPs?: readonly { readonly NetworkID?: string; readonly Addr?: string }[] | null;
  } | null;
  readonly UpdateStatus?: { readonly State?: string; readonly Message?: string } | null;
  /** Only in a list, and only if it is asked for. */
  readonly ServiceStatus?: { readonly RunningTasks?: number; readonly DesiredTasks?: number; readonly CompletedTasks?: number } | null;
  readonly JobStatus?: { readonly JobIteration?: Iteration | null } | null;
}

/** Returns a service by its id, with the numbers of its tasks. Undefined if it does not exist, also because the engine left its swarm. */
export async function inspectService(engine: Engine, id: string, options: AskOptions = {}): Promise<Service | undefined> {
  try {
    const what = `inspect service "${id}"`;
    const found = await listObjects<Service>(engine, 'services', { id: [id] }, { ...options, what, query: { status: true } });
    return found.find(({ ID }) => ID === id);
  } catch (error) {
    if (isNoManager(error) && await isInNoSwarm(engine)) return undefined;
    throw error;
  }
}

/** Returns a service by its whole id or its name. */
export async function findService(engine: Engine, idOrName: string): Promise<Service | undefined> {
  const found = await inspectObject<Service>(engine, 'services', idOrName, { fresh: true });
  // The engine also takes the beginning of an id.
  return found?.ID === idOrName || found?.Spec.Name === idOrName ? inspectService(engine, found.ID, { fresh: true }) : undefined;
}

/** Creates a service. The nodes pull its image with the credentials. */
export function createService(engine: Engine, spec: ServiceSpec, credentials: Credentials | undefined): Promise<Created> {
  return createObject(engine, 'services', spec.Name ?? '', spec, credentials);
}

/** Sends a specification, if the service still has the version from which it was made. Returns the warnings of the engine. */
export function updateService(
  engine: Engine, service: Service, spec: ServiceSpec, credentials: Credentials | undefined,
): Promise<readonly string[]> {
  return updateObject(engine, 'services', service, spec, spec.Name, credentials);
}

/** Removes a service. Succeeds if it is gone, also because the engine left its swarm. */
export async function removeService(engine: Engine, id: string, name: string | null): Promise<void> {
  try {
    await removeObject(engine, 'services', id, {}, name ?? id);
  } catch (error) {
    if (!isNoManager(error) || !await isInNoSwarm(engine)) throw error;
  }
}
