import { Facts, host, made, madeBlock } from './fact';
import { canonicalCapability } from '../../../engine/canonical/capability';
import { blockOf, setOf } from '../../../engine/canonical/form';
import { canonicalPath } from '../../../engine/canonical/path';
import { canonicalSecurityOption } from '../../../engine/canonical/security-option';
import { each, integer, matching } from '../../shared/validators';

interface Capabilities { add: string[] | null; drop: string[] | null }
interface Ulimit { name: string; soft: number; hard: number }

const capabilitySet = { type: ['set', 'string'], optional: true, canonical: setOf(canonicalCapability) } as const;

/** A list that takes the place of the engine's own, so that an empty one means something. */
const paths = {
  computed: true,
  emptyCounts: true,
  canonical: setOf(canonicalPath),
  validators: [each(matching('an absolute path', /^\//))],
  // The engine's own list is long, and the same in each container: to report it costs Terraform an eighth of a plan.
  report: (seen: string[] | null | undefined, known: string[] | null | undefined) => known === null ? null : seen ?? [],
} as const;

/** What separates the container from its host and its neighbours. All of it is made with the container. */
export const isolationFacts = {
  privileged: made('bool', { unset: false, description: 'Takes away nearly all that separates the container from the host: it has all capabilities and all devices, and no seccomp or AppArmor profile.', at: host('Privileged') }),
  read_only: made('bool', { unset: false, description: 'Makes the root file system read-only. What has to be written then goes to `mounts`, `volumes` or `tmpfs`.', at: host('ReadonlyRootfs') }),
  capabilities: madeBlock({
    nesting: 'set',
    maxItems: 1,
    description: 'Capabilities beside or less than the engine\'s default, such as `NET_ADMIN` or `ALL`; with or without `CAP_`, in any case. Engine API: `HostConfig.CapAdd`, `HostConfig.CapDrop`.',
    attributes: {
      add: { ...capabilitySet, description: 'Capabilities to add.' },
      drop: { ...capabilitySet, description: 'Capabilities to drop.' },
    },
    canonical: blockOf({ add: setOf(canonicalCapability), drop: setOf(canonicalCapability) }, { add: [], drop: [] }),
  }, {
    place: {
      put: ({ HostConfig: hostConfig }, [given]: Capabilities[]) => {
        hostConfig.CapAdd = given?.add ?? [];
        hostConfig.CapDrop = given?.drop ?? [];
      },
      see: ({ HostConfig: { CapAdd: add, CapDrop: drop } }) => add?.length || drop?.length ? [{ add: add ?? [], drop: drop ?? [] }] : [],
    },
    // A block that names nothing is no difference, but it is there.
    report: (seen, known) => known?.length && !known[0].add?.length && !known[0].drop?.length ? known : seen,
  }),
  security_opts: made(['set', 'string'], {
    unset: [],
    canonical: setOf(canonicalSecurityOption),
    description: 'Security options: `no-new-privileges`, `seccomp=<the profile itself, as JSON>`, `apparmor=<profile>`, `label=<...>`.',
    at: host('SecurityOpt'),
  }),
  ulimit: madeBlock({
    nesting: 'set',
    description: 'A resource limit of the program (`setrlimit`). The default is the engine\'s. Engine API: `HostConfig.Ulimits`.',
    attributes: {
      name: { type: 'string', required: true, description: 'What is limited: `nofile`, `nproc`, `core`, ...' },
      soft: { type: 'number', required: true, validators: [integer(-1)], description: 'The limit that holds. -1 is none.' },
      hard: { type: 'number', required: true, validators: [integer(-1)], description: 'The limit up to which the program may raise it. -1 is none.' },
    },
  }, {
    place: {
      put: ({ HostConfig: hostConfig }, limits: Ulimit[]) => {
        hostConfig.Ulimits = limits.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard }));
      },
      see: ({ HostConfig: { Ulimits: limits } }) => (limits ?? []).map(({ Name: name, Soft: soft, Hard: hard }) => ({ name, soft, hard })),
    },
  }),
  sysctls: made(['map', 'string'], { description: 'Kernel parameters of the container\'s own namespaces, such as `"net.core.somaxconn" = "1024"`.', at: host('Sysctls') }),
  runtime: made('string', {
    computed: true,
    description: 'The OCI runtime, such as `runc` or `runsc`. The default is the engine\'s. gVisor (one with `runsc` or `gvisor` in its name) can\'t change the limits of a container that runs, so under it, a change of what others change live replaces the container.',
    at: host('Runtime'),
    report: (seen) => seen ?? '',
  }),
  pid_mode: made('string', { computed: true, description: 'The PID namespace: `host`, `container:<name or id>`, or "" for its own, which is the default.', at: host('PidMode'), report: (seen) => seen ?? '' }),
  ipc_mode: made('string', {
    computed: true,
    description: 'The IPC namespace: `private`, `shareable`, `none`, `host`, `container:<name or id>`. The default is the engine\'s, mostly `private`.',
    at: host('IpcMode'),
    report: (seen) => seen ?? '',
  }),
  userns_mode: made('string', { unset: '', validators: [matching('"host" or ""', /^(host)?$/)], description: 'The user namespace: `host` for the host\'s on an engine that remaps users, "" for the engine\'s default.', at: host('UsernsMode') }),
  uts_mode: made('string', { unset: '', validators: [matching('"host" or ""', /^(host)?$/)], description: 'The UTS namespace, which has the host name: `host` for the host\'s, "" for its own. Not together with `hostname`.', at: host('UTSMode') }),
  cgroupns_mode: made('string', {
    computed: true,
    validators: [matching('"private" or "host"', /^(private|host)$/)],
    description: 'The cgroup namespace: `private` or `host`. The engine\'s default is `host` under cgroups version 1, else `private`.',
    at: {
      field: 'HostConfig.CgroupnsMode',
      put: ({ HostConfig: hostConfig }, value) => { Object.assign(hostConfig, { CgroupnsMode: value }); },
      see: (inspect) => (inspect.HostConfig as { CgroupnsMode?: string }).CgroupnsMode,
    },
  }),
  cgroup_parent: made('string', { unset: '', description: 'The cgroup under which the container\'s own is made. "" is the engine\'s.', at: host('CgroupParent') }),
  masked_paths: made(['set', 'string'], { ...paths, description: 'Paths below /proc and /sys that the container does not see. The default is the engine\'s list, which is not reported, and `[]` is none.', at: host('MaskedPaths') }),
  readonly_paths: made(['set', 'string'], { ...paths, description: 'Paths below /proc and /sys that the container may only read. The default is the engine\'s list, which is not reported, and `[]` is none.', at: host('ReadonlyPaths') }),
} satisfies Facts;
