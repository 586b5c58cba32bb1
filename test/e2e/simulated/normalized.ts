import { Json, sorted } from '../../../dev/simulated-engine/settings/json';

/** The keys whose values differ from engine to engine, and mean nothing but that they are set. */
const DIFFERENT = new Set([
  'SandboxID', 'SandboxKey', 'EndpointID', 'NetworkID', 'Gateway', 'IPAddress', 'MacAddress', 'Created', 'CreatedAt', 'StartedAt',
  'FinishedAt', 'Pid', 'ResolvConfPath', 'HostnamePath', 'HostsPath', 'LogPath', 'Source', 'Mountpoint', 'Start', 'End', 'Id',
  'Propagation',
]);

/** What depends on the machine of the engine: its file systems, its control groups, and AppArmor. */
const LEFT_OUT = new Set(['GraphDriver', 'CgroupnsMode', 'AppArmorProfile']);

/** The engine's word for never. */
const NEVER = '0001-01-01T00:00:00Z';

/** Replaces what is never the same on two engines. What is set stays different from what is not. */
export function normalized(answer: unknown, ids: readonly string[] = []): unknown {
  const names = ids.flatMap((id, index) => [[id, `<id ${index}>`], [id.slice(0, 12), `<short id ${index}>`]] as const);
  const text = (value: string) => names.reduce((result, [id, name]) => result.replaceAll(id, name), value);
  const of = (key: string, value: unknown): unknown => {
    if (LEFT_OUT.has(key)) return undefined;
    if (Array.isArray(value)) return inOrder(key, value.map((each) => of('', each)));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [text(name), of(name, each)]));
    }
    const isSet = value !== '' && value !== 0 && value !== null && value !== NEVER;
    if (DIFFERENT.has(key) && isSet) return `<${key}>`;
    return typeof value === 'string' ? text(value).replace(/\b[0-9a-f]{64}\b/g, '<some id>') : value;
  };
  return of('', answer);
}

/** Engines report mounts and ports in any order. */
function inOrder(key: string, values: readonly unknown[]): readonly unknown[] {
  const text = (value: unknown) => JSON.stringify(sorted(value as Json));
  return key === 'Mounts' || key === 'Ports' ? [...values].sort((one, other) => (text(one) < text(other) ? -1 : 1)) : values;
}
