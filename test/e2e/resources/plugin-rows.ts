/** One attribute or one kind of blocks: how it is written, and what the engine then has. */
export interface PluginRow {
  /** Spellings that mean the same. */
  readonly same: readonly unknown[];
  readonly other: unknown;
  readonly action: 'update' | 'replace';
  /** What the engine reports after `same`, and after `other`. */
  readonly is: object;
  readonly isOther: object;
  /** What the engine reports after the attribute was removed. @default - it is required */
  readonly unset?: object;
}

/** What `PLUGIN_CONFIG` asks for. */
export const GRANTS = [
  { name: 'network', value: ['host'] },
  { name: 'mount', value: ['/tmp'] },
  { name: 'device', value: ['/dev/null'] },
  { name: 'capabilities', value: ['CAP_NET_ADMIN', 'CAP_SYS_ADMIN'] },
];

const ENV = ['DEBUG=0', 'MODE=', 'FIXED=x'];
const settings = (more: object = {}) => ({
  Settings: {
    Env: ENV,
    Args: ['--quiet'],
    Mounts: [expect.objectContaining({ Source: '/tmp' })],
    Devices: [expect.objectContaining({ Path: '/dev/null' })],
    ...more,
  },
});

/** Says what a later call of the provider does, and nothing to the engine. */
function flag(): PluginRow {
  return { same: [false], other: true, action: 'update', is: { Enabled: true }, isOther: { Enabled: true }, unset: { Enabled: true } };
}

/**
 * Every attribute of a plugin, except those that grant something.
 *
 * @param name  that of a plugin in a registry, with the tag `latest`
 * @param other  another one
 */
export function pluginRows(name: string, other: string): Readonly<Record<string, PluginRow>> {
  const repository = name.replace(/:latest$/, '');
  return {
    name: {
      same: [name, repository],
      other,
      action: 'replace',
      is: { Name: name, PluginReference: name },
      isOther: { Name: other, PluginReference: other },
    },
    alias: {
      same: ['e2e-alias', 'e2e-alias:latest', 'docker.io/library/e2e-alias'],
      other: 'e2e-alias:2',
      action: 'replace',
      is: { Name: 'e2e-alias:latest', PluginReference: name },
      isOther: { Name: 'e2e-alias:2' },
      unset: { Name: name },
    },
    enabled: {
      same: [true], other: false, action: 'update', is: { Enabled: true }, isOther: { Enabled: false }, unset: { Enabled: true },
    },
    env: {
      same: [['DEBUG=1', 'args=-a b', 'FIXED=x'], ['args.value=-a b', 'FIXED=x', 'DEBUG.value=1'], ['DEBUG=1', 'args=-a b', 'MODE']],
      other: ['MODE=fast'],
      action: 'update',
      is: settings({ Env: ['DEBUG=1', 'MODE=', 'FIXED=x'], Args: ['-a', 'b'] }),
      isOther: settings({ Env: ['DEBUG=0', 'MODE=fast', 'FIXED=x'] }),
      unset: settings(),
    },
    enable_timeout: { same: [5], other: 10, action: 'update', is: { Enabled: true }, isOther: { Enabled: true }, unset: { Enabled: true } },
    force_disable: flag(),
    force_destroy: flag(),
  };
}
