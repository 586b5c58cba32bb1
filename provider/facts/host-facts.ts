import { Claims, claimsOf } from './claims';
import { Defaults, measureDefaults } from './defaults';
import { Finding, found, notKnown } from './finding';
import { measureNetwork, measureUserNamespaces, NetworkFeatures } from './kernel-features';
import { measureKvm } from './kvm';
import { Laboratory } from './laboratory';
import { measureRuntimes, RuntimeFact } from './runtimes';
import { Disk, measureDisk, measureStorageLimits } from './storage';
import { measureSystem, System } from './system';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { canAttempt } from '../probe/attempt';
import { ATTEMPT } from '../probe/attempt-program';
import { withProgramImage } from '../probe/image';
import { PROGRAMS } from '../probe/program';

/** What was found out about a host, by the names of the attributes. */
export interface Findings extends System, NetworkFeatures, Disk, Defaults {
  readonly user_namespaces: Finding<boolean>;
  readonly kvm: Finding<boolean>;
  readonly filters_ipv6: Finding<boolean>;
  readonly limits_storage: Finding<boolean>;
}

/** The facts of a host. */
export interface HostFacts {
  readonly claims: Claims;
  readonly findings: Findings;
  readonly runtimes: { readonly [name: string]: RuntimeFact };
}

/** What is measured, and how. */
export interface Request {
  /** Whether to start containers. Otherwise only what the engine reports is known. */
  readonly probe: boolean;
  /** Runtimes to try in addition to those that are registered. */
  readonly runtimes: readonly string[];
  /** Finds out whether the engine filters IPv6. @default - that is not measured */
  readonly measureIpv6?: (engine: Engine) => Promise<Finding<boolean>>;
  readonly signal: AbortSignal;
}

/** Finds out what a host can do. Leaves nothing on the engine. */
export async function measureHost(engine: Engine, { probe, runtimes, measureIpv6, signal }: Request): Promise<HostFacts> {
  const claims = await claimsOf(engine);
  const names = [...claims.runtimes, ...runtimes];
  const { architecture } = claims;
  if (!probe) return claimed(claims, names, 'Not measured: `probe` is false.');
  if (!canAttempt(architecture)) {
    return claimed(claims, names, `Unknown: the programs that measure run on linux/amd64 and linux/arm64, not on linux/${architecture}.`);
  }
  const programs = { probe: PROGRAMS, attempt: ATTEMPT };
  return withProgramImage(engine, programs, noPrograms, async (image) => {
    const laboratory = new Laboratory(engine, image, architecture, signal);
    const work = [
      measureSystem(laboratory, claims.cgroupVersion),
      measureNetwork(laboratory, claims.kernel ?? null),
      measureDisk(laboratory),
      measureUserNamespaces(laboratory),
      measureKvm(laboratory),
      measureStorageLimits(laboratory),
      measureDefaults(laboratory),
      measureRuntimes(laboratory, names),
      measureIpv6?.(engine) ?? notKnown('Not measured.'),
    ] as const;
    // Wait for all, even if one fails: each has to remove its containers.
    await Promise.allSettled(work);
    const [system, network, disk, userNamespaces, kvm, limitsStorage, defaults, runtimeFacts, filtersIpv6] =
      await Promise.all(work);
    const findings = {
      ...system,
      ...network,
      ...disk,
      ...defaults,
      user_namespaces: userNamespaces,
      kvm,
      limits_storage: limitsStorage,
      filters_ipv6: filtersIpv6,
    };
    return { claims, findings: { ...findings, ...contradictions(claims, findings) }, runtimes: runtimeFacts };
  });
}

/** The facts of a host where nothing is measured: what the engine reports, and nothing about the rest. */
function claimed(claims: Claims, names: readonly string[], reason: string): HostFacts {
  const told = <T>(value: T | undefined) => value === undefined ? notKnown(reason) : found(value, `The engine reports it. ${reason}`);
  const unknown = notKnown(reason);
  return {
    claims,
    findings: {
      kernel: told(claims.kernel),
      cgroup_version: told(claims.cgroupVersion),
      cgroup_driver: told(claims.cgroupDriver),
      memory: told(claims.memory),
      cpus: told(claims.cpus),
      remaps_users: told(claims.remapsUsers),
      ip_vs: unknown,
      esp: unknown,
      user_namespaces: unknown,
      kvm: unknown,
      filters_ipv6: unknown,
      limits_storage: unknown,
      default_no_new_privileges: unknown,
      default_seccomp: unknown,
      default_cgroup_namespace: unknown,
      disk_size: unknown,
      disk_free: unknown,
    },
    runtimes: Object.fromEntries(names.map((name) => [name, { starts: null, kernel: null, error: null }])),
  };
}

/** Returns the findings that are not what the engine reports, with what it reports in the evidence. */
function contradictions(claims: Claims, findings: Findings): Partial<Findings> {
  const contradicted = <T>({ value, evidence }: Finding<T>, claim: T | undefined): Finding<T> => (
    value === null || claim === undefined || value === claim ? { value, evidence }
      : { value, evidence: `${evidence} The engine reports something else: ${claim}.` });
  return {
    kernel: contradicted(findings.kernel, claims.kernel),
    cgroup_version: contradicted(findings.cgroup_version, claims.cgroupVersion),
    cgroup_driver: contradicted(findings.cgroup_driver, claims.cgroupDriver),
    cpus: contradicted(findings.cpus, claims.cpus),
    remaps_users: contradicted(findings.remaps_users, claims.remapsUsers),
  };
}

function noPrograms(platform: string): DiagnosticError {
  return new DiagnosticError({
    summary: `What a host of ${platform} can do can't be measured`,
    detail: 'The programs that measure run on linux/amd64 and linux/arm64. Set `probe = false` to read only what the engine reports.',
  });
}
