import { ContainerProps } from './container-options';
import { CgroupNamespace, IpcMode } from './namespaces';
import { SECURE_DEFAULTS } from './secure-defaults';
import { Capability } from '../../isolation/capability';
import { Runtime } from '../../isolation/runtime';
import { Limit } from '../../shared/controls/lattice';
import { Controls } from '../../shared/controls/table';
import { Size } from '../../units/size';

// The preferred runtimes for a policy that asks for a kernel of its own, in this order.
const PREFERRED = [Runtime.RUNSC, Runtime.KATA];

const defaultsByWishes = new WeakMap<Controls, Partial<ContainerProps>>();

/**
 * Returns the props of a container with defaults for those that are not given. In the controls that its policies ask for, the
 * defaults are what ordinary images need, as far as the policies allow it. In all other controls, Docker's own defaults apply.
 *
 * @param wishes the controls that the policies ask for
 */
export function resolveDefaults(props: ContainerProps, wishes: Controls): ContainerProps {
  const defaults = defaultsByWishes.get(wishes) ?? defaultsWithin(wishes);
  defaultsByWishes.set(wishes, defaults);
  const given = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as ContainerProps;
  const resolved = { ...defaults, ...given };
  const pidsLimit = atMost(wishes.processes, SECURE_DEFAULTS.pidsLimit * (resolved.runtime?.capabilities.threadsPerProcess ?? 1));
  return {
    ...resolved,
    ulimits: withOpenFiles(given.ulimits ?? [], defaults.ulimits ?? []),
    pidsLimit: given.pidsLimit ?? (props.host.backend._has('docker_container', 'pids_limit') ? pidsLimit : undefined),
  };
}

function defaultsWithin(wishes: Controls): Partial<ContainerProps> {
  const openFiles = atMost(wishes.open_files, SECURE_DEFAULTS.openFiles);
  return {
    capabilities: capabilitiesWithin(wishes),
    noNewPrivileges: wishes.no_new_privileges === 'required' || undefined,
    readOnlyRootFilesystem: wishes.read_only_root === 'required' || undefined,
    ipcMode: wishes.ipc_namespace === undefined || wishes.ipc_namespace === 'host' ? undefined : IpcMode.PRIVATE,
    cgroupNamespace: wishes.cgroup_namespace === undefined || wishes.cgroup_namespace === 'host' ? undefined : CgroupNamespace.PRIVATE,
    memory: memoryWithin(wishes),
    cpus: atMost(wishes.cpus, SECURE_DEFAULTS.cpus),
    ulimits: openFiles === undefined ? undefined : [{ name: 'nofile', soft: openFiles }],
    runtime: runtimeWithin(wishes),
  };
}

/** Returns none for a user other than root, who could not use them: Docker gives that user none in effect. */
function capabilitiesWithin({ capabilities = 'any', user }: Controls): Capability[] | undefined {
  if (capabilities === 'any') return undefined;
  return user === 'non-root' ? [] : SECURE_DEFAULTS.capabilities.filter(({ name }) => capabilities.includes(name));
}

function runtimeWithin({ runtime = 'any' }: Controls): Runtime | undefined {
  if (runtime === 'any') return undefined;
  return PREFERRED.find(({ name }) => runtime.includes(name)) ?? (runtime.length > 0 ? Runtime.of(runtime[0]) : undefined);
}

/** Returns a default amount, or the policy's limit if that is less; undefined if the policy asks for no limit. */
function atMost(bound: Limit = 'unlimited', amount: number): number | undefined {
  return bound === 'unlimited' ? undefined : bound === 'limited' ? amount : Math.min(bound, amount);
}

/** Rounds down, since the standard schema counts memory in whole mebibytes. */
function memoryWithin({ memory }: Controls): Size | undefined {
  const ordinary = SECURE_DEFAULTS.memory.toBytes();
  const amount = atMost(memory, ordinary);
  if (amount === undefined) return undefined;
  return amount === ordinary ? SECURE_DEFAULTS.memory : Size.mebibytes(Math.floor(amount / (1_024 * 1_024)));
}

function withOpenFiles(given: ContainerProps['ulimits'] & {}, defaults: ContainerProps['ulimits'] & {}): ContainerProps['ulimits'] {
  return [...given.some(({ name }) => name === 'nofile') ? [] : defaults, ...given];
}
