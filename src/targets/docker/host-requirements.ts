import { Precondition } from 'cdktf';
import { blocksOf } from '../../private/expressions';

type Attributes = Readonly<Record<string, unknown>>;

/** Something that a resource needs of its host. */
interface Requirement {
  /** A Terraform expression. It is false, and never an error, if the fact is not known. */
  readonly holds: string;
  /** A Terraform template: what can't work, and what to do. */
  readonly message: string;
}

/**
 * Returns what a container needs of its host. Values that are only known after apply need nothing.
 *
 * @param attributes the attributes of the container, as they will be synthesized
 * @param facts the address of the host's facts
 */
export function containerNeeds(attributes: Attributes, facts: string): Precondition[] {
  const { runtime, cpus, devices } = attributes;
  const { size } = (attributes.storage_opts ?? {}) as { readonly size?: unknown };
  const cpuCount = Number(cpus);
  return preconditions([
    ...(isText(runtime) ? [startsRuntime(runtime, facts)] : []),
    ...['memory', 'memory_reservation'].flatMap((name) => hasMemory(name, attributes[name], facts)),
    ...(cpuCount > 0 ? [atLeast('cpus', cpuCount, facts, `${cpuCount} CPUs`, 'Lower `cpus`.')] : []),
    ...['cpu_rt_period', 'cpu_rt_runtime'].flatMap((name) => isPositive(attributes[name]) ? [onlyWithVersion1(name, facts)] : []),
    ...(isText(size) ? [isTrue('limits_storage', facts, `A limit on what the container writes (${size}) does not hold on this host.`,
      'Remove `storage_opts`, or put the engine\'s data on XFS with the mount option pquota, or on Btrfs.')] : []),
    ...(blocksOf(devices).some(({ host_path: path }) => path === '/dev/kvm')
      ? [isTrue('kvm', facts, 'Virtual machines don\'t run on this host.', 'Remove the device /dev/kvm, or use another host.')] : []),
  ]);
}

/** Returns what a network needs of its host, as for a container. */
export function networkNeeds({ driver, ipv6, options }: Attributes, facts: string): Precondition[] {
  const isEncrypted = driver === 'overlay' && typeof options === 'object' && options !== null && 'encrypted' in options;
  return preconditions([
    ...(ipv6 === true ? [isTrue('filters_ipv6', facts, 'The engine of this host does not keep networks apart over IPv6.',
      'Set "ip6tables": true in its daemon.json (before Engine 27 also "experimental": true) and restart it, or remove `ipv6`.')] : []),
    ...(isEncrypted ? [isTrue('esp', facts, 'The kernel of this host can\'t encrypt a network.',
      'Remove the option "encrypted", or use a kernel with ESP.')] : []),
  ]);
}

function preconditions(needs: readonly Requirement[]): Precondition[] {
  return needs.map(({ holds, message }) => ({ condition: `\${${holds}}`, errorMessage: message }));
}

function startsRuntime(runtime: string, facts: string): Requirement {
  const fact = `${facts}.runtimes[${JSON.stringify(runtime)}]`;
  return {
    holds: `try(${fact}.starts, false) == true`,
    message: `The runtime "${runtime}" does not start containers on this host: `
      + `\${try(coalesce(${fact}.error), "it was not tried")}. Install and register it, or choose another runtime.`,
  };
}

function hasMemory(name: string, mebibytes: unknown, facts: string): Requirement[] {
  if (!isPositive(mebibytes)) return [];
  const bytes = mebibytes * 1_024 * 1_024;
  return [atLeast('memory', bytes, facts, `\`${name}\` of ${mebibytes} MiB`, `Lower \`${name}\`, or use a host with more memory.`)];
}

function onlyWithVersion1(name: string, facts: string): Requirement {
  return {
    holds: `coalesce(${facts}.cgroup_version, 0) == 1`,
    message: `\`${name}\` needs control groups of version 1. ${reason('cgroup_version', facts)} Remove it.`,
  };
}

function atLeast(fact: string, amount: number, facts: string, what: string, toDo: string): Requirement {
  return {
    holds: `coalesce(${facts}.${fact}, 0) >= ${amount}`,
    message: `The host can't hold ${what}: it has \${coalesce(${facts}.${fact}, 0)}${fact === 'memory' ? ' bytes' : ''}. `
      + `${reason(fact, facts)} ${toDo}`,
  };
}

function isTrue(fact: string, facts: string, problem: string, toDo: string): Requirement {
  return { holds: `coalesce(${facts}.${fact}, false)`, message: `${problem} ${reason(fact, facts)} ${toDo}` };
}

/** Returns a template of how a fact was found, or why it is not known. */
function reason(fact: string, facts: string): string {
  return `\${${facts}.evidence["${fact}"]}`;
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && value > 0;
}

/** Whether a value is a text without references and templates, which only Terraform knows. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !/[$%]\{/.test(value);
}
