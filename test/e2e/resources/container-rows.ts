import { isolationPolicyRow } from './container-rows/isolation-policy';
import { Config } from './managed';

/** What one attribute or block of a container is tried with. */
export interface Row {
  /** Values that all mean the same: the first is set, and each other is no change then. */
  readonly same: readonly unknown[];
  /** Another value. */
  readonly other: unknown;
  /** How the other value is reached, and how the attribute is removed. */
  readonly change: 'update' | 'replace';
  readonly remove: 'update' | 'replace';
  /** What has to be configured besides. */
  readonly besides?: Config;
  /** Values that are refused, each with what the complaint has to say. */
  readonly refused?: readonly (readonly [unknown, RegExp])[];
}

const replaced = { change: 'replace', remove: 'replace' } as const;
const setting = { change: 'update', remove: 'update' } as const;
/** Changed live; the engine can't take it back. */
const sticky = { change: 'update', remove: 'replace' } as const;

/** What the test has made to use, by name; ids are only known when it runs. */
export interface Names {
  /** The image under which the rows are tried, without its tag, which is `latest`. */
  readonly image: string;
  readonly imageId: string;
  readonly network: string;
  readonly networkId: string;
  readonly other: string;
  readonly volume: string;
  readonly neighbour: string;
  readonly file: string;
  /** A runtime that is not the engine's default. */
  readonly runtime: string;
}

