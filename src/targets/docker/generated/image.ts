// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_image`.
 */
export interface ImageAttributes {
  /**
   * Name of the image, with its registry if that is not Docker Hub, and a tag, a digest, or both: `nginx`, `registry.example.com/app:1.2`,
   * `app@sha256:...`. Without a tag it is `latest`. The id of an image that the engine has is accepted, too.
   */
  readonly name: Value<string>;

  /**
   * Platform to pull, as `os/architecture[/variant]`, if the image supports several. "" is the engine's own platform. With `virtual_host`,
   * a name that others may use, too, is only pulled for that one: for another platform, use a digest.
   */
  readonly platform?: Value<string>;

  /**
   * Keeps the image on the engine when this resource is destroyed.
   */
  readonly keep_locally?: Value<boolean>;

  /**
   * Removes the name even if a container uses the image. Without it, a destroy keeps such an image, with a warning. With `virtual_host`, it
   * is always kept if a container outside of that uses it, if `name` is an id, or if names that others use would lose the digest which says
   * where the image came from.
   */
  readonly force_remove?: Value<boolean>;

  /**
   * Values that pull the image again when they change. If there are any, the image is always pulled on creation, even if the engine has an
   * image of this name.
   */
  readonly pull_triggers?: Value<readonly string[]>;

  /**
   * Values that replace this resource when they change.
   */
  readonly triggers?: Value<{ readonly [key: string]: string }>;

  /**
   * The rules of the virtual container host of the image, as JSON: `jsonencode({ name = "blue", registries = ["registry.example.com"] })`.
   * They limit its registry, and those of the images from which it is built, and may demand that these are signed. An image that is built
   * gets the label `berth.virtual-host`, so that containers of that host may use it. An image that breaks a rule is refused at plan time,
   * and again before it is created or changed. The engine does not know this attribute. The guide "Virtual container hosts" describes the
   * rules.
   */
  readonly virtual_host?: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;

  /**
   * Builds the image from a Dockerfile with the engine's own builder, instead of pulling it. The image is rebuilt when the content of the
   * build context changes, or an argument that affects the image.
   */
  readonly build?: Value<ImageBuild>;

  /**
   * Timeouts of the operations, as durations such as "90s" or "1h".
   */
  readonly timeouts?: Value<ImageTimeouts>;
}

/**
 * The block `build`.
 */
export interface ImageBuild {
  /**
   * Folder to send to the engine, without the files that its `.dockerignore` excludes, and without Terraform's own files (`*.tfstate*`,
   * `.terraform*` and `terraform.d`), unless its `.dockerignore` re-includes them with a line such as `!terraform.d`. A relative path is
   * relative to the working directory of terraform.
   */
  readonly context: Value<string>;

  /**
   * The Dockerfile, relative to the context or as an absolute path. It may be outside of the context. The default is "Dockerfile".
   */
  readonly dockerfile?: Value<string>;

  /**
   * Values of the Dockerfile's `ARG`s. Anyone who has the image can read them, so do not use them for secrets.
   */
  readonly build_args?: Value<{ readonly [key: string]: string }>;

  /**
   * The stage to build. "" is the last stage.
   */
  readonly target?: Value<string>;

  /**
   * Additional names of the image. They are removed with it. A change adds and removes names without a rebuild.
   */
  readonly tag?: Value<readonly string[]>;

  /**
   * Labels of the image. Same as `labels`, which take precedence.
   */
  readonly label?: Value<{ readonly [key: string]: string }>;

  /**
   * Labels of the image.
   */
  readonly labels?: Value<{ readonly [key: string]: string }>;

  /**
   * Platform to build for, as `os/architecture[/variant]`. "" is the `platform` of the image, or the engine's own.
   */
  readonly platform?: Value<string>;

  /**
   * Runs every step, even if the engine has cached its result. The default is false. With `virtual_host`, every step runs anyway: the
   * engine's cache has steps of others.
   */
  readonly no_cache?: Value<boolean>;

  /**
   * Images whose layers are used as a cache for identical steps. With `virtual_host`, they are judged, and not used.
   */
  readonly cache_from?: Value<readonly string[]>;

  /**
   * Pulls the base images, even if the engine has them. The default is false.
   */
  readonly pull_parent?: Value<boolean>;

  /**
   * Removes intermediate containers, also after a failed build. The default is true. With `virtual_host`, they are always removed.
   */
  readonly remove?: Value<boolean>;

  /**
   * Removes intermediate containers even if `remove` is false. The default is false.
   */
  readonly force_remove?: Value<boolean>;

