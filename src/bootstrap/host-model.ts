import { DataDisk } from './data-disk';
import { EnginePackage } from './engine-package';
import { FirewallRule } from './firewall-rule';
import { HostAccess } from './host-access';
import { AddressPool, DedicatedEngine, HostBootstrapProps, HostSlice, HostUser } from './host-bootstrap-props';
import { HostDefault } from './host-deviation';
import { HostLogging } from './host-logging';
import { LinuxFamily } from './linux-family';
import { ResolvedPackages, RuntimeParts, TlsAccess } from './parts';

/** The engine's data folder, which the CIS Docker Benchmark expects here. */
export const DATA_FOLDER = '/var/lib/docker';

/** The data of dedicated engines. */
export const DEDICATED_FOLDER = '/var/lib/docker-vch';

/** What a host becomes, with all defaults resolved: the one description from which everything is rendered. */
export interface HostModel {
  readonly family: LinuxFamily;
  readonly packages: ResolvedPackages;
  readonly version?: string;
  readonly runtimes: readonly RuntimeParts[];
  readonly tls?: TlsAccess;
  readonly swarm: boolean;
  readonly logging: HostLogging;
  readonly addressPools: readonly AddressPool[];
  readonly registryMirrors: readonly string[];
  readonly dataDisk?: DataDisk;
  readonly sshPort: number;
  readonly sshClients: readonly string[];
  readonly openPorts: readonly FirewallRule[];
  readonly users: readonly HostUser[];
  readonly slices: readonly HostSlice[];
  readonly dedicatedEngines: readonly DedicatedEngine[];
  readonly kernelModules: readonly string[];
  readonly sysctls: { readonly [name: string]: string };
  /** Why defaults are off, by their names. */
  readonly off: ReadonlyMap<HostDefault, string>;
}

/** What containers need: their packets pass the machine, and its packet filter. */
const FORWARDING = {
  'net.ipv4.ip_forward': '1',
  'net.bridge.bridge-nf-call-iptables': '1',
  'net.bridge.bridge-nf-call-ip6tables': '1',
};

/** Settings from the CIS benchmarks for Linux distributions. */
export const HARDENING: { readonly [name: string]: string } = {
  'fs.protected_fifos': '1',
  'fs.protected_hardlinks': '1',
  'fs.protected_regular': '2',
  'fs.protected_symlinks': '1',
  'fs.suid_dumpable': '0',
  'kernel.dmesg_restrict': '1',
  'kernel.kptr_restrict': '1',
  'kernel.randomize_va_space': '2',
  'net.core.bpf_jit_harden': '2',
  'net.ipv4.conf.all.accept_redirects': '0',
  'net.ipv4.conf.default.accept_redirects': '0',
  'net.ipv4.conf.all.accept_source_route': '0',
  'net.ipv4.conf.default.accept_source_route': '0',
  'net.ipv4.conf.all.log_martians': '1',
  'net.ipv4.conf.all.secure_redirects': '0',
  'net.ipv4.conf.all.send_redirects': '0',
  'net.ipv4.conf.default.send_redirects': '0',
  'net.ipv4.icmp_echo_ignore_broadcasts': '1',
  'net.ipv4.icmp_ignore_bogus_error_responses': '1',
  'net.ipv4.tcp_syncookies': '1',
};

/** Returns the model of props that were checked. */
export function hostModel(props: HostBootstrapProps): HostModel {
  const { family = LinuxFamily.DEBIAN, engine = EnginePackage.distribution(), access = HostAccess.sshOnly() } = props;
  const off = new Map((props.deviations ?? []).map(({ turnedOff, reason }) => [turnedOff, reason]));
  const hardening = off.has(HostDefault.KERNEL_HARDENING) ? {} : HARDENING;
  return {
    family,
    packages: engine._on(family),
    version: engine.version,
    runtimes: (props.runtimes ?? []).map((runtime) => runtime._on(family)),
    tls: access._tls,
    swarm: props.swarm ?? false,
    logging: props.logging ?? HostLogging.files(),
    addressPools: props.addressPools ?? [],
    registryMirrors: props.registryMirrors ?? [],
    dataDisk: props.dataDisk,
    sshPort: props.sshPort ?? 22,
    sshClients: props.sshClients ?? [],
    openPorts: props.openPorts ?? [],
    users: props.users ?? [],
    slices: props.slices ?? [],
    dedicatedEngines: props.dedicatedEngines ?? [],
    kernelModules: ['overlay', 'br_netfilter', ...props.kernelModules ?? []],
    sysctls: { ...FORWARDING, ...hardening, ...props.sysctls },
    off,
  };
}
