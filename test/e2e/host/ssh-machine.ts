import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../../../dev/machine/wait-until';
import { BareMachine } from '../bootstrap/bare-machine';
import { docker } from '../engine/docker';
import { attempt, run } from '../support/run';

/** The port of the second sshd, which listens on the loopback address of the machine. */
export const INNER_PORT = 2222;

const INNER_KEY = '/root/inner_host_key';
const INNER_LOG = '/root/inner_sshd.log';

/** A Debian machine that is reached over SSH, and itself a jump host to a second sshd on its loopback address, which has another key. */
export class SshMachine {
  public static async start(name: string): Promise<SshMachine> {
    const bare = await BareMachine.start(name, { init: 'sysvinit' });
    const folder = mkdtempSync(join(tmpdir(), 'berth-ssh-host-'));
    const machine = new SshMachine(name, bare, folder);
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'user', '-f', machine.identityFile]);
    chmodSync(machine.identityFile, 0o600);
    await bare.run('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', INNER_KEY);
    await machine.authorize('root');
    await machine.up();
    return machine;
  }

  private constructor(private readonly name: string, public bare: BareMachine, private readonly folder: string) {}

  /** The private key with which users log in. */
  public get identityFile(): string {
    return join(this.folder, 'id');
  }

  public get publicKey(): string {
    return readFileSync(`${this.identityFile}.pub`, 'utf8').trim();
  }

  /** Lets a user log in, who is created if there is none. */
  public async authorize(user: string): Promise<void> {
    await this.bare.run('sh', '-euc', [
      `id ${user} >/dev/null 2>&1 || useradd --create-home --shell /bin/sh ${user}`,
      `folder=$(getent passwd ${user} | cut -d : -f 6)/.ssh`,
      `install -d -m 700 -o ${user} "$folder"`,
      `echo "${this.publicKey}" >"$folder/authorized_keys"`,
      `chown ${user} "$folder/authorized_keys"`,
    ].join('\n'));
  }

  /** Starts both servers. */
  public async up(): Promise<void> {
    const inner = `/usr/sbin/sshd -p ${INNER_PORT} -o ListenAddress=127.0.0.1 -o PidFile=/run/inner.pid -h ${INNER_KEY} -E ${INNER_LOG}`;
    await this.bare.run('sh', '-euc', `service ssh start; [ -e /run/inner.pid ] || ${inner}`);
    const address = await this.address();
    await waitUntil('sshd listens', async () => (await attempt('ssh-keyscan', ['-t', 'ed25519', address])).stdout !== '');
  }

  /** Stops the server that answers from outside. Connections that are open stay. */
  public async down(): Promise<void> {
    await this.bare.run('service', 'ssh', 'stop');
  }

  public async address(): Promise<string> {
    return (await docker.getContainer(this.name).inspect()).NetworkSettings.Networks.bridge!.IPAddress;
  }

  public async hostKey(): Promise<string> {
    return (await this.bare.run('cat', '/etc/ssh/ssh_host_ed25519_key.pub')).trim();
  }

  public async innerHostKey(): Promise<string> {
    return (await this.bare.run('cat', `${INNER_KEY}.pub`)).trim();
  }

  /** How many connections the second sshd has accepted. */
  public async accepted(): Promise<number> {
    return (await this.bare.run('cat', INNER_LOG)).match(/^Accepted publickey/gm)?.length ?? 0;
  }

  /** Replaces it by a new one, with another host key. Only the second sshd has the same. */
  public async reinstall(): Promise<void> {
    const key = await this.bare.run('cat', INNER_KEY);
    this.bare = await BareMachine.start(this.name, { init: 'sysvinit' });
    await this.bare.write(INNER_KEY, key);
    await this.authorize('root');
    await this.up();
  }

  public async remove(): Promise<void> {
    await this.bare.remove();
    rmSync(this.folder, { recursive: true });
  }
}