  /**
   * Prints only the image's id. An error then shows no output of the build. The default is false.
   */
  readonly suppress_output?: Value<boolean>;

  /**
   * Squashes the layers of the build into one. The engine needs `experimental`. The default is false.
   */
  readonly squash?: Value<boolean>;

  /**
   * A Git repository, or the HTTP URL of a Dockerfile or tar file, that the engine fetches instead of `context`. Changes of its content are
   * not detected.
   */
  readonly remote_context?: Value<string>;

  /**
   * Network for `RUN` instructions: `default`, `host`, `none`, or a name. "" is `default`.
   */
  readonly network_mode?: Value<string>;

  /**
   * Host names that `RUN` instructions can resolve, as `name:address`.
   */
  readonly extra_hosts?: Value<readonly string[]>;

  /**
   * Maximum memory of a step in bytes. 0 is no limit.
   */
  readonly memory?: Value<number>;

  /**
   * Maximum memory and swap together of a step in bytes. -1 is no limit.
   */
  readonly memory_swap?: Value<number>;

  /**
   * Size of /dev/shm in bytes. 0 is 64 MiB.
   */
  readonly shm_size?: Value<number>;

  /**
   * CPU weight relative to other containers. 0 is 1024.
   */
  readonly cpu_shares?: Value<number>;

  /**
   * Period of `cpu_quota` in microseconds. 0 is 100000.
   */
  readonly cpu_period?: Value<number>;

  /**
   * Maximum CPU time within a `cpu_period` in microseconds. 0 is no limit.
   */
  readonly cpu_quota?: Value<number>;

  /**
   * CPUs that steps may run on: "0-3", "0,1". "" is all.
   */
  readonly cpu_set_cpus?: Value<string>;

  /**
   * Memory nodes that steps may use: "0-3", "0,1". "" is all.
   */
  readonly cpu_set_mems?: Value<string>;

  /**
   * Parent cgroup of the steps. "" is the engine's default.
   */
  readonly cgroup_parent?: Value<string>;

  /**
   * Security options of the steps. The engine supports them on Windows only.
   */
  readonly security_opt?: Value<readonly string[]>;

  /**
   * How steps are isolated on Windows: `process` or `hyperv`. "" is the engine's default.
   */
  readonly isolation?: Value<string>;

  /**
   * An id by which other tools can cancel the build.
   */
  readonly build_id?: Value<string>;

  /**
   * File to which the output of the build is written while it runs.
   */
  readonly build_log_file?: Value<string>;

  /**
   * Builder of the engine. Only "1", its own builder, is supported; "2", BuildKit, is refused.
   */
  readonly version?: Value<string>;

  /**
   * The builder: "default", the engine's own. Any other needs BuildKit, and is refused in a configuration.
   */
  readonly builder?: Value<string>;

  /**
   * Builds with the engine's own builder, even if there is BuildKit. This is how images are always built, so it changes nothing. The
   * default is false.
   */
  readonly use_legacy_builder?: Value<boolean>;

  /**
   * Further build contexts, as `name=path`. Not supported: it needs BuildKit, but images are built with the engine's own builder. Accepted
   * in states of other providers, but refused in a configuration.
   */
  readonly additional_contexts?: Value<readonly string[]>;

  /**
   * Where to export the build cache. Not supported: it needs BuildKit, but images are built with the engine's own builder. Accepted in
   * states of other providers, but refused in a configuration.
   */
  readonly cache_to?: Value<readonly string[]>;

  /**
   * How the image was built, as an attestation of the image. Only "false" is supported, which is the same as "": the engine's own builder
   * adds none. Any other value needs BuildKit, and is refused in a configuration.
   */
  readonly provenance?: Value<string>;

  /**
   * What the image contains (SBOM), as an attestation of the image. Only "false" is supported, which is the same as "": the engine's own
   * builder adds none. Any other value needs BuildKit, and is refused in a configuration.
   */
  readonly sbom?: Value<string>;

  /**
   * Not supported: it needs BuildKit, but images are built with the engine's own builder. Accepted in states of other providers, but
   * refused in a configuration.
   */
  readonly session_id?: Value<string>;

  /**
   * A resource limit of the processes in a step.
   */
  readonly ulimit?: Value<readonly ImageBuildUlimit[]>;

  /**
   * Credentials for a registry that the build pulls from, in addition to those of the provider.
   */
  readonly auth_config?: Value<readonly ImageBuildAuthConfig[]>;

