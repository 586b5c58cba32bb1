import { pack } from 'tar-stream';
import { bareDebian, Release } from './bare-debian';
import { archiveOf } from '../../../dev/images/folder-archive';
import { waitUntil } from '../../../dev/machine/wait-until';
import { docker, finished, imageId, removeContainer } from '../engine/docker';
import { attempt, Ended, run } from '../support/run';

/** Where a script is that a test runs. */
export const SCRIPT = '/root/script.sh';

/** What a script says that it changed. */
export const changesOf = (stdout: string) => stdout.split('\n').filter((line) => line.startsWith('changed: '));

/** Why a script ended. */
export const errorsOf = ({ stderr }: Ended) => stderr.split('\n').filter((line) => line.startsWith('error: '));

/** What starts services on a machine. */
export type Init = 'systemd' | 'sysvinit';

const PROGRAMS: { readonly [init in Init]: string } = { systemd: '/lib/systemd/systemd', sysvinit: '/sbin/init' };

/** What a machine is, in addition to a Debian with an init. */
export interface BareMachineOptions {
  /** For cloud-init, as a text or compressed. By default, none. */
  readonly userData?: string | Buffer;
  /** A device of the host, for the engine's data. By default, the data is in a volume. */
  readonly disk?: string;
  /** By default, systemd. */
  readonly init?: Init;
  /** By default, Debian 12. */
  readonly release?: Release;
}

/**
 * Where no process may have as many open files as a bootstrap gives containers, makes `runc` give them as many as it can. What runs in
 * front of it is there before its package is.
 */
const LOWERED_LIMITS = [
  'if [ "$(ulimit -Hn)" -lt 65536 ]; then',
  '  dpkg-divert --quiet --rename --add --divert /usr/sbin/runc.real /usr/sbin/runc',
  '  cat >/usr/sbin/runc <<"END"',
  '#!/bin/sh',
  'for argument; do',
  '  case $before in --bundle) file=$argument/config.json;; --process) file=$argument;; esac',
  '  before=$argument',
  'done',
  '[ -z "$file" ] || sed -i -E "s/:65536([,}])/:$(ulimit -Hn)\\1/g" "$file"',
  'exec /usr/sbin/runc.real "$@"',
  'END',
  '  chmod +x /usr/sbin/runc',
  'fi',
];

/**
 * Makes a container a machine: control groups of its own, among them that in which systemd names its units, its own network's settings,
 * packages from the folder, services that start, and an init. The container may not raise limits on open files, as sysvinit's script of the
 * engine would.
 */
const startOf = (init: Init) => [
  'umount --lazy /sys/fs/cgroup',
  'mount -t tmpfs cgroup /sys/fs/cgroup',
  'while read -r name _ _ enabled; do',
  '  [ "$enabled" = 1 ] || continue',
  '  mkdir "/sys/fs/cgroup/$name"',
  '  mount -t cgroup -o "$name" cgroup "/sys/fs/cgroup/$name" || rmdir "/sys/fs/cgroup/$name"',
  'done </proc/cgroups',
  'mkdir /sys/fs/cgroup/systemd',
  'mount -t cgroup -o none,name=systemd cgroup /sys/fs/cgroup/systemd',
  'mkdir -p /own-proc',
  'mount -t proc proc /own-proc',
  'mount --bind /own-proc/sys/net /proc/sys/net',
  'echo "deb [trusted=yes] file:/repository ./" >/etc/apt/sources.list',
  'rm -f /usr/sbin/policy-rc.d',
  ...LOWERED_LIMITS,
  ...(init === 'sysvinit' ? ['echo "ulimit() { :; }" >/etc/default/docker'] : []),
  `container=docker exec ${PROGRAMS[init]}`,
].join('\n');

