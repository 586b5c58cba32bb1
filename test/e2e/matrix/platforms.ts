import { debianRoot } from '../support/debian-root';
import { NamespacedEngine } from '../support/namespaced-engine';
import { startPodman } from '../support/podman';
import { UserModeLinux } from '../support/user-mode-linux';

/** An engine of the matrix, and the tests that run on it. */
export interface Platform {
  readonly start: () => Promise<Started>;
  /** What the version number belongs to. */
  readonly engine: string;
  /** Where it comes from. */
  readonly of: string;
  /** Regular expressions of paths below test/e2e/. */
  readonly tests: readonly string[];
  /** Whether it needs the shop's images. */
  readonly runsShop: boolean;
}

export interface Started {
  readonly engine: NamespacedEngine;
  readonly remove: () => Promise<void>;
}

export const PLATFORMS: Readonly<Record<string, Platform>> = {
  'newest': {
    engine: 'Docker Engine',
    of: 'Debian sid',
    start: () => debianRoot('sid').then((root) => NamespacedEngine.start('berth-newest', ['--add-runtime=runsc=runsc'], root)).then(alone),
    tests: [
      'shop\\.test', 'resources/container-', 'resources/network-volume\\.test',
      'isolation/[^/]*\\.test', 'data-sources/[^/]*\\.test', '\\.newest\\.ts',
    ],
    runsShop: true,
  },
  'cgroup-v2': {
    engine: 'Docker Engine',
    of: 'Debian 13, in user-mode Linux',
    start: () => UserModeLinux.start('berth-uml'),
    tests: ['shop\\.test', 'resources/container-attributes\\.test', '\\.cgroup-v2\\.ts'],
    runsShop: true,
  },
  'podman': {
    engine: 'Podman',
    of: 'Debian 13',
    start: () => startPodman('berth-podman').then(alone),
    tests: ['\\.podman\\.ts'],
    runsShop: false,
  },
};

function alone(engine: NamespacedEngine): Started {
  return { engine, remove: () => engine.remove() };
}
