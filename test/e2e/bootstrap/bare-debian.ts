import { debianWith } from '../support/debian-root';

/** Two inits, cloud-init, and the tools that judge scripts. */
const PACKAGES = ['systemd', 'sysvinit-core', 'cloud-init', 'openssh-server', 'apt-utils', 'shellcheck'];

/** What a HostBootstrap installs. The machine has no network, so it has them in a folder. */
const OFFERED = [
  'ca-certificates', 'iproute2', 'iptables', 'kmod', 'procps', 'nftables', 'auditd', 'e2fsprogs', 'xfsprogs', 'sudo', 'docker.io',
  'containerd', 'runc', 'runsc', 'curl',
];

/** A release of Debian, with the packages that only it has. */
const RELEASES = { bookworm: [], trixie: ['docker-cli'] };

export type Release = keyof typeof RELEASES;

/** Makes a repository of packages, from which apt installs. */
const repositoryOf = (release: Release) => [
  `apt-get install -y -q --no-install-recommends --download-only ${[...OFFERED, ...RELEASES[release]].join(' ')} >/dev/null`,
  'mkdir /repository',
  'mv /var/cache/apt/archives/*.deb /repository',
  'cd /repository',
  'apt-ftparchive packages . >Packages',
  'rm -rf /var/lib/apt/lists/*',
].join('\n');

/** Returns the root file system of a bare Debian with two inits. Makes it once, which takes about two minutes. */
export async function bareDebian(release: Release = 'bookworm'): Promise<string> {
  return debianWith(`bare-${release}`, release, PACKAGES, repositoryOf(release));
}
