import { BASELINE } from './baseline';
import { Capability } from './capability';
import type { Controls } from './controls/control';
import type { Limit } from './controls/lattice';
import { Runtime } from './runtime';
import { Size } from '../size';
import type { ContainerProps } from '../workload/container/container-options';
import { CgroupNamespace, IpcMode } from '../workload/container/namespaces';

// What stands for a policy that asks for a kernel of its own, in this order.
const PREFERRED = [Runtime.RUNSC, Runtime.KATA];

const settings = new WeakMap<Controls, Partial<ContainerProps>>();

/**
 * The props of a container with what its policies choose for those that are not given: what ordinary images need, so far as the policies allow it, and
 * Docker's own defaults for what they do not ask for.
 */
export function settle(props: ContainerProps, bounds: Controls): ContainerProps {
  const defaults = settings.get(bounds) ?? defaultsWithin(bounds);
  settings.set(bounds, defaults);
  const given = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as ContainerProps;
  const settled = { ...defaults, ...given };
  return {
    ...settled,
    ulimits: withOpenFiles(given.ulimits ?? [], defaults.ulimits ?? []),
    pidsLimit: given.pidsLimit ?? (props.host.backend._can.pidsLimit ? least(bounds.processes, BASELINE.pidsLimit * threadsOf(settled.runtime)) : undefined),
  };
}

function defaultsWithin(bounds: Controls): Partial<ContainerProps> {
  const openFiles = least(bounds.open_files, BASELINE.openFiles);
  return {
    capabilities: capabilitiesWithin(bounds),
    noNewPrivileges: bounds.no_new_privileges === 'required' || undefined,
    readOnlyRootFilesystem: bounds.read_only_root === 'required' || undefined,
    ipcMode: bounds.ipc_namespace === undefined || bounds.ipc_namespace === 'host' ? undefined : IpcMode.PRIVATE,
    cgroupNamespace: bounds.cgroup_namespace === undefined || bounds.cgroup_namespace === 'host' ? undefined : CgroupNamespace.PRIVATE,
    memory: memoryWithin(bounds),
    cpus: least(bounds.cpus, BASELINE.cpus),
    ulimits: openFiles === undefined ? undefined : [{ name: 'nofile', soft: openFiles }],
    runtime: runtimeWithin(bounds),
  };
}

/** To a user that is not root they are of no use: Docker gives it none in effect. */
function capabilitiesWithin({ capabilities = 'any', user }: Controls): Capability[] | undefined {
  if (capabilities === 'any') return undefined;
  return user === 'non-root' ? [] : BASELINE.capabilities.filter(({ name }) => capabilities.includes(name));
}

function runtimeWithin({ runtime = 'any' }: Controls): Runtime | undefined {
  if (runtime === 'any') return undefined;
  return PREFERRED.find(({ name }) => runtime.includes(name)) ?? (runtime.length > 0 ? Runtime.of(runtime[0]) : undefined);
}

/** A default, or less where a policy allows only less; none where it asks for no limit. */
function least(bound: Limit = 'unlimited', amount: number): number | undefined {
  return bound === 'unlimited' ? undefined : bound === 'limited' ? amount : Math.min(bound, amount);
}

/** The standard schema counts memory in whole mebibytes. */
function memoryWithin({ memory }: Controls): Size | undefined {
  const amount = least(memory, BASELINE.memory.toBytes());
  return amount === BASELINE.memory.toBytes() ? BASELINE.memory : amount === undefined ? undefined : Size.mebibytes(Math.floor(amount / (1_024 * 1_024)));
}

function threadsOf(runtime: Runtime | undefined): number {
  return runtime?.capabilities.threadsPerProcess ?? 1;
}

function withOpenFiles(given: ContainerProps['ulimits'] & {}, defaults: ContainerProps['ulimits'] & {}): ContainerProps['ulimits'] {
  return [...given.some(({ name }) => name === 'nofile') ? [] : defaults, ...given];
}