/** A Debian machine with an init, in a container. */
export class BareMachine {
  /**
   * Starts the machine.
   *
   * @param name of its container
   */
  public static async start(name: string, options: BareMachineOptions = {}): Promise<BareMachine> {
    const { userData = '#cloud-config\n', disk, init = 'systemd', release = 'bookworm' } = options;
    const [repo, tag] = ['berth-e2e-bare', release];
    if (await imageId(`${repo}:${tag}`) === undefined) {
      await finished(await docker.importImage(archiveOf(await bareDebian(release)), { repo, tag }));
    }
    await removeContainer(name);
    // The client's types lack `CgroupnsMode`.
    const hostConfig: object = {
      CgroupnsMode: 'private',
      CapAdd: ['SYS_ADMIN', 'NET_ADMIN'],
      SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
      Tmpfs: { '/run': '', '/tmp': '' },
      Devices: disk === undefined ? [] : [{ PathOnHost: disk, PathInContainer: disk, CgroupPermissions: 'rwm' }],
    };
    await docker.createContainer({
      name,
      Image: `${repo}:${tag}`,
      Cmd: ['sh', '-c', startOf(init)],
      // By this, systemd stops its services and ends.
      ...(init === 'systemd' ? { StopSignal: 'SIGRTMIN+3' } : {}),
      Volumes: { '/var/lib/docker-vch': {}, ...(disk === undefined ? { '/var/lib/docker': {} } : {}) },
      HostConfig: hostConfig,
    });
    const machine = new BareMachine(name);
    await machine.write('/var/lib/cloud/seed/nocloud/user-data', userData);
    await machine.write('/var/lib/cloud/seed/nocloud/meta-data', `instance-id: ${name}\n`);
    await machine.write('/etc/cloud/cloud.cfg.d/99-seed.cfg', 'datasource_list: [NoCloud]\n# The image has no locales.\nlocale: false\n');
    await docker.getContainer(name).start();
    await waitUntil('cloud-init has ended', async () => (await machine.try('cat', '/run/cloud-init/result.json')).exitCode === 0, 240);
    return machine;
  }

  private constructor(private readonly name: string) {}

  /** Starts the machine again, and waits for its services. */
  public async restart(): Promise<void> {
    await docker.getContainer(this.name).restart();
    await waitUntil('all services were started', async () =>
      ['running', 'degraded'].includes((await this.try('systemctl', 'is-system-running')).stdout.trim()), 120);
  }

  /** Runs a command on the machine as root, and returns its result even if it failed. */
  public async try(...command: readonly string[]): Promise<Ended> {
    return attempt('docker', ['exec', this.name, ...command]);
  }

  /** Runs a command on the machine as root, which has to succeed, and returns its stdout. */
  public async run(...command: readonly string[]): Promise<string> {
    return run('docker', ['exec', this.name, ...command]);
  }

  /** Gives an engine of the machine the image of busybox. */
  public async loadBusybox(socket = 'unix:///run/docker.sock'): Promise<void> {
    const archive = '/root/busybox.tar';
    await run('sh', ['-euc', `docker save busybox:latest | docker exec -i ${this.name} sh -c 'cat >${archive}'`]);
    await this.run('docker', '-H', socket, 'load', '-q', '-i', archive);
  }

  /** Writes a file. */
  public async write(path: string, content: string | Buffer): Promise<void> {
    const tar = pack();
    tar.entry({ name: path.slice(1), mode: 0o600 }, content);
    tar.finalize();
    await docker.getContainer(this.name).putArchive(tar as never, { path: '/' });
  }

  /** Runs a script as root, and returns its result even if it failed. */
  public async script(text: string): Promise<Ended> {
    await this.write(SCRIPT, text);
    return this.try('sh', SCRIPT);
  }

  /** Returns a line for each file: its path, kind, permissions, owners, size, time of change and target. Leaves out what programs log. */
  public async files(): Promise<string[]> {
    const skipped = ['/root', '/run', '/tmp', '/var/log'].flatMap((path) => ['-path', path, '-prune', '-o']);
    return (await this.run('find', '/', '-xdev', ...skipped, '-printf', '%p %y %m %u:%g %s %T@ %l\\n')).split('\n').sort();
  }

  public async remove(): Promise<void> {
    await removeContainer(this.name);
  }
}