  /**
   * Not supported: it needs BuildKit, but images are built with the engine's own builder. Accepted in states of other providers, but
   * refused in a configuration.
   */
  readonly secrets?: Value<readonly ImageBuildSecrets[]>;
}

/**
 * The block `build.ulimit`.
 */
export interface ImageBuildUlimit {
  /**
   * The limited resource: `nofile`, `nproc`, ...
   */
  readonly name: Value<string>;

  /**
   * The hard limit, up to which a process may raise the soft limit.
   */
  readonly hard: Value<number>;

  /**
   * The soft limit, which is enforced.
   */
  readonly soft: Value<number>;
}

/**
 * The block `build.auth_config`.
 */
export interface ImageBuildAuthConfig {
  /**
   * The registry, as at the start of image names.
   */
  readonly host_name: Value<string>;

  /**
   * The user name.
   */
  readonly user_name?: Value<string>;

  /**
   * The user's password.
   */
  readonly password?: Value<string>;

  /**
   * User and password combined, as `auth` in Docker's `config.json`.
   */
  readonly auth?: Value<string>;

  /**
   * Token instead of user and password.
   */
  readonly identity_token?: Value<string>;

  /**
   * Token to send to the registry unchanged.
   */
  readonly registry_token?: Value<string>;

  /**
   * The registry's address, if it differs from `host_name`.
   */
  readonly server_address?: Value<string>;

  /**
   * Has no effect: registries no longer use it.
   */
  readonly email?: Value<string>;
}

/**
 * The block `build.secrets`.
 */
export interface ImageBuildSecrets {
  /**
   * Name of the secret in the Dockerfile.
   */
  readonly id: Value<string>;

  /**
   * File that contains the secret.
   */
  readonly src?: Value<string>;

  /**
   * Environment variable that contains the secret.
   */
  readonly env?: Value<string>;
}

/**
 * The block `timeouts`.
 */
export interface ImageTimeouts {
  /**
   * How long the pull or the build may take. The default is no limit, as long as it makes progress.
   */
  readonly create?: Value<string>;

  /**
   * Has no effect: names are added and removed at once.
   */
  readonly update?: Value<string>;

  /**
   * Has no effect: names are added and removed at once.
   */
  readonly delete?: Value<string>;
}

/**
 * The types of the arguments of the resource `docker_image`.
 */
export const IMAGE_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_image',
  attributes: {
    name: 'string',
    platform: 'string',
    keep_locally: 'bool',
    force_remove: 'bool',
    pull_triggers: ['set', 'string'],
    triggers: ['map', 'string'],
    virtual_host: 'string',
    engine: 'string',
  },
  blocks: {
    build: {
      nesting: 'set',
      attributes: {
        context: 'string',
        dockerfile: 'string',
        build_args: ['map', 'string'],
        target: 'string',
        tag: ['list', 'string'],
        label: ['map', 'string'],
        labels: ['map', 'string'],
        platform: 'string',
        no_cache: 'bool',
        cache_from: ['list', 'string'],
        pull_parent: 'bool',
        remove: 'bool',
        force_remove: 'bool',
        suppress_output: 'bool',
        squash: 'bool',
        remote_context: 'string',
        network_mode: 'string',
        extra_hosts: ['list', 'string'],
        memory: 'number',
        memory_swap: 'number',
        shm_size: 'number',
        cpu_shares: 'number',
        cpu_period: 'number',
        cpu_quota: 'number',
        cpu_set_cpus: 'string',
        cpu_set_mems: 'string',
        cgroup_parent: 'string',
        security_opt: ['list', 'string'],
        isolation: 'string',
        build_id: 'string',
        build_log_file: 'string',
        version: 'string',
        builder: 'string',
        use_legacy_builder: 'bool',
        additional_contexts: ['list', 'string'],
        cache_to: ['list', 'string'],
        provenance: 'string',
        sbom: 'string',
        session_id: 'string',
      },
      blocks: {
        ulimit: { nesting: 'list', attributes: { name: 'string', hard: 'number', soft: 'number' } },
        auth_config: {
          nesting: 'list',
          attributes: {
            host_name: 'string',
            user_name: 'string',
            password: 'string',
            auth: 'string',
            identity_token: 'string',
            registry_token: 'string',
            server_address: 'string',
            email: 'string',
          },
        },
        secrets: { nesting: 'list', attributes: { id: 'string', src: 'string', env: 'string' } },
      },
    },
    timeouts: { nesting: 'single', attributes: { create: 'string', update: 'string', delete: 'string' } },
  },
};
