import Docker from 'dockerode';
import { median, sideBySide } from './measure';
import { Table } from './report';
import { BaseImage, ContainerHost, Exemption, IsolationPolicy, Runtime } from '../src';
import { AppliedStack } from '../test/e2e/constructs/stack';

const ROUNDS = 20;
const NAME = 'bench-isolation';

const PRIVILEGES = ['PRIVILEGED', 'BASELINE', 'RESTRICTED'] as const;
const KERNELS = [['SHARED', Runtime.RUNC], ['SANDBOXED', Runtime.RUNSC]] as const;

interface Start {
  readonly seconds: number;
  readonly mebibytes: number;
}

/**
 * Measures a container at each combination of privilege and kernel: the time from its creation until its process runs, and the
 * memory of its control group.
 */
export async function isolation(): Promise<Table> {
  const docker = new Docker();
  const bodies = await createRequests(docker);
  const contenders = Object.entries(bodies).map(([name, body]) => [name, () => start(docker, body)] as const);
  const runs = await sideBySide(ROUNDS, Object.fromEntries(contenders));
  return {
    title: `Start time and memory of a container by isolation (median of ${ROUNDS})`,
    columns: ['', 'milliseconds', 'MiB'],
    rows: Object.entries(runs).map(([name, all]) => [
      name,
      (median(all.map(({ seconds }) => seconds)) * 1000).toFixed(0),
      median(all.map(({ mebibytes }) => mebibytes)).toFixed(1),
    ]),
    note: 'Measured through the Engine API, from create to the end of start, when the process runs: `sleep` in busybox, without '
      + 'a network. The memory is that of the container\'s control group without the page cache; for gVisor, it includes the '
      + 'sandbox. PRIVILEGED means Docker\'s defaults, and is the baseline of the comparison.',
  };
}

/** Returns the create request of each combination, taken from containers that the provider created. */
async function createRequests(docker: Docker): Promise<Record<string, Docker.ContainerCreateOptions>> {
  const stack = new AppliedStack(NAME);
  stack.synthesize((within) => {
    const host = ContainerHost.fromEnvironment(within, 'host');
    for (const [kernel, runtime] of KERNELS) {
      for (const privilege of PRIVILEGES) {
        host.addContainer(`${privilege}-${kernel}`.toLowerCase(), {
          image: BaseImage.fromRegistry('busybox:latest'),
          command: ['sleep', '1000'],
          stopSignal: 'SIGKILL',
          isolation: IsolationPolicy[privilege].meet(IsolationPolicy[kernel]),
          exemptions: privilege === 'PRIVILEGED' ? Exemption.ofAll('to be measured') : [],
          runtime,
          ...privilege === 'RESTRICTED' ? { user: '65532:65532' } : {},
        });
      }
    }
  });
  try {
    await stack.apply();
    return Object.fromEntries(await Promise.all(KERNELS.flatMap(([kernel]) => PRIVILEGES.map(async (privilege) => {
      const { Config, HostConfig } = await docker.getContainer(`${NAME}-host-${privilege}-${kernel}`.toLowerCase()).inspect();
      return [`${privilege} × ${kernel}`, { Image: Config.Image, Cmd: Config.Cmd, User: Config.User, HostConfig }] as const;
    }))));
  } finally {
    await stack.destroy();
  }
}

async function start(docker: Docker, body: Docker.ContainerCreateOptions): Promise<Start> {
  const before = performance.now();
  const container = await docker.createContainer(body);
  try {
    await container.start();
    const seconds = (performance.now() - before) / 1000;
    const { memory_stats: memory } = await container.stats({ 'stream': false, 'one-shot': true });
    // The page cache in control groups of version 1 and of version 2.
    const { total_cache: cache, file } = memory.stats as { total_cache?: number; file?: number };
    return { seconds, mebibytes: (memory.usage - (cache ?? file ?? 0)) / 2 ** 20 };
  } finally {
    await container.remove({ force: true });
  }
}
