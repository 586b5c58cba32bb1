import { readFileSync } from 'node:fs';
import { connect, Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { debianWith, ENGINE_PACKAGES } from './debian-root';
import { NamespacedEngine } from './namespaced-engine';
import { NetworkNamespace } from './network-namespace';

/** The machine's link to its namespace. The addresses are from a range reserved for documentation, so no machine has them. */
const LINK = 'uml0';
export const OUTSIDE = '192.0.2.1';
export const INSIDE = '192.0.2.2';
const API_PORT = 2375;
const SHELL_PORT = 1024;

/** The name of the socket that leads to a shell, beside that of the engine. */
const SHELL = 'shell.sock';

/** Debian 13's, since the kernel of newer releases can't filter or translate IPv4. */
const RELEASE = 'trixie';
const PACKAGES = [...ENGINE_PACKAGES, 'user-mode-linux', 'kmod', 'e2fsprogs', 'socat', 'tcc'];
/** A library with which the machine runs on CPUs that have more registers than it knows. */
const REGISTERS = '/usr/lib/uml/registers.so';
const COMPLETE = [
  // modprobe looks for the kernel's modules there.
  'ln -s /usr/lib/uml/modules /usr/lib/modules',
  // The kernel has no nftables for IPv4.
  'update-alternatives --set iptables /usr/sbin/iptables-legacy',
  'update-alternatives --set ip6tables /usr/sbin/ip6tables-legacy',
  'mkdir -p /var/lib/docker',
  `cat >/tmp/registers.c <<'END'\n${readFileSync(join(__dirname, 'user-mode-linux-registers.c'), 'utf8')}END`,
  `tcc -shared -nostdlib -o ${REGISTERS} /tmp/registers.c`,
].join('\n');

/** For how many seconds a forwarder keeps a connection of which one side has nothing more to say. */
const PATIENCE = 3600;

/** How many connections may wait for a forwarder, as for an engine. By default, five may. */
const BACKLOG = 4096;

/**
 * What the machine runs first: it mounts control groups of version 2, as systemd does, and starts an engine whose files are on a disk of
 * its own.
 */
const INIT = `#!/bin/sh -e
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
mount -t proc proc /proc
mount -t sysfs sysfs /sys
# As systemd does: what is reserved for a group holds for those in it, and a namespace begins a tree that may be given away.
mount -t cgroup2 -o nsdelegate,memory_recursiveprot cgroup2 /sys/fs/cgroup
mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts -o ptmxmode=666 devpts /dev/pts
mount -t tmpfs shm /dev/shm
mount -t tmpfs run /run
hostname uml
ip link set lo up
ip address add ${INSIDE}/24 dev vec0
ip link set vec0 up
ip route add default via ${OUTSIDE}
# A container may publish its ports at localhost of the machine, so what comes for another port than the machine's own is led there.
echo 1 >/proc/sys/net/ipv4/conf/vec0/route_localnet
iptables --table nat --append PREROUTING --in-interface vec0 --protocol tcp \\
  --match multiport ! --destination-ports ${API_PORT},${SHELL_PORT} --jump DNAT --to-destination 127.0.0.1
mkfs.ext4 -q -F /dev/ubda
mount /dev/ubda /var/lib/docker
# An engine looks in its own group for the limit of swap. The root group has no limits.
mkdir /sys/fs/cgroup/engine
echo $$ >/sys/fs/cgroup/engine/cgroup.procs
echo '+cpu +io +memory +pids' >/sys/fs/cgroup/cgroup.subtree_control
socat -t ${PATIENCE} TCP-LISTEN:${SHELL_PORT},fork,reuseaddr EXEC:sh,stderr &
dockerd --host tcp://${INSIDE}:${API_PORT} --tls=false --add-runtime other=runc &
# The first process has to wait for those whose parents end before them, such as the shims of containers.
wait $!
`;

/** Returns a script that boots the machine with its memory and disk in files, and leads its sockets in a folder to it. */
function boot(folder: string): string {
  const forward = (socket: string, port: number) => (
    `socat -t ${PATIENCE} UNIX-LISTEN:${folder}/${socket},fork,backlog=${BACKLOG} TCP:${INSIDE}:${port} &`);
  const disk = join(folder, 'disk');
  return [
    `truncate --size 8G ${disk}`,
    forward('docker.sock', API_PORT),
    forward(SHELL, SHELL_PORT),
    `LD_PRELOAD=${REGISTERS} linux.uml mem=2G root=/dev/root rootfstype=hostfs rootflags=/ rw init=${folder}/init ubd0=${disk} `
      + `vec0:transport=tap,ifname=${LINK},depth=128 con=null con0=null,fd:1 &`,
    'machine=$!',
    'trap "kill $machine" TERM',
    // The signal ends the first wait, and the machine the second one.
    'wait $machine || wait $machine || true',
    // What forwards to the machine ends with it, and so does each process that was started for a connection.
    'trap - TERM',
    'kill 0',
  ].join('\n');
}

/**
 * A machine with a kernel of its own, which runs as a process (user-mode Linux) and boots in seconds: Debian 13's, with control groups of
 * version 2 and a Docker Engine. It needs no virtualization, and has no CPU sets and no weights of block I/O.
 */
export class UserModeLinux {
  /** @param name  of the namespace that the machine is connected to, where `localhost` leads to the machine's published ports */
  public static async start(name: string): Promise<UserModeLinux> {
    const root = await debianWith(`user-mode-linux-registers-${RELEASE}`, RELEASE, PACKAGES, COMPLETE);
    const host = await NetworkNamespace.create(name);
    await connectLink(host);
    return new UserModeLinux(await NamespacedEngine.serve(host, {
      root,
      files: { init: { text: INIT, mode: 0o755 } },
      command: (folder) => ['sh', '-ec', boot(folder)],
    }));
  }

  private constructor(public readonly engine: NamespacedEngine) {}

  /** Runs a shell script as root of the machine. It has to succeed. Returns what it wrote. */
  public run(script: string): Promise<string> {
    return runInMachine(script, this.engine.address);
  }

  public async remove(): Promise<void> {
    await this.engine.remove();
  }
}

/**
 * Runs a shell script as root of a machine in user-mode Linux. It has to succeed. Returns what it wrote.
 *
 * @param engine  the address of the machine's engine. @default that of the environment, for tests that run on such a machine
 */
export async function runInMachine(script: string, engine = process.env.DOCKER_HOST!): Promise<string> {
  const socket = connect({ path: join(dirname(new URL(engine).pathname), SHELL), allowHalfOpen: true });
  socket.end(`(\n${script}\n)\necho "exit code $?"\n`);
  const [, output = 'It gave no answer.', exitCode] = await endOf(socket) ?? [];
  if (exitCode !== '0') throw new Error(`The script failed in user-mode Linux:\n${script}\n${output}`);
  return output;
}

/** Returns what a script wrote and its exit code. Its last line tells the end, since programs in the background may keep the connection. */
async function endOf(socket: Socket): Promise<RegExpExecArray | null> {
  let written = '';
  for await (const chunk of socket.setEncoding('utf8')) {
    written += chunk as string;
    const end = /^([^]*)exit code (\d+)\n$/.exec(written);
    if (end !== null) return end;
  }
  return null;
}

/** Makes the machine's link in a namespace, from where the ports of `localhost` lead to the machine. */
async function connectLink(host: NetworkNamespace): Promise<void> {
  await host.run('ip', ['tuntap', 'add', 'dev', LINK, 'mode', 'tap']);
  await host.run('ip', ['address', 'add', `${OUTSIDE}/24`, 'dev', LINK]);
  await host.run('ip', ['link', 'set', LINK, 'up']);
  await host.run('sh', ['-c', `echo 1 >/proc/sys/net/ipv4/conf/${LINK}/route_localnet`]);
  const nat = (...rule: string[]) => host.run('iptables', ['--table', 'nat', '--append', ...rule]);
  await nat('OUTPUT', '--protocol', 'tcp', '--destination', '127.0.0.1', '--jump', 'DNAT', '--to-destination', INSIDE);
  await nat('POSTROUTING', '--out-interface', LINK, '--jump', 'SNAT', '--to-source', OUTSIDE);
}
