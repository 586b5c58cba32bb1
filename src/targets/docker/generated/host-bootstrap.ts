// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_host_bootstrap`.
 */
export interface HostBootstrapAttributes {
  /**
   * Script in POSIX sh, which a second run must not hurt. The plan shows it, since root runs it. A change runs it again.
   */
  readonly script: Value<string>;

  /**
   * Whether the user of the connection becomes root with `sudo`, which must not ask for a password. The default is false: the user is root.
   */
  readonly sudo?: Value<boolean>;

  /**
   * How long the script may run. The default is 1800 (30 minutes).
   */
  readonly timeout_seconds?: Value<number>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the resource `docker_host_bootstrap`.
 */
export const HOST_BOOTSTRAP_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_host_bootstrap',
  attributes: { script: 'string', sudo: 'bool', timeout_seconds: 'number', engine: 'string' },
};

/**
 * The resource `docker_host_bootstrap`. Turns the machine at the provider's `host = "ssh://..."` into a container host: runs a script there
 * as root, over the same SSH connection as all calls of its engine. So one apply makes an engine and what is on it, if that has
 * `depends_on`. The machine notes the digest of the script. If a plan finds another one, no engine, or another machine, the script runs
 * again. Destroying the resource changes nothing on the machine.
 *
 * @internal
 */
export class HostBootstrap extends GeneratedResource<HostBootstrapAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<HostBootstrapAttributes>) {
    super(scope, id, HOST_BOOTSTRAP_SCHEMA, config);
  }
}
