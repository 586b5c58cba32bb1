import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/run';

/** A certificate authority for tests, and its folder. */
export class Authority {
  public static async create(folder: string): Promise<Authority> {
    mkdirSync(folder, { recursive: true });
    await run('openssl', [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1', '-subj', '/CN=test authority',
      '-keyout', join(folder, 'ca-key.pem'), '-out', join(folder, 'ca.pem'),
    ]);
    return new Authority(folder);
  }

  private constructor(private readonly folder: string) {}

  /** Issues a certificate into a folder, which then contains `ca.pem`, `cert.pem` and `key.pem`. */
  public async issue(folder: string, extensions: string): Promise<string> {
    mkdirSync(folder, { recursive: true });
    const at = (name: string) => join(folder, name);
    writeFileSync(at('extensions'), extensions);
    await run('openssl', [
      'req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=test',
      '-keyout', at('key.pem'), '-out', at('request.pem'),
    ]);
    await run('openssl', [
      'x509', '-req', '-days', '1', '-in', at('request.pem'), '-extfile', at('extensions'), '-out', at('cert.pem'),
      '-CA', join(this.folder, 'ca.pem'), '-CAkey', join(this.folder, 'ca-key.pem'), '-CAcreateserial',
    ]);
    await run('cp', [join(this.folder, 'ca.pem'), at('ca.pem')]);
    return folder;
  }
}

export const SERVER = 'subjectAltName = IP:127.0.0.1, DNS:localhost\nextendedKeyUsage = serverAuth\n';
export const CLIENT = 'extendedKeyUsage = clientAuth\n';
