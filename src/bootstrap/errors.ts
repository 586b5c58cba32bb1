import { BerthError } from '../private/berth-error';

export const tokenInBootstrap = (what: string) => new BerthError('TOKEN_IN_BOOTSTRAP',
  `${what} must be known at synth, since it becomes a part of a script that runs as root; given: a token. Only the certificates of `
  + 'HostAccess.tls() may be tokens. Pass the value itself, for example from a context value of the app.');

export const templateInBootstrap = (what: string, given: string) => new BerthError('TEMPLATE_IN_BOOTSTRAP',
  `${what} must not contain "\${" or "%{", which Terraform would replace; given: ${JSON.stringify(given)}. Leave these characters out.`);

export const controlCharacterInBootstrap = (what: string) => new BerthError('CONTROL_CHARACTER_IN_BOOTSTRAP',
  `${what} must not contain control characters, such as a line break. Write it in one line.`);

export const notInBootstrap = (what: string, given: string, allowed: string) => new BerthError('NOT_IN_BOOTSTRAP',
  `${what} can't be ${JSON.stringify(given)}: ${allowed}.`);

export const twiceInBootstrap = (what: string, given: string) => new BerthError('TWICE_IN_BOOTSTRAP',
  `${what} "${given}" is given twice. Remove one of them, or give it another name.`);

export const addressesClash = (one: string, other: string) => new BerthError('ADDRESSES_CLASH',
  `${one} and ${other} have addresses in common. Give one of them another range.`);

export const userDataTooLarge = (size: number, limit: number) => new BerthError('USER_DATA_TOO_LARGE',
  `The user data has ${size} bytes, and may have ${limit}. Amazon EC2 takes 16384. Let Terraform compress it with `
  + 'toCompressedCloudInit(), or run toShellScript() on the machine, as SshHost does. If your cloud takes more, say so: '
  + 'toCloudInit({ maxSize: Size.kibibytes(64) }).');

export const noEnginePackage = (family: string) => new BerthError('NO_ENGINE_PACKAGE',
  `${family} has no package of the Docker Engine. Use EnginePackage.dockerCe(), which installs Docker's own package.`);

export const noDockerRepository = (family: string) => new BerthError('NO_DOCKER_REPOSITORY',
  `Docker publishes no packages for ${family}. Use EnginePackage.distribution().`);

export const noGvisorPackage = (family: string) => new BerthError('NO_GVISOR_PACKAGE',
  `${family} has no package of gVisor. Install runsc in the machine's image, and pass its path: HostRuntime.gvisor({ path: `
  + '"/usr/local/bin/runsc" }).');

export const noGvisorForForks = () => new BerthError('NO_GVISOR_FOR_FORKS',
  'The distribution\'s package of gVisor can\'t save a container that others start as forks of. Pass the path of a release from 2026 or '
  + 'newer that is on the machine: HostRuntime.gvisor({ forks: true, path: "/usr/local/bin/runsc" }). Or have the script get one: '
  + '`download: { url, sha256 }`.');

export const pathAndDownload = (path: string, url: string) => new BerthError('GVISOR_PATH_AND_DOWNLOAD',
  `gVisor has the path "${path}" and the download "${url}". Leave out \`download\` if runsc is on the machine already, and else \`path\`.`);

export const forksWithWrapper = (wrapper: string) => new BerthError('FORKS_WITH_WRAPPER',
  `gVisor has \`forks\`, and the wrapper "${wrapper}". The engine can run only one program in place of runsc. Leave out one of both.`);

export const keyInBootstrap = () => new BerthError('KEY_IN_BOOTSTRAP',
  'The private key of the engine must be a token, so that it is in no file that synth writes. What is given is not shown, since it may be '
  + 'the key. Use HostCertificates.fromFiles(), HostCertificates.onMachine(), or a sensitive TerraformVariable.');

export const noClientAddresses = () => new BerthError('NO_CLIENT_ADDRESSES',
  'HostAccess.tls() needs the addresses from which clients may connect, such as ["10.1.0.0/16"]: everyone who controls the engine is root '
  + 'on the machine. Given: none. To allow every address, write ["0.0.0.0/0"].');

export const notOnASwarmNode = () => new BerthError('NOT_ON_A_SWARM_NODE',
  'A swarm node has no live restore, so there is nothing to turn off: remove the deviation from HostDefault.LIVE_RESTORE.');

export const noAddresses = (what: string) => new BerthError('NO_ADDRESSES',
  `${what} is an empty list, so nobody could connect. Leave it out to allow all addresses.`);

export const softenedSetting = (name: string, value: string, hardened: string) => new BerthError('SOFTENED_SETTING',
  `\`sysctls\` set ${name} to ${value}, and the hardening of the kernel sets it to ${hardened}. Leave it out, or turn the hardening off `
  + 'with a reason: HostDeviation.of(HostDefault.KERNEL_HARDENING, \'the reason\').');

export const localLogDriver = (driver: string) => new BerthError('LOCAL_LOG_DRIVER',
  `The log driver "${driver}" keeps the output on the machine, or nowhere. Name one that sends it to another machine, such as "syslog", `
  + 'or use HostLogging.files().');

export const clientsNeedFirewall = () => new BerthError('CLIENTS_NEED_FIREWALL',
  '`clientAddresses` are rules of the firewall, which a deviation turns off, so every address could connect. Write ["0.0.0.0/0"], or '
  + 'remove the deviation from HostDefault.FIREWALL.');

export const needsFirewall = () => new BerthError('NEEDS_FIREWALL',
  '`openPorts` and `sshClients` are rules of the firewall, which a deviation turns off. Remove them, or the deviation from '
  + 'HostDefault.FIREWALL.');

export const unreadableDeviation = (name: string, problem: string) => new BerthError('UNREADABLE_DEVIATION',
  `The deviation from HostDefault.${name} ${problem}. Write in one line of words why the machine needs it.`);
