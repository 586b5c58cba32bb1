import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import getPort from 'get-port';
import { lastLines, runningPid, Service, startService, stopService } from '../../../dev/machine/service';
import { waitUntil } from '../../../dev/machine/wait-until';
import { provideRegistryProgram } from '../../../dev/registry/registry-program';
import { TEST_STATE } from '../support/engine';
import { attempt } from '../support/run';

/** The registry's only user, unknown anywhere else. */
export const USER = { username: 'robot', password: 'correct-horse-battery' };

/** The password's hash from `htpasswd -B`, the only format that the registry accepts. */
const HTPASSWD = 'robot:$2b$05$ejjo6vWKcQy71Zfj7pyFpuvpzxO2qkVEWEqOD/YCWrB3GhjgLh16a\n';

/** A real registry that requires a login. */
export class PrivateRegistry {
  /**
   * @param folder        an empty folder for its files
   * @param address       the address of this machine on which it listens
   * @param certificates  folder with its `cert.pem` and `key.pem`. @default - no TLS
   */
  public static async start(folder: string, address: string, certificates?: string): Promise<PrivateRegistry> {
    mkdirSync(folder, { recursive: true });
    const program = await provideRegistryProgram(TEST_STATE.cache);
    const registry = new PrivateRegistry(program, folder, `${address}:${await getPort({ host: '127.0.0.1' })}`, certificates);
    startService(registry.service);
    await waitUntil('the registry answers', async () => {
      if (runningPid(registry.service) === undefined) throw new Error(`It ended:\n${lastLines(registry.service.logFile)}`);
      const { stdout } = await attempt(
        'curl',
        ['--silent', '--insecure', '--output', '/dev/null', '--write-out', '%{http_code}', `${registry.scheme}://${registry.host}/v2/`],
      );
      return stdout === '401';
    });
    return registry;
  }

  private readonly service: Service;
  private readonly scheme: 'http' | 'https';

  private constructor(program: string, folder: string, public readonly host: string, certificates: string | undefined) {
    const [config, htpasswd] = [join(folder, 'config.json'), join(folder, 'htpasswd')];
    this.scheme = certificates === undefined ? 'http' : 'https';
    writeFileSync(htpasswd, HTPASSWD);
    writeFileSync(config, JSON.stringify({
      version: 0.1,
      log: { accesslog: { disabled: true }, level: 'warn' },
      storage: { filesystem: { rootdirectory: join(folder, 'storage') }, delete: { enabled: true } },
      auth: { htpasswd: { realm: 'tests', path: htpasswd } },
      http: {
        addr: host,
        ...(certificates === undefined ? {} : { tls: { certificate: join(certificates, 'cert.pem'), key: join(certificates, 'key.pem') } }),
      },
    }));
    this.service = {
      command: program,
      args: ['serve', config],
      pidFile: join(folder, 'service.pid'),
      logFile: join(folder, 'registry.log'),
      mark: config,
    };
  }

  public async stop(): Promise<void> {
    await stopService(this.service);
  }
}
