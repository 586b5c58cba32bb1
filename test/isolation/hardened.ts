/** A container that satisfies BASELINE. */
export const HARDENED = {
  image: 'busybox:latest',
  command: ['sleep', '100000'],
  destroy_grace_seconds: 0,
  capabilities: { drop: ['ALL'], add: ['CHOWN'] },
  security_opts: ['no-new-privileges'],
  ipc_mode: 'private',
  cgroupns_mode: 'private',
  memory: 64,
  cpus: '0.5',
  pids_limit: 100,
  ulimit: [{ name: 'nofile', soft: 1024, hard: 1024 }],
};

/** The same in the Engine API, without a capability. */
export const HARDENED_SETTINGS = {
  CapDrop: ['ALL'],
  SecurityOpt: ['no-new-privileges'],
  IpcMode: 'private',
  CgroupnsMode: 'private',
  Memory: 64 * 1024 * 1024,
  NanoCpus: 5e8,
  PidsLimit: 100,
  Ulimits: [{ Name: 'nofile', Soft: 1024, Hard: 1024 }],
};

/** A container that satisfies RESTRICTED. The engine mounts its init program into it, which is no path of the host that it asks for. */
export const STRICT = { ...HARDENED, capabilities: { drop: ['ALL'] }, read_only: true, user: '1000:1000', init: true };
