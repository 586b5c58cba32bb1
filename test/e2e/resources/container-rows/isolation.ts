import { Names, replaced, Rows } from './row';

/** What separates the container from its host. */
export function isolationRows(names: Names): Rows {
  return {
    // The engine that the tests start may not be allowed to grant all privileges, so the container is not started.
    privileged: { same: [true], other: false, ...replaced },
    read_only: { same: [true], other: false, ...replaced },
    capabilities: {
      same: [
        [{ add: ['NET_ADMIN', 'sys_time'], drop: ['all'] }],
        [{ add: ['CAP_SYS_TIME', 'cap_net_admin'], drop: ['ALL'] }],
      ],
      other: [{ drop: ['CHOWN'] }],
      ...replaced,
    },
    security_opts: {
      same: [['no-new-privileges'], ['no-new-privileges:true'], ['no-new-privileges=true']], other: ['seccomp=unconfined'], ...replaced,
    },
    devices: {
      same: [
        [{ host_path: '/dev/null', container_path: '/dev/nothing' }],
        [{ host_path: '/dev/null', container_path: '/dev/nothing/', permissions: 'mrw' }],
      ],
      other: [{ host_path: '/dev/null' }],
      ...replaced,
      refused: [[[{ host_path: '/dev/null', permissions: 'x' }], /r, w and m/]],
    },
    gpus: { same: ['all'], other: '2', ...replaced, refused: [['some', /all/]] },
    ulimit: {
      same: [
        [{ name: 'nofile', soft: 1024, hard: 2048 }, { name: 'nproc', soft: 100, hard: 200 }],
        [{ name: 'nproc', soft: 100, hard: 200 }, { name: 'nofile', soft: 1024, hard: 2048 }],
      ],
      other: [{ name: 'nofile', soft: 512, hard: 2048 }],
      ...replaced,
    },
    sysctls: {
      same: [{ 'net.ipv4.ip_unprivileged_port_start': '1024' }], other: { 'net.ipv4.ip_unprivileged_port_start': '80' }, ...replaced,
    },
    runtime: { same: [names.runtime], other: 'runc', ...replaced },
    pid_mode: { same: ['host'], other: `container:${names.neighbour}`, ...replaced },
    ipc_mode: { same: ['shareable'], other: 'none', ...replaced },
    userns_mode: { same: ['host'], other: '', ...replaced, refused: [['other', /host/]] },
    cgroupns_mode: { same: ['private'], other: 'host', ...replaced, refused: [['other', /private/]] },
    cgroup_parent: { same: ['/one'], other: '/two', ...replaced },
    device_requests: {
      same: [
        [
          { driver: 'cdi', device_ids: ['vendor.com/class=a'] },
          { count: -1, capabilities: ['tpu', 'compute'], options: { a: 'b' } },
          { count: -1, capabilities: ['gpu'] },
        ],
        [
          { driver: '', count: -1, capabilities: ['gpu'], device_ids: [] },
          { count: -1, capabilities: ['tpu', 'compute'], options: { a: 'b' }, device_ids: [] },
          { driver: 'cdi', device_ids: ['vendor.com/class=a'], count: 0, options: {} },
        ],
      ],
      other: [{ driver: 'cdi', device_ids: ['vendor.com/class=b'] }],
      ...replaced,
      refused: [[[{ capabilities: ['gpu,compute'] }], /name of one capability/]],
    },
    device_cgroup_rules: {
      same: [['c 13:* rwm', 'b 7:0 r'], ['b 7:0 r', 'c 13:* mwr']], other: ['c 13:* r'], ...replaced, refused: [[['c 13 rwm'], /kind/]],
    },
    uts_mode: { same: ['host'], other: '', ...replaced, refused: [['private', /host/]] },
    masked_paths: {
      same: [['/proc/kcore', '/proc/keys'], ['/proc/keys/', '/proc/kcore']], other: [], ...replaced, refused: [[['proc'], /absolute/]],
    },
    readonly_paths: { same: [[]], other: ['/proc/sys'], ...replaced },
  };
}
