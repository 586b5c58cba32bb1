import Dockerode from 'dockerode';
import { isBetweenRestarts } from './between-restarts';
import { configuredControls } from './configured';
import { violations } from '../../src/shared/controls/compare';
import { BASELINE_CONTROLS } from '../../src/shared/controls/profiles';
import { ControlName, controlRow } from '../../src/shared/controls/table';
import { withDeadline } from '../engine/connection/deadline';
import { Engine } from '../engine/engine';
import { inspectContainer } from '../engine/inspect';
import { conforming } from '../engine/shape/conforms';
import { containersShape } from '../engine/shape/container';
import { EngineFacts } from '../isolation/engine-facts';
import { configuredHostPaths } from '../isolation/host-paths';
import { withNamespacesOfOwners } from '../isolation/owners';
import { Inspect } from '../resources/container/fields/fact';

/** A container that runs on the engine and is not attested. */
export interface OtherContainer {
  readonly name: string;
  readonly image: string;
  /** What is weaker in it than BASELINE as configured, the worst first. Null if the engine did not report its configuration. */
  readonly weaknesses: ReadonlyArray<{ readonly control: ControlName; readonly configured: string }> | null;
}

/** In milliseconds: the maximum duration of all requests about other containers, and of those about one. */
const TIMEOUT = 30_000;
const TIMEOUT_OF_ONE = 10_000;

/** The controls that keep a container from the host and from others, the worst to be without first. */
const GRAVE: readonly ControlName[] = [
  'privileged', 'engine_socket', 'host_paths', 'devices', 'pid_namespace', 'user_namespace', 'seccomp', 'selinux', 'kernel_paths',
  'network_namespace', 'ipc_namespace', 'uts_namespace', 'capabilities',
];

/** The label of the probe's containers (`runProbe`). */
const PROBE_LABEL = 'berth.probe';

/**
 * Returns the containers that run on an engine or are between two restarts, except some. Returns undefined if the engine does not report
 * them all, since then one of them may share anything.
 */
export async function neighboursOf(engine: Engine, except: ReadonlySet<string>, signal: AbortSignal): Promise<Inspect[] | undefined> {
  try {
    return await withDeadline(TIMEOUT, signal, async (deadline) => {
      const others = await listOthers(engine, except, deadline);
      const inspected = await Promise.all(others.map(({ Id: id }) => (
        inspectContainer(engine, id, { fresh: true, timeout: TIMEOUT_OF_ONE, signal: deadline }))));
      return inspected.filter((inspect) => inspect !== undefined).filter((inspect) => inspect.State.Pid > 0 || isBetweenRestarts(inspect));
    });
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

async function listOthers(engine: Engine, except: ReadonlySet<string>, signal: AbortSignal): Promise<Dockerode.ContainerInfo[]> {
  const list = async (docker: Dockerode) => conforming(containersShape, await docker.listContainers());
  const running = await engine.call('list containers', list, { timeout: TIMEOUT, signal });
  return running.filter(({ Id: id }) => !except.has(id));
}

/**
 * Lists the containers that run on an engine, except some: those with the worst weaknesses first. They are not attested, so only what is
 * configured is compared.
 */
export async function otherContainers(
  engine: Engine, facts: EngineFacts, attested: ReadonlySet<string>, signal: AbortSignal,
): Promise<readonly OtherContainer[] | null> {
  try {
    return await withDeadline(TIMEOUT, signal, async (deadline) => {
      const others = await listOthers(engine, attested, deadline);
      const described = await Promise.all(others.map((one) => describe(engine, facts, one, deadline)));
      return described.filter((one) => one !== undefined).sort(worstFirst);
    });
  } catch {
    // Not this stack's containers, so no reason for its attestation to fail.
    signal.throwIfAborted();
    return null;
  }
}

async function describe(
  engine: Engine, facts: EngineFacts, { Id: id, Names: names, Image: image, Labels: labels }: Dockerode.ContainerInfo, signal: AbortSignal,
): Promise<OtherContainer | undefined> {
  if (PROBE_LABEL in (labels ?? {}) && await isRemoved(engine, id, signal)) return undefined;
  const listed = { name: (names?.[0] ?? id).replace(/^\//, ''), image: String(image ?? 'unknown') };
  try {
    const inspect = await inspectContainer(engine, id, { fresh: true, timeout: TIMEOUT_OF_ONE, signal });
    if (inspect === undefined) return undefined;
    const paths = await configuredHostPaths(engine, inspect, { timeout: TIMEOUT_OF_ONE, signal });
    const joined = await withNamespacesOfOwners(engine, inspect, { timeout: TIMEOUT_OF_ONE, signal });
    const weaknesses = violations(BASELINE_CONTROLS, configuredControls(joined, paths, { facts, sharedFolders: [] }))
      .map(({ control, found }) => ({ control, configured: controlRow(control).lattice.show(found) }))
      .sort((one, other) => gravity(one.control) - gravity(other.control));
    return { ...listed, weaknesses };
  } catch {
    return { ...listed, weaknesses: null };
  }
}

/** Whether a container that looks like a probe of another attestation ends as one does. Anybody can label a container. */
function isRemoved(engine: Engine, id: string, signal: AbortSignal): Promise<boolean> {
  const waiting = engine.call('wait for a probe', (docker) => docker.getContainer(id).wait({ condition: 'removed' }), {
    timeout: TIMEOUT_OF_ONE, signal,
  });
  return waiting.then(() => true, async () => await inspectContainer(engine, id, { fresh: true, signal }) === undefined);
}

function gravity(control: ControlName): number {
  const place = GRAVE.indexOf(control);
  return place < 0 ? GRAVE.length : place;
}

/** Sorts containers without known configuration first, then by their worst control, then by the number of weak controls. */
function worstFirst(one: OtherContainer, other: OtherContainer): number {
  const rank = ({ weaknesses }: OtherContainer) => weaknesses === null ? -1
    : Math.min(GRAVE.length, ...weaknesses.map(({ control }) => gravity(control))) + (weaknesses.length === 0 ? 1 : 0);
  return rank(one) - rank(other)
    || (other.weaknesses?.length ?? 0) - (one.weaknesses?.length ?? 0)
    || (one.name < other.name ? -1 : Number(one.name > other.name));
}
