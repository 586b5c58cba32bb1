import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { install } from '../../../dev/machine/debian-packages';
import { lastLines, runningPid, Service, startService, stopService } from '../../../dev/machine/service';
import { waitUntil } from '../../../dev/machine/wait-until';
import { which } from '../../../dev/machine/which';
import { attempt, run } from '../support/run';

/** A real sshd of this machine's loopback address alone, with keys of its own, that lets the user of the tests in by a key of theirs. */
export class SshServer {
  static async start(): Promise<SshServer> {
    if (which('sshd') === undefined) await install(['openssh-server'], 'the other side of connections over SSH');
    const server = new SshServer(await getPort({ host: '127.0.0.1' }));
    await Promise.all(['host', 'user', 'stranger'].map((name) => run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', server.file(name)])));
    copyFileSync(server.file('user.pub'), server.file('authorized_keys'));
    chmodSync(server.file('authorized_keys'), 0o600);
    server.#know('known_hosts', 'host');
    server.#know('known_wrongly', 'stranger');
    await server.up();
    return server;
  }

  readonly user = userInfo().username;
  readonly #folder = mkdtempSync(join(tmpdir(), 'berth-sshd-'));
  readonly #service: Service;

  private constructor(readonly port: number) {
    writeFileSync(this.file('sshd_config'), [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${this.file('host')}`,
      `AuthorizedKeysFile ${this.file('authorized_keys')}`,
      `PidFile ${this.file('sshd.pid')}`,
      'PermitRootLogin prohibit-password',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'UsePAM no',
      // The folder is below one that everybody may write to.
      'StrictModes no',
      '',
    ].join('\n'));
    this.#service = {
      command: which('sshd')!,
      args: ['-D', '-e', '-f', this.file('sshd_config')],
      pidFile: this.file('service.pid'),
      logFile: this.file('sshd.log'),
      mark: this.file('sshd_config'),
    };
  }

  file(name: string): string {
    return join(this.#folder, name);
  }

  /** An address of an engine that is reached by it. */
  address(socketPath: string): string {
    return `ssh://${this.user}@127.0.0.1:${this.port}${socketPath}`;
  }

  /** Options by which it is known and lets its user in. Of a developer's own configuration and agent, nothing counts. */
  options({ key = 'user', known = 'known_hosts' } = {}): string[] {
    return ['-F', 'none', '-i', this.file(key), '-o', 'IdentitiesOnly=yes', '-o', `UserKnownHostsFile=${this.file(known)}`, '-o', 'GlobalKnownHostsFile=none'];
  }

  async up(): Promise<void> {
    // As the init system would have it.
    mkdirSync('/run/sshd', { recursive: true });
    startService(this.#service);
    await waitUntil('sshd listens', () => {
      if (runningPid(this.#service) === undefined) throw new Error(`It ended:\n${lastLines(this.#service.logFile)}`);
      return this.#log.includes('Server listening');
    });
  }

  /** Ends it, and with it the connections that it has. */
  async down(): Promise<void> {
    const sessions = await this.#sessions();
    await stopService(this.#service);
    for (const pid of sessions) await attempt('kill', [pid]);
  }

  async remove(): Promise<void> {
    await this.down();
    rmSync(this.#folder, { recursive: true });
  }

  /** How many connections it has let in since it was started. */
  get accepted(): number {
    return this.#log.match(/^Accepted publickey/gm)?.length ?? 0;
  }

  /** The `ssh` that run and lead to it. */
  async clients(): Promise<string[]> {
    const { stdout } = await attempt('ps', ['-eo', 'pid=,args=']);
    return stdout.split('\n').filter((line) => /^\s*\d+ ssh /.test(line) && line.includes(this.#folder));
  }

  async #sessions(): Promise<string[]> {
    const pid = runningPid(this.#service);
    return pid === undefined ? [] : (await attempt('ps', ['-o', 'pid=', '--ppid', `${pid}`])).stdout.split('\n').map((line) => line.trim()).filter(Boolean);
  }

  get #log(): string {
    return readFileSync(this.#service.logFile, 'utf8');
  }

  #know(file: string, key: string): void {
    const [type, publicKey] = readFileSync(this.file(`${key}.pub`), 'utf8').split(' ');
    writeFileSync(this.file(file), `[127.0.0.1]:${this.port} ${type} ${publicKey}\n`);
  }
}
