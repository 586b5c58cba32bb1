import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { install } from '../../../dev/machine/debian-packages';
import { lastLines, runningPid, Service, startService, stopService } from '../../../dev/machine/service';
import { waitUntil } from '../../../dev/machine/wait-until';
import { which } from '../../../dev/machine/which';
import { attempt, run } from '../support/run';

/** A real sshd on the loopback address, with its own host keys. The user who runs the tests can log in with a test key. */
export class SshServer {
  /** @param settings  lines of sshd_config, in addition to its own */
  public static async start(...settings: readonly string[]): Promise<SshServer> {
    if (which('sshd') === undefined) await install(['openssh-server'], 'the other side of connections over SSH');
    const server = new SshServer(await getPort({ host: '127.0.0.1' }), settings);
    await Promise.all(
      ['host', 'user', 'stranger'].map((name) => run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', server.file(name)])),
    );
    copyFileSync(server.file('user.pub'), server.file('authorized_keys'));
    chmodSync(server.file('authorized_keys'), 0o600);
    server.know('known_hosts', 'host');
    server.know('known_wrongly', 'stranger');
    await server.up();
    return server;
  }

  public readonly user = userInfo().username;
  private readonly folder = mkdtempSync(join(tmpdir(), 'berth-sshd-'));
  private readonly service: Service;

  private constructor(public readonly port: number, settings: readonly string[]) {
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
      // sshd would reject the folder's permissions, because everybody may write to a parent of it.
      'StrictModes no',
      ...settings,
      '',
    ].join('\n'));
    this.service = {
      command: which('sshd')!,
      args: ['-D', '-e', '-f', this.file('sshd_config')],
      pidFile: this.file('service.pid'),
      logFile: this.file('sshd.log'),
      mark: this.file('sshd_config'),
    };
  }

  public file(name: string): string {
    return join(this.folder, name);
  }

  /** Returns the address of an engine that is reached through this server. */
  public address(socketPath: string): string {
    return `ssh://${this.user}@127.0.0.1:${this.port}${socketPath}`;
  }

  /**
   * Returns `ssh` options with the known host key and the user's key, independent of the developer's own configuration
   * and agent.
   */
  public options({ key = 'user', known = 'known_hosts' } = {}): string[] {
    return [
      '-F', 'none', '-i', this.file(key), '-o', 'IdentitiesOnly=yes', '-o', `UserKnownHostsFile=${this.file(known)}`, '-o',
      'GlobalKnownHostsFile=none',
    ];
  }

  public async up(): Promise<void> {
    // Normally created by the init system.
    mkdirSync('/run/sshd', { recursive: true });
    startService(this.service);
    await waitUntil('sshd listens', () => {
      if (runningPid(this.service) === undefined) throw new Error(`It ended:\n${lastLines(this.service.logFile)}`);
      return this.log.includes('Server listening');
    });
  }

  /** Stops it, together with its connections. */
  public async down(): Promise<void> {
    const sessions = await this.sessions();
    await stopService(this.service);
    for (const pid of sessions) await attempt('kill', [pid]);
  }

  public async remove(): Promise<void> {
    await this.down();
    rmSync(this.folder, { recursive: true });
  }

  /** The number of accepted connections since it was created. */
  public get accepted(): number {
    return this.log.match(/^Accepted publickey/gm)?.length ?? 0;
  }

  /** Returns the running `ssh` clients of this server. */
  public async clients(): Promise<string[]> {
    const { stdout } = await attempt('ps', ['-eo', 'pid=,args=']);
    return stdout.split('\n').filter((line) => /^\s*\d+ ssh /.test(line) && line.includes(this.folder));
  }

  private async sessions(): Promise<string[]> {
    const pid = runningPid(this.service);
    if (pid === undefined) return [];
    const { stdout } = await attempt('ps', ['-o', 'pid=', '--ppid', `${pid}`]);
    return stdout.split('\n').map((line) => line.trim()).filter(Boolean);
  }

  private get log(): string {
    return readFileSync(this.service.logFile, 'utf8');
  }

  private know(file: string, key: string): void {
    const [type, publicKey] = readFileSync(this.file(`${key}.pub`), 'utf8').split(' ');
    writeFileSync(this.file(file), `[127.0.0.1]:${this.port} ${type} ${publicKey}\n`);
  }
}
