import { AnyModel, DEFAULTED_CHANGE, Facts, host, Inspect, made, madeBlock, Place } from './fact';
import { canonicalCapability } from '../../../engine/canonical/capability';
import { blockOf, setOf } from '../../../engine/canonical/form';
import { canonicalPath } from '../../../engine/canonical/path';
import { canonicalSecurityOption } from '../../../engine/canonical/security-option';
import { each, integer, matching } from '../../shared/validators';

interface Capabilities { add: string[] | null; drop: string[] | null }
interface Ulimit { name: string; soft: number; hard: number }

const capabilitySet = { type: ['set', 'string'], optional: true, canonical: setOf(canonicalCapability) } as const;

/** What a change of an attribute of a limit does, for the documentation. */
const OF_BLOCK = 'A change is one of the block.';

/** A list that replaces the engine's default list, so that an empty one has a meaning. */
const paths = {
  computed: true,
  emptyCounts: true,
  canonical: setOf(canonicalPath),
  validators: [each(matching('an absolute path', /^\//))],
  // The engine's default list is long and the same for all containers. Reporting it would take an eighth of a plan's time.
  report: (actual: string[] | null | undefined, known: string[] | null | undefined) => known === null ? null : actual ?? [],
} as const;

/** The option that Docker's command line turns into empty lists of masked and read-only paths. The engine does not know it. */
const ALL_PATHS = 'systempaths=unconfined';
const isAllPaths = (option: string) => canonicalSecurityOption(option) === ALL_PATHS;
const isEmpty = (list: unknown) => Array.isArray(list) && list.length === 0;

const securityOptions: Place<string[]> = {
  field: 'HostConfig.SecurityOpt',
  put: ({ HostConfig: hostConfig }, options) => {
    hostConfig.SecurityOpt = options.filter((option) => !isAllPaths(option));
    if (options.some(isAllPaths)) Object.assign(hostConfig, { MaskedPaths: [], ReadonlyPaths: [] });
  },
  read: ({ HostConfig: { SecurityOpt: options } }) => options as string[] | null,
};

/** Returns the configured options that are in force. A container that is imported has lists of paths instead of the option. */
function optionsInForce(
  actual: string[] | null | undefined, known: string[] | null | undefined, _model: AnyModel, { HostConfig: hostConfig }: Inspect,
): string[] {
  if (known === undefined) return actual ?? [];
  const { MaskedPaths: masked, ReadonlyPaths: readonly } = hostConfig as { MaskedPaths?: unknown; ReadonlyPaths?: unknown };
  const reported = new Set([...(actual ?? []).map(canonicalSecurityOption), ...isEmpty(masked) && isEmpty(readonly) ? [ALL_PATHS] : []]);
  return (known ?? []).filter((option) => reported.has(canonicalSecurityOption(option)));
}

/** What isolates the container from its host and from other containers. A change replaces the container. */
export const isolationFacts = {
  privileged: made('bool', {
    unset: false,
    description: 'Removes nearly all isolation from the host: '
      + 'the container has all capabilities and all devices, and no seccomp or AppArmor profile.',
    at: host('Privileged'),
  }),
  read_only: made('bool', {
    unset: false,
    description: 'Makes the root file system read-only. Use `mounts`, `volumes` or `tmpfs` for paths that have to be writable.',
    at: host('ReadonlyRootfs'),
  }),
  capabilities: madeBlock({
    nesting: 'set',
    maxItems: 1,
    description: 'Changes to the engine\'s default capabilities. '
      + 'Names such as `NET_ADMIN` or `ALL`, with or without `CAP_`, in upper or lower case. '
      + 'Engine API: `HostConfig.CapAdd`, `HostConfig.CapDrop`.',
    attributes: {
      add: { ...capabilitySet, description: 'Capabilities to add.' },
      drop: { ...capabilitySet, description: 'Capabilities to drop.' },
    },
    canonical: blockOf({ add: setOf(canonicalCapability), drop: setOf(canonicalCapability) }, { add: [], drop: [] }),
  }, {
    place: {
      put: ({ HostConfig: hostConfig }, [capabilities]: Capabilities[]) => {
        hostConfig.CapAdd = capabilities?.add ?? [];
        hostConfig.CapDrop = capabilities?.drop ?? [];
      },
      read: ({ HostConfig: { CapAdd: add, CapDrop: drop } }) => add?.length || drop?.length ? [{ add: add ?? [], drop: drop ?? [] }] : [],
    },
    // An empty block changes nothing, but is reported as configured.
    report: (actual, known) => known?.length && !known[0].add?.length && !known[0].drop?.length ? known : actual,
  }),
  security_opts: made(['set', 'string'], {
    unset: [],
    canonical: setOf(canonicalSecurityOption),
    description: 'Security options: `no-new-privileges`, `seccomp=<profile as JSON>`, `apparmor=<profile>`, `label=<...>`. '
      + '`systempaths=unconfined` empties `masked_paths` and `readonly_paths`, as Docker\'s command line does.',
    change: 'A change replaces the container. `label=disable` is no change where the engine adds it itself: with `privileged`, '
      + '`pid_mode = "host"` or `ipc_mode = "host"`.',
    at: securityOptions,
    report: optionsInForce,
  }),
  ulimit: madeBlock({
    nesting: 'set',
    description: 'A resource limit of the container\'s processes (`setrlimit`). The default is the engine\'s. '
      + 'Engine API: `HostConfig.Ulimits`.',
    change: DEFAULTED_CHANGE,
    attributes: {
      name: {
        type: 'string',
        required: true,
        description: 'The limited resource: `nofile`, `nproc`, `core`, ...',
        change: OF_BLOCK,
      },
      soft: {
        type: 'number',
        required: true,
        validators: [integer(-1)],
        description: 'The soft limit, which is enforced. -1 is no limit.',
        change: OF_BLOCK,
      },
      hard: {
        type: 'number',
        required: true,
        validators: [integer(-1)],
        description: 'The hard limit, up to which a process may raise the soft limit. -1 is no limit.',
        change: OF_BLOCK,
      },
    },
  }, {
    place: {
      put: ({ HostConfig: hostConfig }, limits: Ulimit[]) => {
        hostConfig.Ulimits = limits.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard }));
      },
      read: ({ HostConfig: { Ulimits: limits } }) => (limits ?? []).map(({ Name: name, Soft: soft, Hard: hard }) => ({ name, soft, hard })),
    },
  }),
  sysctls: made(['map', 'string'], {
    description: 'Kernel parameters of the container\'s own namespaces, such as `"net.core.somaxconn" = "1024"`.',
    at: host('Sysctls'),
  }),
  runtime: made('string', {
    computed: true,
    description: 'The OCI runtime, such as `runc` or `runsc`. The default is the engine\'s. '
      + 'gVisor (a runtime with `runsc` or `gvisor` in its name) can\'t change the limits of a running container, so every change of a '
      + 'limit replaces the container.',
    at: host('Runtime'),
    report: (actual) => actual ?? '',
  }),
  pid_mode: made('string', {
    computed: true,
    description: 'The PID namespace: `host`, `container:<name or id>`, or "" for a private one, which is the default.',
    at: host('PidMode'),
    report: (actual) => actual ?? '',
  }),
  ipc_mode: made('string', {
    computed: true,
    description: 'The IPC namespace: `private`, `shareable`, `none`, `host`, `container:<name or id>`. '
      + 'The default is the engine\'s, usually `private`.',
    at: host('IpcMode'),
    report: (actual) => actual ?? '',
  }),
  userns_mode: made('string', {
    unset: '',
    validators: [matching('"host" or ""', /^(host)?$/)],
    description: 'The user namespace: `host` disables user remapping on an engine that has it, "" is the engine\'s default.',
    at: host('UsernsMode'),
  }),
  uts_mode: made('string', {
    unset: '',
    validators: [matching('"host" or ""', /^(host)?$/)],
    description: 'The UTS namespace, which has the host name: `host`, or "" for a private one. Conflicts with `hostname`.',
    at: host('UTSMode'),
  }),
  cgroupns_mode: made('string', {
    computed: true,
    validators: [matching('"private" or "host"', /^(private|host)$/)],
    description: 'The cgroup namespace: `private` or `host`. The engine\'s default is `host` with cgroups version 1, else `private`.',
    at: {
      field: 'HostConfig.CgroupnsMode',
      put: ({ HostConfig: hostConfig }, value) => { Object.assign(hostConfig, { CgroupnsMode: value }); },
      read: (inspect) => (inspect.HostConfig as { CgroupnsMode?: string }).CgroupnsMode,
    },
  }),
  cgroup_parent: made('string', {
    unset: '',
    description: 'The parent cgroup of the container, such as that of a `docker_resource_pool`. "" is the engine\'s default.',
    at: host('CgroupParent'),
  }),
  masked_paths: made(['set', 'string'], {
    ...paths,
    description: 'Paths below /proc and /sys that are hidden from the container. The default is the engine\'s list, which is not reported. '
      + '`[]` is none.',
    at: host('MaskedPaths'),
  }),
  readonly_paths: made(['set', 'string'], {
    ...paths,
    description: 'Paths below /proc and /sys that are read-only in the container. '
      + 'The default is the engine\'s list, which is not reported. `[]` is none.',
    at: host('ReadonlyPaths'),
  }),
} satisfies Facts;
