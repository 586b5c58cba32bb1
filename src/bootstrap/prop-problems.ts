import { BootstrapProblems } from './check';
import { clashes } from './clashes';
import { EnginePackage } from './engine-package';
import { clientsNeedFirewall, needsFirewall, noAddresses, notOnASwarmNode, softenedSetting } from './errors';
import { DedicatedEngine, HostBootstrapProps, HostLimits, HostUser } from './host-bootstrap-props';
import { HostDefault } from './host-deviation';
import { HARDENING } from './host-model';
import { LinuxFamily } from './linux-family';
import { ENGINE_RESERVE } from './slices';
import { BerthError } from '../private/berth-error';
import { numberOutOfRange, sizeOutOfRange } from '../private/errors';
import { isKnown } from '../private/tokens';
import { canonicalSubnet, ipVersion } from '../shared/ip';
import { Size } from '../units/size';

const USER_NAME = /^[a-z][a-z0-9_-]{0,31}$/;
const SLICE_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ENGINE_NAME = /^[a-z][a-z0-9]{0,10}$/;
const PUBLIC_KEY = /^(sk-)?(ssh|ecdsa-sha2)-(ed25519|rsa|nistp\d{3})(@openssh\.com)? [A-Za-z0-9+/]+={0,2}( .*)?$/;
const MIRROR = /^(https:\/\/[a-z0-9.-]+|http:\/\/(localhost|127\.0\.0\.1))(:\d{1,5})?\/?$/;
const MODULE_NAME = /^[a-z0-9][a-z0-9_-]*$/;
const SETTING_NAME = /^[a-z0-9_]+([./][A-Za-z0-9_-]+)+$/;
const SETTING_VALUE = /^[A-Za-z0-9_./-]+( [A-Za-z0-9_./-]+)*$/;

/** A group of systemd's memory limits below this size can't start anything. */
const SMALLEST_MEMORY = Size.mebibytes(6);

/** Returns everything that is wrong with props. */
export function propProblems(props: HostBootstrapProps): BerthError[] {
  const {
    family = LinuxFamily.DEBIAN, engine = EnginePackage.distribution(), users = [], slices = [], dedicatedEngines = [], openPorts = [],
    sshClients = [], deviations = [],
  } = props;
  const isOff = (each: HostDefault) => deviations.some(({ turnedOff }) => turnedOff === each);
  return new BootstrapProblems()
    .add(
      ...engine._problem(family), ...(props.runtimes ?? []).flatMap((runtime) => runtime._problems(family)),
      ...props.access?._problems() ?? [], ...props.logging?._problems ?? [], ...props.dataDisk?._problems() ?? [],
      ...openPorts.flatMap((rule) => rule._problems()), ...(props.addressPools ?? []).flatMap(poolProblems),
      ...users.flatMap((user) => userProblems(user, dedicatedEngines)), ...dedicatedEngines.flatMap(engineProblems),
      ...slices.flatMap((slice) => [...limitProblems(`The slice "${slice.name}"`, slice), ...new BootstrapProblems()
        .match('The name of a slice', slice.name, SLICE_NAME, 'use small letters and digits, and "-" between a slice and one within it')
        .found]),
      ...(props.swarm && isOff(HostDefault.LIVE_RESTORE) ? [notOnASwarmNode()] : []),
      ...(props.sshClients?.length === 0 ? [noAddresses('`sshClients`')] : []),
      ...(isOff(HostDefault.FIREWALL) && !(props.access?._tls?.clientAddresses ?? []).every(isEveryAddress) ? [clientsNeedFirewall()] : []),
      ...(isOff(HostDefault.KERNEL_HARDENING) ? [] : softened(props.sysctls ?? {})),
      ...(isOff(HostDefault.FIREWALL) && openPorts.length + sshClients.length > 0 ? [needsFirewall()] : []),
      ...clashes(props),
    )
    .port('The port of ssh', props.sshPort ?? 22)
    .texts('The reason of a deviation', deviations.map(({ reason }) => reason))
    .addresses('An address of a client of ssh', sshClients)
    .matches('A mirror', props.registryMirrors ?? [], MIRROR,
      'write an address such as "https://mirror.example.com"; only one on the machine itself may begin with "http://"')
    .matches('A kernel module', props.kernelModules ?? [], MODULE_NAME, 'use small letters, digits, "_" and "-"')
    .matches('The name of a kernel setting', Object.keys(props.sysctls ?? {}), SETTING_NAME, 'write it as `sysctl` does, such as '
      + '"vm.max_map_count"')
    .matches('A kernel setting', Object.values(props.sysctls ?? {}), SETTING_VALUE, 'write a number, or words of letters and digits')
    .unique('The user', users.map(({ name }) => name))
    .unique('The slice', slices.map(({ name }) => name))
    .unique('The dedicated engine', dedicatedEngines.map(({ name }) => name))
    .unique('The runtime', (props.runtimes ?? []).map(({ name }) => name))
    .unique('The deviation from', deviations.map(({ turnedOff }) => `HostDefault.${turnedOff.name}`))
    .found;
}

