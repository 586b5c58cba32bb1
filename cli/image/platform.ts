import { unknownPlatform } from './errors';

/** How one kind of machine is called by those who make its programs. */
export interface Architecture {
  /** As images are called for it: `linux/amd64`. */
  readonly platform: string;
  /** As Debian calls it: `amd64`. */
  readonly debian: string;
  /** The folder of its libraries in /usr/lib: `x86_64-linux-gnu`. */
  readonly triplet: string;
  /** `e_machine` of its programs (ELF). */
  readonly machine: number;
}

/** The architectures of Debian 12 and 13 that have images. */
const ARCHITECTURES: readonly Architecture[] = [
  { platform: 'linux/amd64', debian: 'amd64', triplet: 'x86_64-linux-gnu', machine: 62 },
  { platform: 'linux/arm64', debian: 'arm64', triplet: 'aarch64-linux-gnu', machine: 183 },
  { platform: 'linux/arm/v7', debian: 'armhf', triplet: 'arm-linux-gnueabihf', machine: 40 },
  { platform: 'linux/386', debian: 'i386', triplet: 'i386-linux-gnu', machine: 3 },
  { platform: 'linux/ppc64le', debian: 'ppc64el', triplet: 'powerpc64le-linux-gnu', machine: 21 },
  { platform: 'linux/riscv64', debian: 'riscv64', triplet: 'riscv64-linux-gnu', machine: 243 },
  { platform: 'linux/s390x', debian: 's390x', triplet: 's390x-linux-gnu', machine: 22 },
];

/** Returns what is known of a platform. Throws an error if it is not known. */
export function architectureOf(platform: string): Architecture {
  const found = ARCHITECTURES.find((each) => each.platform === platform);
  if (found === undefined) throw unknownPlatform(platform, ARCHITECTURES.map((each) => each.platform));
  return found;
}

/** Returns the folders in which the loader of Debian looks for libraries. */
export function libraryFolders({ triplet }: Architecture): readonly string[] {
  return [`/usr/lib/${triplet}`, '/usr/lib', '/usr/lib64'];
}
