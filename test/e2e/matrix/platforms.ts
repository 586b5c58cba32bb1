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
  /** The Debian releases whose engines the tests use. They are made before: the network of the tests has no way out. */
  readonly releases: readonly string[];
  /** Regular expressions of paths below test/e2e/. */
  readonly tests: readonly string[];
  /** How many suites run at the same time. @default - as many as without a matrix */
  readonly workers?: number;
  /** Whether it needs the shop's images. */
  readonly runsShop: boolean;
}

export interface Started {
  readonly engine: NamespacedEngine;
  readonly remove: () => Promise<void>;
}

// The others of the folder have an engine of their own, need an image that is made with a network, or no engine.
const ISOLATION = 'isolation/(attacks|attestation|attestation-drift|attestation-violations|cis|connections|host-path.*|isolation-floor'
  + '|policy|reachability|refused-creation|report)\\.test';

/** Debian's gVisor mistakes every network of Linux 6.11 and newer for the host's (gvisor issue 10704). */
const GVISOR = { path: '/usr/bin/runsc', runtimeArgs: ['--network=host'] };

export const PLATFORMS: Readonly<Record<string, Platform>> = {
  'newest': {
    engine: 'Docker Engine',
    of: 'Debian sid',
    releases: ['sid', 'trixie'],
    start: async () => alone(await NamespacedEngine.start('berth-newest', [], await debianRoot('sid'), { runtimes: { runsc: GVISOR } })),
    tests: [
      'shop\\.test', 'resources/(container|gvisor)-.*\\.test', 'resources/network-volume\\.test', 'data-sources/.*\\.test', ISOLATION,
      '\\.newest\\.ts',
    ],
    runsShop: true,
  },
  'cgroup-v2': {
    engine: 'Docker Engine',
    of: 'Debian 13, in user-mode Linux',
    releases: ['bookworm'],
    start: () => UserModeLinux.start('berth-uml'),
    // It has one CPU, and the options of its control groups are the same for all.
    workers: 1,
    tests: [
      'shop\\.test', 'resources/container-.*\\.test', 'resources/network-volume\\.test',
      'data-sources/(containers|logs|network|volume)\\.test',
      // The others of the folder look into the kernel of this machine.
      'isolation/(attestation-violations|cis|connections|isolation-floor)\\.test', 'host/nested\\.hosts', '\\.cgroup-v2\\.ts',
    ],
    runsShop: true,
  },
  'podman': {
    engine: 'Podman',
    of: 'Debian 13',
    releases: [],
    start: () => startPodman('berth-podman').then(alone),
    tests: ['\\.podman\\.ts'],
    runsShop: false,
  },
};

function alone(engine: NamespacedEngine): Started {
  return { engine, remove: () => engine.remove() };
}
