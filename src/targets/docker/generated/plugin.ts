// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_plugin`.
 */
export interface PluginAttributes {
  /**
   * Name of the plugin in its registry, with the registry if that is not Docker Hub, and a tag, a digest, or both. Without a tag it is
   * `latest`. The engine never pulls it again by itself.
   */
  readonly name: Value<string>;

  /**
   * Name of the plugin on the engine, by which volumes and networks refer to it as their driver. Without a tag it is `latest`. The default
   * is `name`, without a digest.
   */
  readonly alias?: Value<string>;

  /**
   * Whether the plugin runs. The default is true.
   */
  readonly enabled?: Value<boolean>;

  /**
   * Environment variables as `NAME=value`, and other settings as `docker plugin set` takes them: the source of a mount
   * (`data.source=/srv`), the path of a device (`disk.path=/dev/sdb`), the arguments (`args=--debug --level 2`). A variable that is not
   * listed, and arguments that are not, have the value that the plugin comes with. Of mounts and devices, only those that are listed are
   * compared: the engine does not keep what they come with. The values are readable in the state and through the engine.
   */
  readonly env?: Value<readonly string[]>;

  /**
   * How long the engine waits for each answer of the plugin, in seconds. The default is 0: without a limit.
   */
  readonly enable_timeout?: Value<number>;

  /**
   * Disables the plugin even if volumes or networks use it. A change of `env` disables it, too. The default is false.
   */
  readonly force_disable?: Value<boolean>;

  /**
   * Removes the plugin even if volumes or networks use it, which are left without a driver. The default is false.
   */
  readonly force_destroy?: Value<boolean>;

  /**
   * Grants all that the plugin asks for, whatever that is. The default is false: only what `grant_permissions` lists is granted, and
   * nothing without such a block.
   */
  readonly grant_all_permissions?: Value<boolean>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;

  /**
   * Something that the plugin may have. It must have all that it asks for, so what is missing is an error that lists it.
   */
  readonly grant_permissions?: Value<readonly PluginGrantPermissions[]>;
}

/**
 * The block `grant_permissions`.
 */
export interface PluginGrantPermissions {
  /**
   * What it is, as the engine calls it: "network", "mount", "device", "capabilities", "host ipc namespace", "host pid namespace" or
   * "allow-all-devices".
   */
  readonly name: Value<string>;

  /**
   * The values that are granted, such as ["host"], ["/var/lib/docker/plugins/"], ["/dev/fuse"], ["CAP_SYS_ADMIN"] or ["true"].
   */
  readonly value: Value<readonly string[]>;
}

/**
 * The types of the arguments of the resource `docker_plugin`.
 */
export const PLUGIN_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_plugin',
  attributes: {
    name: 'string',
    alias: 'string',
    enabled: 'bool',
    env: ['set', 'string'],
    enable_timeout: 'number',
    force_disable: 'bool',
    force_destroy: 'bool',
    grant_all_permissions: 'bool',
    engine: 'string',
  },
  blocks: { grant_permissions: { nesting: 'set', attributes: { name: 'string', value: ['set', 'string'] } } },
};
