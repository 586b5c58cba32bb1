import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianRoot } from '../support/debian-root';
import { run } from '../support/run';

/** What the tests of a nested host need on the outer engine and on the machine. */
export interface NestedImages {
  /** The name of an image with an engine. */
  readonly engineImage: string;
  /** A folder of the tests. */
  readonly folder: string;
  /** An archive with busybox, since a nested engine has no registry. */
  readonly busybox: string;
}

/** Debian's `iptables` uses nftables, which the kernel of user-mode Linux lacks for IPv4. */
const FIT_KERNEL = 'iptables --table nat --new-chain trial 2>/dev/null || update-alternatives --set iptables /usr/sbin/iptables-legacy';

/**
 * Makes the images before all tests of a file, and removes them afterwards.
 *
 * @param outer  returns the address of the outer engine, which runs before. @default - that of the tests
 */
export function nestedImages(name: string, outer = () => process.env.DOCKER_HOST!): NestedImages {
  const engineImage = `${name}-engine:latest`;
  const folder = mkdtempSync(join(tmpdir(), 'berth-nested-'));
  const busybox = join(folder, 'busybox.tar');
  const onOuter = (script: string) => run('sh', ['-ec', script], { env: { DOCKER_HOST: outer() } });
  beforeAll(async () => {
    await onOuter(`
      tar -C ${await debianRoot('bookworm')} -c . | docker import - ${engineImage}
      docker run --name ${name} --cap-add NET_ADMIN ${engineImage} sh -c '${FIT_KERNEL}'
      docker commit ${name} ${engineImage}
      docker rm ${name}
    `);
    await run('docker', ['save', '--output', busybox, 'busybox:latest']);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await onOuter(`docker rmi --force ${engineImage}`);
  });
  return { engineImage, folder, busybox };
}