/** Every attribute and block of `docker_container` that an author can set. */
export function rows(names: Names): Readonly<Record<string, Row>> {
  return {
    name: { same: [`${names.network}-a`, `/${names.network}-a`], other: `${names.network}-b`, ...setting, refused: [['-no', /name/], ['', /name/]] },
    image: { same: [names.image, `${names.image}:latest`, names.imageId], other: 'busybox:other', ...replaced },
    command: { same: [['sleep', '1000']], other: ['sleep', '2000'], ...replaced },
    entrypoint: { same: [['sleep']], other: ['/bin/sleep'], besides: { command: ['1000'] }, ...replaced },
    env: {
      same: [['A=1', 'B=two words'], ['B=two words', 'A=1']],
      other: ['A=2', 'C'],
      ...replaced,
      refused: [[['A=1', 'A=2'], /more than once/], [['=1'], /no name/]],
    },
    user: { same: ['1000:1000'], other: '1001', ...replaced },
    working_dir: { same: ['/tmp/', '/tmp', '/tmp/../tmp//'], other: '/var', ...replaced, refused: [['tmp', /absolute/]] },
    hostname: { same: ['one'], other: 'two', ...replaced },
    domainname: { same: ['example.org'], other: 'example.net', ...replaced },
    tty: { same: [true], other: false, ...replaced, remove: 'replace' },
    stdin_open: { same: [true], other: false, ...replaced },
    init: { same: [true], other: false, ...replaced },
    stop_signal: { same: ['SIGQUIT', 'quit', '3', 'QUIT'], other: 'SIGINT', ...replaced },
    stop_timeout: { same: [0], other: 3, ...replaced, refused: [[1.5, /whole number/]] },
    group_add: { same: [['10', '20'], ['20', '10']], other: ['30'], ...replaced },
    labels: {
      same: [[{ label: 'a', value: '1' }, { label: 'b', value: '2' }], [{ label: 'b', value: '2' }, { label: 'a', value: '1' }]],
      other: [{ label: 'a', value: '2' }],
      ...replaced,
      refused: [[[{ label: 'a', value: '1' }, { label: 'a', value: '2' }], /more than once/]],
    },
    healthcheck: {
      same: [
        [{ test: ['CMD', 'true'], interval: '1m', timeout: '1500ms', start_period: '90s' }],
        [{ test: ['CMD', 'true'], interval: '1m0s', timeout: '1.5s', start_period: '1.5m', retries: 0, start_interval: '0s' }],
      ],
      other: [{ test: ['CMD', 'true'], interval: '1m', timeout: '1500ms', start_period: '90s', retries: 5 }],
      ...replaced,
      refused: [[[{ test: ['CMD', 'true'], interval: '1 minute' }], /duration/], [[{ test: ['CMD', 'true'], interval: '1us' }], /duration/]],
    },

    memory: { same: [64], other: 128, ...sticky, refused: [[5, /6 MiB/], [64.5, /whole number/]] },
    memory_swap: { same: [128], other: -1, besides: { memory: 64 }, ...setting, refused: [[32, /at least `memory`/]] },
    memory_reservation: { same: [32], other: 48, ...sticky, besides: { memory: 64 }, refused: [[5, /6 MiB/], [65, /more than `memory`/]] },
    cpus: { same: ['0.5', '.5', '0.50', '00.5'], other: '1', ...sticky, refused: [['half', /number of CPUs/]] },
    cpu_shares: { same: [512], other: 256, ...sticky, refused: [[-1, /at least 0/]] },
    cpu_period: { same: [50000], other: 100000, ...sticky, refused: [[1000001, /from 0/]] },
    cpu_quota: { same: [50000], other: 60000, ...sticky },
    cpu_set: { same: ['0-1', '0,1', '1,0'], other: '0', ...sticky, refused: [['1-0', /list of CPUs/], ['a', /list of CPUs/]] },
    pids_limit: { same: [50], other: 60, ...setting },
    restart: { same: ['always'], other: 'unless-stopped', ...setting, refused: [['sometimes', /one of "no", "on-failure"/]] },
    max_retry_count: { same: [3], other: 5, besides: { restart: 'on-failure' }, ...setting, refused: [[-1, /at least 0/]] },

    // The engine that the tests start may not be allowed to give all privileges: the container is made, and not started.
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
    security_opts: { same: [['no-new-privileges'], ['no-new-privileges:true'], ['no-new-privileges=true']], other: ['seccomp=unconfined'], ...replaced },
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
      same: [[{ name: 'nofile', soft: 1024, hard: 2048 }, { name: 'nproc', soft: 100, hard: 200 }], [{ name: 'nproc', soft: 100, hard: 200 }, { name: 'nofile', soft: 1024, hard: 2048 }]],
      other: [{ name: 'nofile', soft: 512, hard: 2048 }],
      ...replaced,
    },
    sysctls: { same: [{ 'net.ipv4.ip_unprivileged_port_start': '1024' }], other: { 'net.ipv4.ip_unprivileged_port_start': '80' }, ...replaced },
    runtime: { same: [names.runtime], other: 'runc', ...replaced },
    pid_mode: { same: ['host'], other: `container:${names.neighbour}`, ...replaced },
    ipc_mode: { same: ['shareable'], other: 'none', ...replaced },
    userns_mode: { same: ['host'], other: '', ...replaced, refused: [['other', /host/]] },
    cgroupns_mode: { same: ['private'], other: 'host', ...replaced, refused: [['other', /private/]] },
    cgroup_parent: { same: ['/one'], other: '/two', ...replaced },

    mounts: {
      same: [
        [
          { type: 'volume', source: names.volume, target: '/data' },
          { type: 'bind', source: '/tmp', target: '/host', read_only: true, bind_options: [{ propagation: 'rslave' }] },
          { type: 'tmpfs', target: '/scratch', tmpfs_options: [{ size_bytes: 1048576, mode: 1023 }] },
        ],
        [
          { type: 'tmpfs', target: '/scratch/', tmpfs_options: [{ size_bytes: 1048576, mode: 1023 }], read_only: false },
          { type: 'volume', source: names.volume, target: '/data/', volume_options: [] },
          { type: 'bind', source: '/tmp', target: '/host', read_only: true, bind_options: [{ propagation: 'rslave' }] },
        ],
      ],
      other: [{
        type: 'volume', source: names.volume, target: '/data', volume_options: [{ no_copy: true, labels: [{ label: 'a', value: '1' }], driver_name: 'local', driver_options: {} }],
      }],
      ...replaced,
      refused: [
        [[{ type: 'disk', target: '/data' }], /one of "bind", "volume", "tmpfs"/],
        [[{ type: 'bind', target: '/data' }], /no `source`/],
        [[{ type: 'volume', target: '/data', tmpfs_options: [{ mode: 1 }] }], /of type "volume"/],
        [[{ type: 'volume', target: 'data' }], /absolute path/],
      ],
    },
    volumes: {
      same: [
        [
          { volume_name: names.volume, container_path: '/data', read_only: true },
          { host_path: '/tmp', container_path: '/host' },
          { container_path: '/own' },
          { from_container: names.neighbour },
        ],
        [
          { from_container: names.neighbour, read_only: false },
          { container_path: '/own/' },
          { volume_name: names.volume, container_path: '/data', read_only: true },
          { host_path: '/tmp', container_path: '/host' },
        ],
      ],
      other: [{ volume_name: names.volume, container_path: '/data' }],
      ...replaced,
      refused: [[[{ volume_name: names.volume }], /no `container_path`/], [[{ volume_name: names.volume, host_path: '/tmp', container_path: '/data' }], /more than one source/]],
    },
    tmpfs: { same: [{ '/run': 'rw,noexec,size=1m' }, { '/run': 'size=1024k,noexec,rw' }], other: { '/run': '' }, ...replaced },
    shm_size: { same: [32], other: 128, ...replaced, refused: [[0, /at least 1/]] },
    log_driver: { same: ['local'], other: 'none', ...replaced },
    log_opts: { same: [{ 'max-size': '1m', 'max-file': '2' }], other: { 'max-size': '2m' }, ...replaced },

    network_mode: { same: ['none'], other: 'host', ...replaced },
    networks_advanced: {
      same: [
        [{ name: names.network, aliases: ['b', 'a'], ipv4_address: '10.213.1.77', ipv6_address: 'fd00:213::77' }, { name: names.other }],
        [{ name: names.other, aliases: [] }, { name: names.network, aliases: ['a', 'b'], ipv4_address: '10.213.1.77', ipv6_address: 'FD00:213:0:0::0077' }],
      ],
      other: [{ name: names.networkId, aliases: ['c'] }],
      ...setting,
      refused: [[[{ name: names.network }, { name: names.network }], /more than once/], [[{ name: names.network, ipv4_address: '1.2.3' }], /IP address/]],
    },
    ports: {
      same: [
        [{ internal: 80, external: 21380 }, { internal: 80, external: 21381, ip: '127.0.0.1' }, { internal: 53, external: 21353, protocol: 'udp' }, { internal: 81, external: 21390, ip: '::1' }],
        [{ internal: 53, external: 21353, protocol: 'UDP', ip: '0.0.0.0' }, { internal: 81, external: 21390, ip: '0:0::1' }, { internal: 80, external: 21381, ip: '127.0.0.1' }, { internal: 80, external: 21380 }],
      ],
      other: [{ internal: 80, external: 21382 }],
      ...replaced,
      refused: [[[{ internal: 0 }], /from 1 to 65535/], [[{ internal: 80, external: 70000 }], /from 0 to 65535/], [[{ internal: 80, external: 9 }, { internal: 81, external: 9 }], /more than once/]],
    },
    publish_all_ports: { same: [true], other: false, ...replaced },
    host: {
      same: [[{ host: 'a', ip: '10.0.0.1' }, { host: 'b', ip: 'FD00::0:1' }], [{ host: 'b', ip: 'fd00::1' }, { host: 'a', ip: '10.0.0.1' }]],
      other: [{ host: 'a', ip: '10.0.0.2' }],
      ...replaced,
      refused: [[[{ host: 'a', ip: 'b' }], /IP address/]],
    },
    dns: { same: [['10.0.0.53', '10.0.0.54'], ['10.0.0.54', '10.0.0.53']], other: ['10.0.0.55'], ...replaced, refused: [[['ns'], /IP address/]] },
    dns_search: { same: [['a.example', 'b.example'], ['b.example', 'a.example']], other: ['c.example'], ...replaced },
    dns_opts: { same: [['ndots:2', 'rotate'], ['rotate', 'ndots:2']], other: ['ndots:3'], ...replaced },

    upload: {
      same: [
        [{ file: '/etc/one', content: 'one' }, { file: '/new/folder/two', content_base64: 'AAEC', executable: true }],
        [{ file: '/new/./folder/two', content_base64: 'AAEC', executable: true }, { file: '/etc/one', content: 'one', executable: false }],
      ],
      other: [{ file: '/etc/one', content: 'another', permissions: '0600' }, { file: '/new/folder/two', source: names.file }],
      ...sticky,
      refused: [[[{ file: '/a' }], /no content/], [[{ file: '/a', content: 'a', source: 'b' }], /more than one content/], [[{ file: '/a', content: 'a', permissions: '999' }], /octal/], [[{ file: '/a', content_base64: 's3cret!' }], /^(?!.*s3cret).*has to be base64/s]],
    },

    start: { same: [false], other: true, ...setting },
    must_run: { same: [false], other: true, ...setting },
    wait: { same: [true], other: false, ...setting },
    wait_timeout: { same: [30], other: 40, ...setting, refused: [[0, /at least 1/]] },
    container_read_refresh_timeout_milliseconds: { same: [1000], other: 2000, ...setting },
    attach: { same: [true], other: false, besides: { command: ['true'], must_run: false }, ...setting },
    logs: { same: [true], other: false, besides: { command: ['echo', 'hello'], attach: true }, ...setting },
    rm: { same: [true], other: false, ...replaced },
    remove_volumes: { same: [false], other: true, ...setting },
    isolation_policy: isolationPolicyRow,
    destroy_grace_seconds: { same: [2], other: 3, ...setting, refused: [[-1, /at least 0/]] },
  };
}

/** Attributes that no author can set, and those that this engine can't be asked for; tests of their own have them. */
export const ELSEWHERE: readonly string[] = ['id', 'bridge', 'network_data', 'exit_code', 'container_logs', 'storage_opts'];
