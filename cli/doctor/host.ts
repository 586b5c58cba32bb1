import { checkCertificates } from './certificates';
import { Check, fail, failed, ok, warn } from './check';
import { checkRegistries } from './registries';
import { Engine } from '../../provider/engine/engine';
import { HostFacts, measureHost } from '../../provider/facts/host-facts';

/** In milliseconds. Certificates and registries' tokens tolerate minutes at most. */
const [SKEW_TO_WARN, SKEW_TO_FAIL] = [5_000, 300_000];

const GIB = 1024 ** 3;
/** In bytes: what is free on the engine's disk. */
const [FREE_TO_WARN, FREE_TO_FAIL] = [2 * GIB, GIB / 4];

const AT_LEAST = 'Free some: docker system prune removes what no container uses. Or give the engine a larger disk.';

/** What the examination of a host needs. */
export interface Examination {
  readonly engine: Engine;
  /** Whether to start containers that find out what the host can do. */
  readonly probe: boolean;
  /** Images that must be in the reach of the engine, as in a stack. */
  readonly images: readonly string[];
  readonly signal: AbortSignal;
}

/** Checks a host. If its engine is not reached, nothing else is known. */
export async function checkHost({ engine, probe, images, signal }: Examination): Promise<Check[]> {
  const certificates = await checkCertificates(engine.endpoint).catch((error: unknown) => [failed('tls', error)]);
  try {
    const { version, apiVersion } = await engine.version();
    const [clock, facts, registries] = await Promise.all([
      checkClock(engine), measured(engine, probe, signal), checkRegistries(engine, images, signal),
    ]);
    return [ok('engine', `Docker Engine ${version}, API ${apiVersion}`), ...certificates, clock, ...facts, ...registries];
  } catch (error) {
    signal.throwIfAborted();
    return [failed('engine', error), ...certificates];
  }
}

async function checkClock(engine: Engine): Promise<Check> {
  const before = Date.now();
  const { SystemTime: time } = await engine.call('get the engine\'s time', (docker) => docker.info() as Promise<{ SystemTime?: string }>);
  const now = (before + Date.now()) / 2;
  return clockCheck(time === undefined ? undefined : new Date(time).getTime() - now);
}

/** @param skew  how far the engine's clock is ahead, in milliseconds. Undefined if the engine does not tell the time */
export function clockCheck(skew: number | undefined): Check {
  if (skew === undefined || Number.isNaN(skew)) return warn('clock', 'The engine does not tell its time', 'Compare it with: date');
  const text = `The host's clock is ${Math.round(Math.abs(skew) / 1000)} s ${skew < 0 ? 'behind' : 'ahead of'} this machine's`;
  const fix = 'Synchronize both, for example with chrony or systemd-timesyncd.';
  if (Math.abs(skew) >= SKEW_TO_FAIL) return fail('clock', text, fix);
  return Math.abs(skew) >= SKEW_TO_WARN ? warn('clock', text, fix) : ok('clock', 'The clocks agree');
}

async function measured(engine: Engine, probe: boolean, signal: AbortSignal): Promise<Check[]> {
  try {
    return factChecks(await measureHost(engine, { probe, runtimes: [], signal }));
  } catch (error) {
    signal.throwIfAborted();
    return [failed('host', error)];
  }
}

/** Returns checks for the facts of a host. */
export function factChecks({ claims, findings, runtimes }: HostFacts): Check[] {
  return [
    ...Object.entries(runtimes).map(([name, { starts, error }]) => runtimeCheck(name, starts, error, name === claims.defaultRuntime)),
    controlGroups(findings.cgroup_version.value, findings.cgroup_driver.value, findings.cgroup_version.evidence, claims.missingLimits),
    findings.memory.value === null ? warn('memory', findings.memory.evidence, 'Check the log of the engine.')
      : ok('memory', `${gibibytes(findings.memory.value)}, ${findings.cpus.value ?? 'an unknown number of'} CPUs`),
    disk(findings.disk_size.value, findings.disk_free.value, findings.disk_free.evidence, claims.dataRoot),
  ];
}

function runtimeCheck(name: string, starts: boolean | null, error: string | null, isDefault: boolean): Check {
  const title = `runtime ${name}`;
  if (starts === null) return warn(title, 'It was not tried', 'Leave out --no-probe to start a container with it.');
  if (starts) return ok(title, 'It starts containers');
  const fix = 'Install its program on the host, or remove it from "runtimes" in /etc/docker/daemon.json.';
  return (isDefault ? fail : warn)(title, `It is registered, and does not start containers: ${error}`, fix);
}

function controlGroups(version: number | null, driver: string | null, evidence: string, missing: readonly string[]): Check {
  const name = 'control groups';
  if (version === null) return warn(name, evidence, 'Check the log of the engine.');
  const text = `Version ${version}, managed by ${driver}`;
  return missing.length === 0 ? ok(name, text) : fail(name, `${text}. The kernel can't limit ${missing.join(', ')}`,
    'Turn on the controllers, for memory with the kernel parameter cgroup_enable=memory. For an engine without root, delegate them with '
    + 'systemd.');
}

function disk(size: number | null, free: number | null, evidence: string, folder = 'the engine\'s data'): Check {
  if (free === null || size === null) return warn('disk', evidence, 'Leave out --no-probe, or check it on the host with: df -h');
  const text = `${gibibytes(free)} of ${gibibytes(size)} are free at ${folder}`;
  if (free < FREE_TO_FAIL) return fail('disk', text, AT_LEAST);
  return free < FREE_TO_WARN ? warn('disk', text, AT_LEAST) : ok('disk', text);
}

function gibibytes(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`;
}
