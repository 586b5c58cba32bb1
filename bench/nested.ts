import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformStack } from 'cdktf';
import Docker from 'dockerode';
import { median, run, sideBySide } from './measure';
import { Table } from './report';
import { BaseImage, ContainerHost, NestedAccess, NestedHost, VirtualContainerHost } from '../src';
import { AppliedStack } from '../test/e2e/constructs/stack';
import { debianRoot } from '../test/e2e/support/debian-root';

const ROUNDS = 5;
const NAME = 'bench-nested';
const IMAGE = `${NAME}-engine:latest`;

/** Measures one apply from nothing to a running container: on an engine that is there, and on a nested host that the same apply makes. */
export async function nested(): Promise<Table> {
  const docker = new Docker();
  const folder = mkdtempSync(join(tmpdir(), 'berth-bench-'));
  const [busybox, socket] = [join(folder, 'busybox.tar'), join(folder, 'socket')];
  mkdirSync(socket);
  await run('sh', ['-c', `tar -C ${await debianRoot('bookworm')} -c . | docker import - ${IMAGE}`]);
  await run('docker', ['save', '--output', busybox, 'busybox:latest']);

  const machineIn = (stack: TerraformStack) => (
    ContainerHost.fromEnvironment(stack, 'machine', { sharedFolders: [{ path: socket, readOnly: false }] }));
  const nestedIn = (stack: TerraformStack, access: NestedAccess) => (
    new NestedHost(stack, 'nested', { host: machineIn(stack), hostRoot: true, image: BaseImage.fromRegistry(IMAGE), access }));
  const contenders = {
    'the engine of the machine': machineIn,
    'a new nested host, over TLS': (stack: TerraformStack) => nestedIn(stack, NestedAccess.tls()),
    'a new dedicated virtual container host, by a socket': (stack: TerraformStack) => VirtualContainerHost.dedicated(stack, 'dedicated', {
      host: machineIn(stack), hostRoot: true, image: BaseImage.fromRegistry(IMAGE), access: NestedAccess.unixSocket(socket),
    }),
    'a new nested host, by a socket': (stack: TerraformStack) => nestedIn(stack, NestedAccess.unixSocket(socket)),
  };
  try {
    const runs = await sideBySide(ROUNDS, Object.fromEntries(Object.entries(contenders).map(([name, hostIn]) => (
      [name, () => firstContainer(hostIn, busybox)]))));
    return {
      title: `Nothing to first container, by one terraform apply (median of ${ROUNDS})`,
      columns: ['on', 'seconds', 'fastest', 'slowest'],
      rows: Object.entries(runs).map(([name, all]) => (
        [name, ...[median(all), Math.min(...all), Math.max(...all)].map((seconds) => seconds.toFixed(1))])),
      note: 'The time of `terraform apply` alone, after `terraform init`, on an engine that has the image of the nested engine. Each '
        + 'loads the image of the container (busybox) from an archive, and ends when the container has run for 2 seconds (`must_run_for`). '
        + 'The nested hosts also get certificates or a socket, a network, a volume and their engine, which has to be healthy.',
    };
  } finally {
    rmSync(folder, { recursive: true });
    await docker.getImage(IMAGE).remove({ force: true });
  }
}

/** Applies a stack with a host and a container, and returns the seconds that it took. */
async function firstContainer(hostIn: (stack: TerraformStack) => ContainerHost, busybox: string): Promise<number> {
  const stack = new AppliedStack(NAME);
  stack.synthesize((within) => {
    hostIn(within).addContainer('first', { image: BaseImage.fromArchive(busybox), command: ['sleep', '100000'] });
  });
  await stack.initialize();
  try {
    return (await run('terraform', ['apply', '-auto-approve', '-input=false'], { cwd: stack.folder })).seconds;
  } finally {
    await stack.destroy();
  }
}
