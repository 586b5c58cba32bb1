// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_volume`.
 */
export interface VolumeAttributes {
  /**
   * The name of the volume, unique on the engine. The default is a random name.
   */
  readonly name?: Value<string>;

  /**
   * The volume driver: `local`, or the name of a plugin. A `cluster` volume needs a CSI plugin.
   */
  readonly driver?: Value<string>;

  /**
   * Options of the driver: `local` accepts `type`, `o` and `device`, as `mount` does. Only the options in the configuration are compared.
   */
  readonly driver_opts?: Value<{ readonly [key: string]: string }>;

  /**
   * Keeps the volume and its data when this resource is destroyed: terraform forgets the volume, and warns about it. A plan that would
   * replace the volume is refused, except with `-replace` or after `terraform taint`: the new resource then adopts the volume with its
   * data. The text says whose volume it is, such as `shop/data`. It becomes the label `berth.retained-as` of a volume that is created with
   * it. A later creation with the same text, name, driver, options and labels adopts the volume that was left. Without this, the volume is
   * removed.
   */
  readonly retain_as?: Value<string>;

  /**
   * The rules of the virtual container host of the volume, as JSON: `jsonencode({ name = "blue", registries = ["registry.example.com"] })`.
   * They limit its name, its driver, how many volumes there are, and how big they are together. A volume that breaks a rule is refused at
   * plan time, and again before it is created or changed. The engine does not know this attribute. The guide "Virtual container hosts"
   * describes the rules.
   */
  readonly virtual_host?: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;

  /**
   * A label of the volume.
   */
  readonly labels?: Value<readonly VolumeLabels[]>;

  /**
   * Makes this a cluster volume: a swarm gives it to the tasks of its services on any node, with a CSI plugin as `driver`. The engine has
   * to be a manager of a swarm, and Docker Engine 23 or newer. Engine API: `ClusterVolumeSpec`.
   */
  readonly cluster?: Value<VolumeCluster>;
}

/**
 * The block `labels`.
 */
export interface VolumeLabels {
  /**
   * The label's name.
   */
  readonly label: Value<string>;

  /**
   * The label's value.
   */
  readonly value: Value<string>;
}

/**
 * The block `cluster`.
 */
export interface VolumeCluster {
  /**
   * Whether tasks may use the volume: `active` (the default), `pause` (no new tasks) or `drain` (no tasks at all).
   */
  readonly availability?: Value<string>;

  /**
   * A group of volumes, of which a task may get any one.
   */
  readonly group?: Value<string>;

  /**
   * The maximum size, such as "2GiB". By default, the plugin decides.
   */
  readonly limit_bytes?: Value<string>;

  /**
   * The minimum size, such as "128MiB". By default, the plugin decides.
   */
  readonly required_bytes?: Value<string>;

  /**
   * How many nodes may use the volume at one time: `single` (the default) or `multi`.
   */
  readonly scope?: Value<string>;

  /**
   * The tasks that may use the volume at one time: `none` (the default: only one), `readonly` (several that read), `onewriter` (one that
   * writes, others that read) or `all`.
   */
  readonly sharing?: Value<string>;

  /**
   * Where the volume should be, such as "zone=a".
   */
  readonly topology_preferred?: Value<string>;

  /**
   * From where the volume has to be accessible, such as "zone=a".
   */
  readonly topology_required?: Value<string>;

  /**
   * How tasks access the volume: as a file system (`mount`) or as a block device (`block`, the default).
   */
  readonly type?: Value<string>;
}

/**
 * The types of the arguments of the resource `docker_volume`.
 */
export const VOLUME_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_volume',
  attributes: {
    name: 'string',
    driver: 'string',
    driver_opts: ['map', 'string'],
    retain_as: 'string',
    virtual_host: 'string',
    engine: 'string',
  },
  blocks: {
    labels: { nesting: 'set', attributes: { label: 'string', value: 'string' } },
    cluster: {
      nesting: 'list',
      attributes: {
        availability: 'string',
        group: 'string',
        limit_bytes: 'string',
        required_bytes: 'string',
        scope: 'string',
        sharing: 'string',
        topology_preferred: 'string',
        topology_required: 'string',
        type: 'string',
      },
    },
  },
};
