import { block, NETWORK, PREFIX } from './imported';

export const VOLUME = `${PREFIX}-data`;

/** Options of `docker run`, and the equivalent configuration. */
export interface Started {
  readonly options: readonly string[];
  readonly body: string;
  /** The command after the image. @default - a long sleep */
  readonly command?: readonly string[];
  /** Created with `docker create` and not started, since the engine that the tests start may not be allowed to start it. */
  readonly created?: boolean;
}

/** Options by the name of their case, which ends the container's name. */
export const OPTIONS: Readonly<Record<string, Started>> = {
  'nothing': { options: [], body: '' },
  'env': { options: ['-e', 'B=two words', '-e', 'A=1', '--env', 'EMPTY='], body: 'env = ["A=1", "B=two words", "EMPTY="]' },
  'publish': {
    options: ['-p', '21701:80', '-p', '127.0.0.1:21702:80', '-p', '21703:53/udp', '-p', '21704-21705:90-91'],
    body: [
      block('ports', 'internal = 53', 'external = 21703', 'protocol = "udp"'),
      block('ports', 'internal = 80', 'external = 21701'),
      block('ports', 'internal = 80', 'external = 21702', 'ip = "127.0.0.1"'),
      block('ports', 'internal = 90', 'external = 21704'),
      block('ports', 'internal = 91', 'external = 21705'),
    ].join('\n'),
  },
  'publish-any': { options: ['-p', '80'], body: block('ports', 'internal = 80') },
  'publish-all': { options: ['-P', '--expose', '8080'], body: 'publish_all_ports = true\n exposed_ports = ["8080"]' },
  'volume': { options: ['-v', `${VOLUME}:/data`], body: block('volumes', `volume_name = "${VOLUME}"`, 'container_path = "/data"') },
  'volume-read-only': {
    options: ['-v', `${VOLUME}:/data:ro`],
    body: block('volumes', `volume_name = "${VOLUME}"`, 'container_path = "/data"', 'read_only = true'),
  },
  'volume-nameless': { options: ['-v', '/data'], body: block('volumes', 'container_path = "/data"') },
  'bind': {
    options: ['-v', '/tmp:/host', '-v', '/var/tmp:/other:ro'],
    body: [
      block('volumes', 'host_path = "/tmp"', 'container_path = "/host"'), block(
        'volumes', 'host_path = "/var/tmp"', 'container_path = "/other"', 'read_only = true',
      ),
    ].join('\n'),
  },
  'volumes-from': { options: ['--volumes-from', `${PREFIX}-volume`], body: block('volumes', `from_container = "${PREFIX}-volume"`) },
  'mount-volume': {
    options: ['--mount', `type=volume,source=${VOLUME},target=/data`],
    body: block('mounts', 'type = "volume"', `source = "${VOLUME}"`, 'target = "/data"'),
  },
  'mount-bind': {
    options: ['--mount', 'type=bind,source=/usr,target=/host,readonly,bind-propagation=private'],
    body: block(
      'mounts', 'type = "bind"', 'source = "/usr"', 'target = "/host"', 'read_only = true', 'bind_options {\n propagation = "private"\n }',
    ),
  },
  'mount-tmpfs': {
    options: ['--mount', 'type=tmpfs,target=/scratch,tmpfs-size=1m,tmpfs-mode=1777'],
    body: block('mounts', 'type = "tmpfs"', 'target = "/scratch"', 'tmpfs_options {\n size_bytes = 1048576\n mode = 1023\n }'),
  },
  'network': { options: ['--network', NETWORK], body: block('networks_advanced', `name = "${NETWORK}"`) },
  'network-and-mode': {
    options: ['--network', NETWORK], body: `network_mode = "${NETWORK}"\n ${block('networks_advanced', `name = "${NETWORK}"`)}`,
  },
  'network-alias': {
    options: ['--network', NETWORK, '--network-alias', 'one', '--network-alias', 'two', '--ip', '10.213.11.77'],
    body: block('networks_advanced', `name = "${NETWORK}"`, 'aliases = ["two", "one"]', 'ipv4_address = "10.213.11.77"'),
  },
  'network-none': { options: ['--network', 'none'], body: 'network_mode = "none"' },
  'network-host': { options: ['--network', 'host'], body: 'network_mode = "host"' },
  'network-container': { options: ['--network', `container:${PREFIX}-nothing`], body: `network_mode = "container:${PREFIX}-nothing"` },
  'workdir': { options: ['-w', '/tmp/'], body: 'working_dir = "/tmp"' },
  'user': { options: ['-u', '1000:1000'], body: 'user = "1000:1000"' },
  'group-add': { options: ['--group-add', '10', '--group-add', '20'], body: 'group_add = ["20", "10"]' },
  'entrypoint': { options: ['--entrypoint', '/bin/sleep'], command: ['100000'], body: 'entrypoint = ["/bin/sleep"]' },
  'restart': { options: ['--restart', 'unless-stopped'], body: 'restart = "unless-stopped"' },
  'restart-on-failure': { options: ['--restart', 'on-failure:3'], body: 'restart = "on-failure"\n max_retry_count = 3' },
  'memory': { options: ['-m', '64m'], body: 'memory = 64' },
  'memory-swap': {
    options: ['-m', '64m', '--memory-swap', '96m', '--memory-reservation', '32m'],
    body: 'memory = 64\n memory_swap = 96\n memory_reservation = 32',
  },
  'cpus': { options: ['--cpus', '.5'], body: 'cpus = "0.5"' },
  'cpu-shares': {
    options: ['-c', '512', '--cpuset-cpus', '0,1', '--cpu-period', '50000', '--cpu-quota', '25000'],
    body: 'cpu_shares = 512\n cpu_set = "0-1"\n cpu_period = 50000\n cpu_quota = 25000',
  },
  'pids-limit': { options: ['--pids-limit', '50'], body: 'pids_limit = 50' },
  'label': {
    options: ['-l', 'b=2', '--label', 'a=1', '--label', 'bare'],
    body: [['a', '1'], ['b', '2'], ['bare', '']].map(([label, value]) => block(
      'labels', `label = "${label}"`, `value = "${value}"`,
    )).join('\n'),
  },
  'hostname': { options: ['--hostname', 'one', '--domainname', 'example.org'], body: 'hostname = "one"\n domainname = "example.org"' },
  'add-host': {
    options: ['--add-host', 'a:10.0.0.1', '--add-host', 'b:fd00::1', '--add-host', 'c:host-gateway'],
    body: [['a', '10.0.0.1'], ['b', 'fd00::1'], ['c', 'host-gateway']].map(([host, ip]) => block(
      'host', `host = "${host}"`, `ip = "${ip}"`,
    )).join('\n'),
  },
  'dns': {
    options: ['--dns', '10.0.0.53', '--dns', '10.0.0.54', '--dns-search', 'a.example', '--dns-option', 'ndots:2'],
    body: 'dns = ["10.0.0.54", "10.0.0.53"]\n dns_search = ["a.example"]\n dns_opts = ["ndots:2"]',
  },
  'capabilities': {
    options: ['--cap-add', 'net_admin', '--cap-drop', 'ALL'], body: block('capabilities', 'add = ["NET_ADMIN"]', 'drop = ["ALL"]'),
  },
  'privileged': { options: ['--privileged'], body: 'privileged = true\n start = false', created: true },
  'read-only': { options: ['--read-only'], body: 'read_only = true' },
  'tmpfs': { options: ['--tmpfs', '/run:size=1m,noexec', '--tmpfs', '/tmp'], body: 'tmpfs = { "/run" = "noexec,size=1m", "/tmp" = "" }' },
  'shm-size': { options: ['--shm-size', '128m'], body: 'shm_size = 128' },
  'log': {
    options: ['--log-driver', 'json-file', '--log-opt', 'max-size=1m', '--log-opt', 'max-file=2'],
    body: 'log_driver = "json-file"\n log_opts = { max-size = "1m", max-file = "2" }',
  },
  'log-opt': { options: ['--log-opt', 'max-size=1m'], body: 'log_opts = { max-size = "1m" }' },
  'health': {
    options: [
      '--health-cmd',
      'test -d /tmp',
      '--health-interval',
      '90s',
      '--health-timeout',
      '1500ms',
      '--health-retries',
      '2',
      '--health-start-period',
      '1m',
    ],
    body: block(
      'healthcheck',
      'test = ["CMD-SHELL", "test -d /tmp"]',
      'interval = "1m30s"',
      'timeout = "1.5s"',
      'retries = 2',
      'start_period = "60s"',
    ),
  },
  'no-health': { options: ['--no-healthcheck'], body: block('healthcheck', 'test = ["NONE"]') },
  'ulimit': {
    options: ['--ulimit', 'nofile=1024:2048', '--ulimit', 'nproc=100'],
    body: [
      block('ulimit', 'name = "nproc"', 'soft = 100', 'hard = 100'), block('ulimit', 'name = "nofile"', 'soft = 1024', 'hard = 2048'),
    ].join('\n'),
  },
  'init': { options: ['--init'], body: 'init = true' },
  'terminal': { options: ['-it'], body: 'tty = true\n stdin_open = true' },
  'stop': { options: ['--stop-timeout', '3', '--stop-signal', 'INT'], body: 'stop_timeout = 3\n stop_signal = "SIGINT"' },
  'security-opt': {
    options: ['--security-opt', 'no-new-privileges', '--security-opt', 'seccomp=unconfined'],
    body: 'security_opts = ["seccomp=unconfined", "no-new-privileges:true"]',
  },
  'device': {
    options: ['--device', '/dev/null:/dev/nothing:rw'],
    body: block('devices', 'host_path = "/dev/null"', 'container_path = "/dev/nothing"', 'permissions = "rw"'),
  },
  'sysctl': { options: ['--sysctl', 'net.core.somaxconn=512'], body: 'sysctls = { "net.core.somaxconn" = "512" }' },
  'namespaces': {
    options: ['--pid', 'host', '--ipc', 'shareable', '--cgroupns', 'host'],
    body: 'pid_mode = "host"\n ipc_mode = "shareable"\n cgroupns_mode = "host"',
  },
  'remove': { options: ['--rm'], body: 'rm = true' },
};
