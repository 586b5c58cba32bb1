import * as Measure from './measure';
import { Engine } from '../../engine/engine';
import * as Facts from '../../facts/host-facts';
import { Attributes } from '../../framework/schema/schema';
import { requireFloorForMeasurement } from '../../isolation/measurement-floor';

/** The arguments that the resource and the data source share. */
export const inputs = {
  probe: {
    type: 'bool',
    optional: true,
    default: true,
    description: 'Whether to find out what the host can do, by starting containers on the engine that try it. They have only a program of '
      + 'the provider in them, and are removed afterwards. The guide "What a host can do" describes them. If this is false, only what the '
      + 'engine reports is known, and all else is null. An isolation floor with `pools` or `virtual_hosts` refuses it without '
      + '`measurements`.',
  },
  extra_runtimes: {
    type: ['set', 'string'],
    optional: true,
    description: 'Runtimes to try in addition to those that the engine lists, such as `io.containerd.kata.v2`, which Engine 23 and newer '
      + 'find by this name.',
  },
} as const satisfies Attributes;

const RUNTIME = ['object', { starts: 'bool', kernel: 'string', error: 'string' }] as const;

/** The results that the resource and the data source share. A fact that is not known is null. */
export const outputs = {
  engine_version: { type: 'string', computed: true, description: 'The version of the engine, as it reports it.' },
  architecture: { type: 'string', computed: true, description: 'The architecture of the engine\'s machine, such as `amd64`.' },
  kernel: { type: 'string', computed: true, description: 'The release of the kernel, such as `6.1.0-18-amd64`.' },
  cgroup_version: { type: 'number', computed: true, description: 'The version of control groups that containers are in: 1 or 2.' },
  cgroup_driver: { type: 'string', computed: true, description: 'Who manages the control groups of containers: `cgroupfs` or `systemd`.' },
  runtimes: {
    type: ['map', RUNTIME],
    computed: true,
    description: 'The runtimes by name. `starts` tells whether a container started with it, and `error` why not. `kernel` is the release '
      + 'of the kernel that its containers see: one that differs from `kernel` of the host is a kernel of their own.',
  },
  default_runtime: { type: 'string', computed: true, description: 'The runtime of containers that choose none, as the engine reports it.' },
  default_no_new_privileges: {
    type: 'bool',
    computed: true,
    description: 'Whether a process of a container that asks for nothing can\'t gain privileges (`no-new-privileges` in `daemon.json`). A '
      + 'task of a swarm can\'t ask for it on engines before 25.',
  },
  default_seccomp: {
    type: 'bool',
    computed: true,
    description: 'Whether a filter decides on the system calls of a container that asks for nothing.',
  },
  default_cgroup_namespace: {
    type: 'string',
    computed: true,
    description: 'The control group namespace of a container that asks for nothing: `private` or `host`.',
  },
  ip_vs: {
    type: 'bool',
    computed: true,
    description: 'Whether the kernel has IP Virtual Server, which the virtual addresses and the ingress network of a swarm need. Null if '
      + 'it is a module that is not loaded.',
  },
  esp: { type: 'bool', computed: true, description: 'Whether the kernel encrypts with ESP, which encrypted networks of a swarm need.' },
  filters_ipv6: {
    type: 'bool',
    computed: true,
    description: 'Whether the engine keeps networks apart over IPv6 (`ip6tables`): containers on two networks tried to reach each other.',
  },
  user_namespaces: { type: 'bool', computed: true, description: 'Whether a process without rights can create a user namespace.' },
  remaps_users: { type: 'bool', computed: true, description: 'Whether root of a container is another user on the host.' },
  kvm: { type: 'bool', computed: true, description: 'Whether a container with `/dev/kvm` can create virtual machines.' },
  memory: {
    type: 'number',
    computed: true,
    description: 'The memory for containers, in bytes: that of the machine, or the limit of a control group around all of them.',
  },
  cpus: { type: 'number', computed: true, description: 'The number of CPUs on which containers can run.' },
  data_root: { type: 'string', computed: true, description: 'The folder of the engine\'s data on the host, as the engine reports it.' },
  disk_size: { type: 'number', computed: true, description: 'The size of the file system with the engine\'s data, in bytes.' },
  disk_free: { type: 'number', computed: true, description: 'What is free on it for containers, in bytes. It changes all the time.' },
  storage_driver: { type: 'string', computed: true, description: 'The storage driver, as the engine reports it.' },
  limits_storage: {
    type: 'bool',
    computed: true,
    description: 'Whether `storage_opts = { size = ... }` limits what a container writes: one with a limit tried to write more.',
  },
  evidence: {
    type: ['map', 'string'],
    computed: true,
    description: 'For each fact, by the name of its attribute, how it was found, or why it is null.',
  },
} as const satisfies Attributes;

interface Inputs {
  readonly probe: boolean | null;
  readonly extra_runtimes: readonly string[] | null;
}

/** Measures a host, and returns its facts as attributes. */
export async function measuredFacts(engine: Engine, { probe, extra_runtimes: runtimes }: Inputs, signal: AbortSignal) {
  if (probe !== false) requireFloorForMeasurement();
  // Loaded on demand: most runs of the provider measure nothing.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { measureOnce } = require('./measure') as typeof Measure;
  const facts = await measureOnce(engine, { probe: probe !== false, runtimes: runtimes ?? [] }, signal);
  return attributesOf(facts);
}

function attributesOf({ claims, findings, runtimes }: Facts.HostFacts) {
  const names = Object.keys(findings) as (keyof Facts.Findings)[];
  type Values = { [name in keyof Facts.Findings]: Facts.Findings[name]['value'] };
  return {
    ...Object.fromEntries(names.map((name) => [name, findings[name].value])) as Values,
    engine_version: claims.version,
    architecture: claims.architecture,
    default_runtime: claims.defaultRuntime ?? null,
    data_root: claims.dataRoot ?? null,
    storage_driver: claims.storageDriver ?? null,
    runtimes: { ...runtimes },
    evidence: Object.fromEntries(names.map((name) => [name, findings[name].evidence])),
  };
}
