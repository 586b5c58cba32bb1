import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpack } from '../../dev/machine/debian-packages';
import { CONTAINER } from '../fleet/api';
import { run } from '../measure';

/** The times of a creation and a removal, in seconds. */
export interface Times {
  readonly create: number;
  readonly remove: number;
}

/** Creates and removes containers one after the other, as people do it in a shell. */
export async function dockerRun(count: number): Promise<Times> {
  const { image, command } = CONTAINER;
  const each = (work: string) => run('sh', ['-ec', `for i in $(seq ${count}); do ${work} >/dev/null; done`]);
  const create = await each(`docker run --detach --name berth-run-$i --network none ${image} ${command.join(' ')}`);
  const remove = await each('docker rm --force --volumes berth-run-$i');
  return { create: create.seconds, remove: remove.seconds };
}

/** As many containers as the engine gains from at once: without a limit, Docker Engine 20.10 can end in a deadlock. */
const PARALLEL = '10';

/** Docker Compose. Debian 12 has none of version 2, so that of Debian sid is used. */
export class Compose {
  public static async provide(work: string): Promise<Compose> {
    const folder = join(work, 'compose');
    const program = join(folder, 'usr/libexec/docker/cli-plugins/docker-compose');
    if (!existsSync(program)) await unpack('docker-compose', folder, 'sid');
    const project = join(work, 'berth-compose');
    mkdirSync(project, { recursive: true });
    const service = { ...CONTAINER, network_mode: 'none', pull_policy: 'never' };
    writeFileSync(join(project, 'compose.yaml'), JSON.stringify({ services: { web: service } }));
    return new Compose(program, project);
  }

  private constructor(private readonly program: string, private readonly project: string) {}

  public async times(count: number): Promise<Times> {
    const create = await this.run('up', '--detach', '--scale', `web=${count}`);
    return { create, remove: await this.down() };
  }

  /** Compose gives up if the engine is slow to report the end of a container, so it may take several tries. */
  private async down(tries = 5): Promise<number> {
    const begin = performance.now();
    for (let left = tries; left > 0; left--) {
      const ended = await this.run('down', '--timeout', '0', '--volumes').catch((error: unknown) => { if (left === 1) throw error; });
      if (ended !== undefined) break;
    }
    return (performance.now() - begin) / 1000;
  }

  private async run(...args: readonly string[]): Promise<number> {
    const env = { COMPOSE_PARALLEL_LIMIT: PARALLEL };
    return (await run(this.program, ['--progress', 'quiet', ...args], { cwd: this.project, env })).seconds;
  }
}
