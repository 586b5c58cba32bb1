import { newImageName, platform } from './attributes';
import { text as textForm } from '../../engine/canonical/form';
import { Attribute, Block } from '../../framework/schema/schema';
import { each } from '../shared/validators';

/** Attributes that change the image. A change replaces it. */
const text = { type: 'string', optional: true, default: '', requiresReplace: true } as const satisfies Partial<Attribute>;
const number = { type: 'number', optional: true, default: 0, requiresReplace: true } as const satisfies Partial<Attribute>;
const flag = { type: 'bool', optional: true, default: false, requiresReplace: true } as const satisfies Partial<Attribute>;
const texts = { type: ['list', 'string'], optional: true, default: [], requiresReplace: true } as const satisfies Partial<Attribute>;
const map = { type: ['map', 'string'], optional: true, default: {}, requiresReplace: true } as const satisfies Partial<Attribute>;

/** Attributes that only change how the image is built. */
const liveText = { type: 'string', optional: true, default: '' } as const satisfies Partial<Attribute>;
const liveFlag = { type: 'bool', optional: true, default: false } as const satisfies Partial<Attribute>;
const secret = { ...liveText, sensitive: true } as const satisfies Partial<Attribute>;

const BUILDKIT = 'Not supported: it needs BuildKit, but images are built with the engine\'s own builder. '
  + 'Accepted in states of other providers, but refused in a configuration.';

/** An attestation, which the engine's own builder never adds: "false" is what it does anyway. */
function attestation(what: string) {
  return {
    ...text,
    canonical: textForm((value) => value === 'false' ? '' : value),
    description: `${what} Only "false" is supported, which is the same as "": the engine's own builder adds none. `
      + 'Any other value needs BuildKit, and is refused in a configuration.',
  } as const;
}

