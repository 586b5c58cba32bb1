import { answerForPlan } from './runtime';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { same } from '../../../engine/canonical/form';
import { Engine, EngineInfo } from '../../../engine/engine';
import { Value } from '../../../framework/value/value';

type Body = { readonly [name: string]: Value };

/** What is wrong with a value on an engine, and what to do. */
interface Refusal {
  readonly summary: string;
  readonly detail: string;
}

type Check = readonly [isAsked: (value: Value) => boolean, refuse: (value: Value, info: EngineInfo) => Refusal | undefined];

/** For attributes that not every host can hold: whether a value has to be asked about, and what the engine would refuse about it. */
const CHECKS: { readonly [attribute: string]: Check } = {
  // Every host has one CPU.
  cpus: [(value) => Number(value) > 1, tooManyCpus],
  cpu_rt_period: [isPositive, realTime],
  cpu_rt_runtime: [isPositive, realTime],
  storage_opts: [hasSize, unlimitedStorage],
};

/**
 * Refuses what the engine would refuse when it creates the container, as far as it reports that about its host. If it does not answer,
 * the apply reports that.
 */
export async function requireHostIfAnswered(engine: Engine, config: Body, prior: Body | null): Promise<void> {
  const asked = Object.keys(CHECKS).filter((name) => (
    !same(config[name] ?? null, prior?.[name] ?? null) && CHECKS[name]![0](config[name] ?? null)));
  if (asked.length === 0) return;
  const answer = await answerForPlan(engine);
  if (answer !== undefined) asked.forEach((name) => checkHost(name, config[name]!, answer.info));
}

/** Refuses a value of an attribute that an engine with this answer would refuse. */
export function checkHost(attribute: string, value: Value, info: EngineInfo): void {
  const refusal = CHECKS[attribute]![1](value, info);
  if (refusal !== undefined) throw new DiagnosticError({ ...refusal, path: [attribute] });
}

function tooManyCpus(value: Value, { NCPU: available }: EngineInfo): Refusal | undefined {
  if (available === undefined || available < 1 || Number(value) <= available) return undefined;
  return {
    summary: `The host has ${available} CPUs, fewer than \`cpus = "${String(value)}"\``,
    detail: `The engine refuses to create such a container. Set \`cpus\` to at most "${available}", or leave it out for no limit.`,
  };
}

function realTime(_value: Value, { CgroupVersion: version }: EngineInfo): Refusal | undefined {
  if (version !== '2') return undefined;
  return {
    summary: 'The host has control groups of version 2, which have no limits for real-time programs',
    detail: 'The engine refuses to create a container with `cpu_rt_period` or `cpu_rt_runtime`. Remove them, or use a host with version 1.',
  };
}

function unlimitedStorage(value: Value, { Driver: driver, DriverStatus: status }: EngineInfo): Refusal | undefined {
  const fileSystem = status?.find(([name]) => name === 'Backing Filesystem')?.[1];
  if (driver !== 'overlay2' || fileSystem === undefined || fileSystem === 'xfs') return undefined;
  return {
    summary: `The engine can't limit what a container writes to ${String((value as Body).size)}`,
    detail: `Its storage driver is overlay2 on ${fileSystem}, which has no limits. Remove \`size\` from \`storage_opts\`, or put the `
      + 'engine\'s data on XFS with the mount option pquota, or on Btrfs or ZFS with the storage driver of that name.',
  };
}

function isPositive(value: Value): boolean {
  return typeof value === 'number' && value > 0;
}

function hasSize(value: Value): boolean {
  return typeof value === 'object' && value !== null && typeof (value as Body).size === 'string';
}
