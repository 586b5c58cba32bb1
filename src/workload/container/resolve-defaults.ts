import { ContainerProps } from './container-options';
import { CgroupNamespace, IpcMode } from './namespaces';
import { BASELINE } from './secure-defaults';
import { Capability } from '../../isolation/capability';
import { Runtime } from '../../isolation/runtime';
import { Limit } from '../../shared/controls/lattice';
import { Controls } from '../../shared/controls/table';
import { Size } from '../../units/size';

// What stands for a policy that asks for a kernel of its own, in this order.
const PREFERRED = [Runtime.RUNSC, Runtime.KATA];

const settings = new WeakMap<Controls, Partial<ContainerProps>>();

/**
 * The props of a container with what its policies choose for those that are not given: what ordinary images need, so far as the policies allow it, and
 * Docker's own defaults for what they do not ask for.
 *
 * @param wishes what the policies ask for
 */
export function settle(props: ContainerProps, wishes: Controls): ContainerProps {
  const defaults = settings.get(wishes) ?? defaultsWithin(wishes);
  settings.set(wishes, defaults);
  const given = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as ContainerProps;
  const settled = { ...defaults, ...given };
  const pidsLimit = least(wishes.processes, BASELINE.pidsLimit * (settled.runtime?.capabilities.threadsPerProcess ?? 1));
  return {
    ...settled,
    ulimits: withOpenFiles(given.ulimits ?? [], defaults.ulimits ?? []),
    pidsLimit: given.pidsLimit ?? (props.host.backend._can.pidsLimit ? pidsLimit : undefined),
  };
}

function defaultsWithin(wishes: Controls): Partial<ContainerProps> {
  const openFiles = least(wishes.open_files, BASELINE.openFiles);
  return {
    capabilities: capabilitiesWithin(wishes),
    noNewPrivileges: wishes.no_new_privileges === 'required' || undefined,
    readOnlyRootFilesystem: wishes.read_only_root === 'required' || undefined,
    ipcMode: wishes.ipc_namespace === undefined || wishes.ipc_namespace === 'host' ? undefined : IpcMode.PRIVATE,
    cgroupNamespace: wishes.cgroup_namespace === undefined || wishes.cgroup_namespace === 'host' ? undefined : CgroupNamespace.PRIVATE,
    memory: memoryWithin(wishes),
    cpus: least(wishes.cpus, BASELINE.cpus),
    ulimits: openFiles === undefined ? undefined : [{ name: 'nofile', soft: openFiles }],
    runtime: runtimeWithin(wishes),
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
  const ordinary = BASELINE.memory.toBytes();
  const amount = least(memory, ordinary);
  return amount === undefined ? undefined : amount === ordinary ? BASELINE.memory : Size.mebibytes(Math.floor(amount / (1_024 * 1_024)));
}

function withOpenFiles(given: ContainerProps['ulimits'] & {}, defaults: ContainerProps['ulimits'] & {}): ContainerProps['ulimits'] {
  return [...given.some(({ name }) => name === 'nofile') ? [] : defaults, ...given];
}