/** The `build` block of `docker_image`. */
export const buildBlock = {
  nesting: 'set',
  maxItems: 1,
  description: 'Builds the image from a Dockerfile with the engine\'s own builder, instead of pulling it. '
    + 'The image is rebuilt when the content of the build context changes, or an argument that affects the image.',
  attributes: {
    context: {
      type: 'string',
      required: true,
      requiresReplace: true,
      // Who takes it for `remote_context` writes a URL.
      mayHaveSecrets: 'address',
      description: 'Folder to send to the engine, without the files that its `.dockerignore` excludes, and without Terraform\'s own files '
        + '(`*.tfstate*`, `.terraform*` and `terraform.d`), unless its `.dockerignore` re-includes them with a line such as '
        + '`!terraform.d`. '
        + 'A relative path is relative to the working directory of terraform.',
    },
    dockerfile: {
      ...text,
      default: 'Dockerfile',
      description: 'The Dockerfile, relative to the context or as an absolute path. It may be outside of the context. '
        + 'The default is "Dockerfile".',
    },
    build_args: {
      ...map,
      mayHaveSecrets: true,
      description: 'Values of the Dockerfile\'s `ARG`s. Anyone who has the image can read them, so do not use them for secrets.',
    },
    target: { ...text, description: 'The stage to build. "" is the last stage.' },
    tag: {
      type: ['list', 'string'],
      optional: true,
      default: [],
      validators: [each(newImageName)],
      description: 'Additional names of the image. They are removed with it. A change adds and removes names without a rebuild.',
    },
    label: { ...map, description: 'Labels of the image. Same as `labels`, which take precedence.' },
    labels: { ...map, description: 'Labels of the image.' },
    platform: {
      ...text,
      validators: [platform],
      description: 'Platform to build for, as `os/architecture[/variant]`. "" is the `platform` of the image, or the engine\'s own.',
    },
    no_cache: {
      ...flag,
      description: 'Runs every step, even if the engine has cached its result. The default is false. With `virtual_host`, every step runs '
        + 'anyway: the engine\'s cache has steps of others.',
    },
    cache_from: {
      ...texts,
      description: 'Images whose layers are used as a cache for identical steps. With `virtual_host`, they are judged, and not used.',
    },
    pull_parent: { ...flag, description: 'Pulls the base images, even if the engine has them. The default is false.' },
    remove: {
      ...liveFlag,
      default: true,
      description: 'Removes intermediate containers, also after a failed build. The default is true. With `virtual_host`, they are always '
        + 'removed.',
    },
    force_remove: { ...liveFlag, description: 'Removes intermediate containers even if `remove` is false. The default is false.' },
    suppress_output: {
      ...liveFlag,
      description: 'Prints only the image\'s id. An error then shows no output of the build. The default is false.',
    },
    squash: { ...flag, description: 'Squashes the layers of the build into one. The engine needs `experimental`. The default is false.' },
    remote_context: {
      ...text,
      mayHaveSecrets: 'address',
      description: 'A Git repository, or the HTTP URL of a Dockerfile or tar file, that the engine fetches instead of `context`. '
        + 'Changes of its content are not detected.',
    },
    network_mode: { ...text, description: 'Network for `RUN` instructions: `default`, `host`, `none`, or a name. "" is `default`.' },
    extra_hosts: { ...texts, description: 'Host names that `RUN` instructions can resolve, as `name:address`.' },
    memory: { ...number, description: 'Maximum memory of a step in bytes. 0 is no limit.' },
    memory_swap: { ...number, description: 'Maximum memory and swap together of a step in bytes. -1 is no limit.' },
    shm_size: { ...number, description: 'Size of /dev/shm in bytes. 0 is 64 MiB.' },
    cpu_shares: { ...number, description: 'CPU weight relative to other containers. 0 is 1024.' },
    cpu_period: { ...number, description: 'Period of `cpu_quota` in microseconds. 0 is 100000.' },
    cpu_quota: { ...number, description: 'Maximum CPU time within a `cpu_period` in microseconds. 0 is no limit.' },
    cpu_set_cpus: { ...text, description: 'CPUs that steps may run on: "0-3", "0,1". "" is all.' },
    cpu_set_mems: { ...text, description: 'Memory nodes that steps may use: "0-3", "0,1". "" is all.' },
    cgroup_parent: { ...text, description: 'Parent cgroup of the steps. "" is the engine\'s default.' },
    security_opt: { ...texts, description: 'Security options of the steps. The engine supports them on Windows only.' },
    isolation: { ...text, description: 'How steps are isolated on Windows: `process` or `hyperv`. "" is the engine\'s default.' },
    build_id: { ...liveText, description: 'An id by which other tools can cancel the build.' },
    build_log_file: { ...liveText, description: 'File to which the output of the build is written while it runs.' },
    version: { ...text, description: 'Builder of the engine. Only "1", its own builder, is supported; "2", BuildKit, is refused.' },
    builder: {
      ...text,
      description: 'The builder: "default", the engine\'s own. Any other needs BuildKit, and is refused in a configuration.',
    },
    use_legacy_builder: {
      ...liveFlag,
      description: 'Builds with the engine\'s own builder, even if there is BuildKit. This is how images are always built, so it changes '
        + 'nothing. The default is false.',
    },
    additional_contexts: { ...texts, mayHaveSecrets: true, description: `Further build contexts, as \`name=path\`. ${BUILDKIT}` },
    cache_to: { ...texts, mayHaveSecrets: true, description: `Where to export the build cache. ${BUILDKIT}` },
    provenance: attestation('How the image was built, as an attestation of the image.'),
    sbom: attestation('What the image contains (SBOM), as an attestation of the image.'),
    session_id: { ...text, description: BUILDKIT },
  },
  blocks: {
    ulimit: {
      nesting: 'list',
      requiresReplace: true,
      description: 'A resource limit of the processes in a step.',
      attributes: {
        name: { type: 'string', required: true, description: 'The limited resource: `nofile`, `nproc`, ...' },
        hard: { type: 'number', required: true, description: 'The hard limit, up to which a process may raise the soft limit.' },
        soft: { type: 'number', required: true, description: 'The soft limit, which is enforced.' },
      },
    },
    auth_config: {
      nesting: 'list',
      description: 'Credentials for a registry that the build pulls from, in addition to those of the provider.',
      attributes: {
        host_name: { type: 'string', required: true, description: 'The registry, as at the start of image names.' },
        user_name: { ...liveText, description: 'The user name.' },
        password: { ...secret, description: 'The user\'s password.' },
        auth: { ...secret, description: 'User and password combined, as `auth` in Docker\'s `config.json`.' },
        identity_token: { ...secret, description: 'Token instead of user and password.' },
        registry_token: { ...secret, description: 'Token to send to the registry unchanged.' },
        server_address: { ...liveText, description: 'The registry\'s address, if it differs from `host_name`.' },
        email: { ...liveText, description: 'Has no effect: registries no longer use it.' },
      },
    },
    secrets: {
      nesting: 'list',
      requiresReplace: true,
      description: BUILDKIT,
      attributes: {
        id: { type: 'string', required: true, description: 'Name of the secret in the Dockerfile.' },
        src: { type: 'string', optional: true, default: '', description: 'File that contains the secret.' },
        env: { type: 'string', optional: true, default: '', description: 'Environment variable that contains the secret.' },
      },
    },
  },
} as const satisfies Block;