function isEveryAddress(address: string): boolean {
  return ['0.0.0.0/0', '::/0'].includes(address);
}

/** Returns an error for each setting that would take the hardening of the kernel back. */
function softened(sysctls: { readonly [name: string]: string }): BerthError[] {
  return Object.entries(sysctls).flatMap(([name, value]) => {
    const hardened = HARDENING[name.replaceAll('/', '.')];
    return hardened === undefined || hardened === value ? [] : [softenedSetting(name, value, hardened)];
  });
}

function userProblems({ name, authorizedKeys, dedicatedEngines = [] }: HostUser, engines: readonly DedicatedEngine[]): BerthError[] {
  const names = engines.map((each) => each.name);
  const allowed = names.length === 0 ? 'the host has none' : `the host has ${names.join(', ')}`;
  return new BootstrapProblems()
    .match('The name of a user', name, USER_NAME,
      'begin with a small letter, and go on with small letters, digits, "_" and "-", at most 32')
    .matches(`A key of the user "${name}"`, authorizedKeys, PUBLIC_KEY, 'write a public key as in a file that ends with ".pub", such as '
      + '"ssh-ed25519 AAAA… me"')
    .matches(`A dedicated engine of the user "${name}"`, dedicatedEngines, new RegExp(`^(${names.join('|')})$`), allowed, names.length > 0)
    .found;
}

function engineProblems(engine: DedicatedEngine): BerthError[] {
  const { name, subnet, memory } = engine;
  const what = `The dedicated engine "${name}"`;
  const smallest = ENGINE_RESERVE.toBytes() + SMALLEST_MEMORY.toBytes();
  return new BootstrapProblems()
    .match('The name of a dedicated engine', name, ENGINE_NAME,
      'begin with a small letter, and go on with small letters and digits, at most 11')
    .match(`The subnet of the dedicated engine "${name}"`, subnet, /\/30$/,
      'write an IPv4 subnet of four addresses, such as "10.63.0.0/30"',
      canonicalSubnet(subnet) === subnet && ipVersion(subnet.slice(0, -'/30'.length)) === 4)
    .add(...limitProblems(what, engine), ...(isKnown(memory) && isKnown(memory.toBytes()) && memory.toBytes() < smallest
      ? [sizeOutOfRange(`The memory of the dedicated engine "${name}"`, memory.toString(),
        `at least ${Size.bytes(smallest).toKibibytes() / 1024} MiB, of which the engine itself gets ${ENGINE_RESERVE}`)] : []))
    .found;
}

function limitProblems(what: string, { memory, cpus, pids }: HostLimits): BerthError[] {
  return [
    ...(memory !== undefined && !(isKnown(memory.toBytes()) && memory.toBytes() >= SMALLEST_MEMORY.toBytes())
      ? [sizeOutOfRange(`${what}: memory`, memory.toString(), `at least ${SMALLEST_MEMORY}, and known at synth`)] : []),
    ...(cpus !== undefined && !(isKnown(cpus) && cpus >= 0.01)
      ? [numberOutOfRange(`${what}: cpus`, cpus, 'at least 0.01, and known at synth')] : []),
    ...(pids !== undefined && !(isKnown(pids) && Number.isInteger(pids) && pids >= 1)
      ? [numberOutOfRange(`${what}: pids`, pids, 'a whole number, at least 1, and known at synth')] : []),
  ];
}

function poolProblems({ base, size }: { readonly base: string; readonly size: number }): BerthError[] {
  const prefix = Number(base.split('/')[1]);
  const isSize = Number.isInteger(size) && size >= prefix && size <= (base.includes(':') ? 126 : 30);
  return new BootstrapProblems()
    .match('The base of an address pool', base, /\//, 'write a range in CIDR notation without host bits, such as "10.90.0.0/16"',
      canonicalSubnet(base) === base)
    .add(...(isSize || Number.isNaN(prefix) ? []
      : [numberOutOfRange('The size of an address pool\'s subnets', size, `a whole number, at least that of its base, ${prefix}`)]))
    .found;
}
