import { pack } from 'tar-stream';
import { bareDebian } from './bare-debian';
import { archiveOf } from '../../../dev/images/folder-archive';
import { waitUntil } from '../../../dev/machine/wait-until';
import { docker, finished, imageId, removeContainer } from '../engine/docker';
import { attempt, Ended, run } from '../support/run';

/** Where a script is that a test runs. */
export const SCRIPT = '/root/script.sh';

const IMAGE = 'berth-e2e-bare:1';

/**
 * Makes a container a machine: control groups of its own, its own network's settings, packages from the folder, services that start, and
 * an init. The container may not raise limits on open files, as the service of the engine would.
 */
const START = [
  'umount --lazy /sys/fs/cgroup',
  'mount -t tmpfs cgroup /sys/fs/cgroup',
  'while read -r name _ _ enabled; do',
  '  [ "$enabled" = 1 ] || continue',
  '  mkdir "/sys/fs/cgroup/$name"',
  '  mount -t cgroup -o "$name" cgroup "/sys/fs/cgroup/$name" || rmdir "/sys/fs/cgroup/$name"',
  'done </proc/cgroups',
  'mkdir /run/own-proc',
  'mount -t proc proc /run/own-proc',
  'mount --bind /run/own-proc/sys/net /proc/sys/net',
  'echo "deb [trusted=yes] file:/repository ./" >/etc/apt/sources.list',
  'rm -f /usr/sbin/policy-rc.d',
  'echo "ulimit() { :; }" >/etc/default/docker',
  'exec /sbin/init',
].join('\n');

/** A Debian machine with an init, in a container. It has no systemd. */
export class BareMachine {
  /**
   * Starts the machine, with user data for cloud-init if there is some.
   *
   * @param name     of its container
   * @param disk     a device of the host, for the engine's data; by default, the data is in a volume
   */
  public static async start(name: string, userData = '#cloud-config\n', disk?: string): Promise<BareMachine> {
    if (await imageId(IMAGE) === undefined) {
      const [repo, tag] = IMAGE.split(':');
      await finished(await docker.importImage(archiveOf(await bareDebian()), { repo, tag }));
    }
    await removeContainer(name);
    // The client's types lack `CgroupnsMode`.
    const hostConfig: object = {
      CgroupnsMode: 'private',
      CapAdd: ['SYS_ADMIN', 'NET_ADMIN'],
      SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
      Devices: disk === undefined ? [] : [{ PathOnHost: disk, PathInContainer: disk, CgroupPermissions: 'rwm' }],
    };
    await docker.createContainer({
      name,
      Image: IMAGE,
      Cmd: ['sh', '-c', START],
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

  /** Runs a command on the machine as root, and returns its result even if it failed. */
  public async try(...command: readonly string[]): Promise<Ended> {
    return attempt('docker', ['exec', this.name, ...command]);
  }

  /** Runs a command on the machine as root, which has to succeed, and returns its stdout. */
  public async run(...command: readonly string[]): Promise<string> {
    return run('docker', ['exec', this.name, ...command]);
  }

  /** Writes a file. */
  public async write(path: string, content: string): Promise<void> {
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
