import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { waitUntil } from '../../../dev/machine/wait-until';
import { Datacenter, HostName, HOSTS } from '../../../examples/datacenter/stack';
import { docker } from '../engine/docker';
import { send } from '../front/load';
import { debianWith } from '../support/debian-root';
import { attempt, run } from '../support/run';

/** What differs between two applies. */
export interface Step {
  /** The hosts that are about to be removed. @default - none */
  readonly drain?: HostName[];
  /** @default 6 */
  readonly replicas?: number;
}

/** The stack of examples/datacenter, as Terraform applies it on the engine of the tests. */
export class AppliedDatacenter {
  public readonly url: string;
  private readonly images: { readonly engine: string; readonly service: string };
  private readonly folder = mkdtempSync(join(tmpdir(), 'berth-datacenter-'));

  constructor(private readonly name: string, private readonly port: number) {
    this.url = `http://127.0.0.1:${port}/`;
    this.images = { engine: `${name}-engine:latest`, service: `${name}-haproxy:latest` };
  }

  /** Makes the images and the keys. */
  public async prepare(): Promise<void> {
    const image = async (root: string, packages: readonly string[], tag: string) => (
      run('sh', ['-c', `tar -C ${await debianWith(`debian-${root}`, 'bookworm', packages)} -c . | docker import - ${tag}`]));
    await image('engine-ssh', ['docker.io', 'iptables', 'openssh-server'], this.images.engine);
    await image('haproxy', ['haproxy'], this.images.service);
    await run('docker', ['save', '--output', this.file('haproxy.tar'), this.images.service]);
    for (const key of ['id', 'host_key']) {
      await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', key, '-f', this.file(key)]);
      chmodSync(this.file(key), 0o600);
    }
    mkdirSync(this.file('sockets'));
  }

  /** Removes what `prepare` made. */
  public async clean(): Promise<void> {
    rmSync(this.folder, { recursive: true });
    await Promise.all(Object.values(this.images).map((each) => docker.getImage(each).remove({ force: true })));
  }

  /** Synthesizes the data centre with these hosts, and applies it. */
  public async apply(hosts: readonly HostName[], { drain = [], replicas = 6 }: Step = {}) {
    const app = new App({ outdir: this.file('out') });
    new Datacenter(app, this.name, {
      hosts,
      drain,
      replicas,
      port: this.port,
      engineImage: this.images.engine,
      serviceImage: this.images.service,
      serviceArchive: this.file('haproxy.tar'),
      socketFolder: this.file('sockets'),
      ssh: {
        hostKey: readFileSync(this.file('host_key.pub'), 'utf8').trim(),
        authorizedKeys: [readFileSync(this.file('id.pub'), 'utf8').trim()],
        identityFile: this.file('id'),
      },
    });
    app.synth();
    await this.terraform('init');
    return this.terraform('apply', '-auto-approve');
  }

  /** Applies the data centre. Throws with the end of the output if that fails. */
  public async applied(hosts: readonly HostName[], step?: Step): Promise<void> {
    const { exitCode, stdout, stderr } = await this.apply(hosts, step);
    if (exitCode !== 0) throw new Error(stdout.slice(-3_000) + stderr);
  }

  public async isUpToDate(): Promise<boolean> {
    return (await this.terraform('plan', '-detailed-exitcode')).exitCode === 0;
  }

  public async destroy(): Promise<number | undefined> {
    return (await this.terraform('destroy', '-auto-approve')).exitCode;
  }

  /** Returns the container with the engine of a host. */
  public engineOf(host: HostName) {
    return docker.getContainer(this.engineName(host));
  }

  /** Returns the hosts whose engines there are. */
  public async engines(): Promise<HostName[]> {
    const containers = (await docker.listContainers({ all: true })).flatMap(({ Names: names }) => names);
    return HOSTS.filter((host) => containers.includes(`/${this.engineName(host)}`)).sort();
  }

  /** Returns the clones on each host. */
  public async clones(hosts: readonly HostName[]): Promise<Record<string, string[]>> {
    return Object.fromEntries(await Promise.all(hosts.map(async (host) => [host, await this.clonesOn(host)] as const)));
  }

  /** Waits until all clones answer: the front asks the servers that it takes for dead once a second. */
  public allAnswer(count: number): Promise<void> {
    return waitUntil('all clones answer', async () => {
      const found = new Set<string>();
      for (let sent = 0; sent < 60; sent += 1) found.add((await send(this.url)).body);
      return found.size === count;
    });
  }

  /** Returns the names of this many clones. */
  public namesOf(count: number): string[] {
    return Array.from({ length: count }, (_, index) => `${this.name}-service-${index}`);
  }

  private async clonesOn(host: HostName): Promise<string[]> {
    const list = ['docker', '-H', 'unix:///run/docker.sock', 'ps', '--format', '{{.Names}}'];
    return (await run('docker', ['exec', this.engineName(host), ...list])).trim().split('\n').filter(Boolean).sort();
  }

  private engineName(host: HostName): string {
    return `${this.name}-${host}engine-engine`;
  }

  private terraform(...args: readonly string[]) {
    const env = { TF_VAR_host_private_key: readFileSync(this.file('host_key'), 'utf8'), CHECKPOINT_DISABLE: '1' };
    return attempt('terraform', [...args, '-input=false', '-no-color'], { cwd: this.file(`out/stacks/${this.name}`), env });
  }

  private file(name: string): string {
    return join(this.folder, name);
  }
}
