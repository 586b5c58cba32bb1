import { newImageName, platform } from './attributes';
import { Attribute, Block } from '../../framework/schema/schema';
import { each } from '../shared/validators';

/** What changes the image, and so replaces it. */
const text = { type: 'string', optional: true, default: '', requiresReplace: true } as const satisfies Partial<Attribute>;
const number = { type: 'number', optional: true, default: 0, requiresReplace: true } as const satisfies Partial<Attribute>;
const flag = { type: 'bool', optional: true, default: false, requiresReplace: true } as const satisfies Partial<Attribute>;
const texts = { type: ['list', 'string'], optional: true, default: [], requiresReplace: true } as const satisfies Partial<Attribute>;
const map = { type: ['map', 'string'], optional: true, default: {}, requiresReplace: true } as const satisfies Partial<Attribute>;

/** What only says how it is built. */
const liveText = { type: 'string', optional: true, default: '' } as const satisfies Partial<Attribute>;
const liveFlag = { type: 'bool', optional: true, default: false } as const satisfies Partial<Attribute>;
const secret = { ...liveText, sensitive: true } as const satisfies Partial<Attribute>;

const BUILDKIT = 'Accepted in states of other providers, and refused in a configuration: it needs BuildKit, and images are built with the engine\'s own builder.';

/** The `build` block of `docker_image`. */
export const buildBlock = {
  nesting: 'set',
  maxItems: 1,
  description: 'Builds the image from a Dockerfile, with the engine\'s own builder, instead of pulling it. It is built anew when what is sent of the context has changed, or an argument here that has a part in the image.',
  attributes: {
    context: { type: 'string', required: true, requiresReplace: true, description: 'Folder that is sent to the engine, without what its `.dockerignore` leaves out. Relative to where terraform runs, or absolute.' },
    dockerfile: { ...text, default: 'Dockerfile', description: 'The Dockerfile, relative to the context. The default is "Dockerfile".' },
    build_args: { ...map, description: 'Values of the Dockerfile\'s `ARG`s. Who has the image can read them: they are no place for secrets.' },
    target: { ...text, description: 'The stage to build. "" is the last.' },
    tag: { type: ['list', 'string'], optional: true, default: [], validators: [each(newImageName)], description: 'Further names for the image. They are taken away with it. A change gives it names and takes them away, and builds nothing.' },
    label: { ...map, description: 'Labels of the image. The same as `labels`, which go before these.' },
    labels: { ...map, description: 'Labels of the image.' },
    platform: { ...text, validators: [platform], description: 'Platform to build for, as `os/architecture[/variant]`. "" is the `platform` of the image, or the engine\'s own.' },
    no_cache: { ...flag, description: 'Run every step, even if the engine has its outcome. The default is false.' },
    cache_from: { ...texts, description: 'Images whose layers are taken for the outcome of steps that are the same.' },
    pull_parent: { ...flag, description: 'Ask the registry for the images that it is built from, even if the engine has them. The default is false.' },
    remove: { ...liveFlag, default: true, description: 'Remove the containers of the steps after a build. The default is true.' },
    force_remove: { ...liveFlag, description: 'Remove them after a build that failed, too. The default is false.' },
    suppress_output: { ...liveFlag, description: 'Print nothing but the image\'s id: an error then shows no output. The default is false.' },
    squash: { ...flag, description: 'Make one layer of those of the build. The engine needs `experimental`. The default is false.' },
    remote_context: { ...text, description: 'A Git repository, or an HTTP address of a Dockerfile or a tar file, that the engine fetches in place of `context`. It is not watched for changes.' },
    network_mode: { ...text, description: 'Network of `RUN`: `default`, `host`, `none`, or a name. "" is `default`.' },
    extra_hosts: { ...texts, description: 'Names for `RUN` to know, as `name:address`.' },
    memory: { ...number, description: 'Memory that a step may use, in bytes. 0 is without a limit.' },
    memory_swap: { ...number, description: 'Memory and swap together that a step may use, in bytes; -1 is without a limit.' },
    shm_size: { ...number, description: 'Size of /dev/shm, in bytes. 0 is 64 MiB.' },
    cpu_shares: { ...number, description: 'Share of the processors against others, where they are scarce. 0 is 1024.' },
    cpu_period: { ...number, description: 'Period of the processors\' quota, in microseconds. 0 is 100000.' },
    cpu_quota: { ...number, description: 'Time on processors within a period, in microseconds. 0 is without a limit.' },
    cpu_set_cpus: { ...text, description: 'Processors that steps may run on: "0-3", "0,1". "" is all.' },
    cpu_set_mems: { ...text, description: 'Memory nodes that steps may use: "0-3", "0,1". "" is all.' },
    cgroup_parent: { ...text, description: 'Control group above those of the steps. "" is the engine\'s own.' },
    security_opt: { ...texts, description: 'Security options of the steps. The engine takes them on Windows only.' },
    isolation: { ...text, description: 'How steps are isolated on Windows: `process` or `hyperv`. "" is the engine\'s default.' },
    build_id: { ...liveText, description: 'A name under which other tools can cancel the build.' },
    build_log_file: { ...liveText, description: 'File that all that the build prints is written to, as it comes.' },
    version: { ...text, description: 'Builder of the engine: "1" is its own, and all there is here. "2", BuildKit, is refused.' },
    builder: { ...text, description: BUILDKIT },
    session_id: { ...text, description: BUILDKIT },
  },
  blocks: {
    ulimit: {
      nesting: 'list',
      requiresReplace: true,
      description: 'A limit of the processes in a step.',
      attributes: {
        name: { type: 'string', required: true, description: 'What is limited: `nofile`, `nproc`, ...' },
        hard: { type: 'number', required: true, description: 'The limit that can\'t be raised.' },
        soft: { type: 'number', required: true, description: 'The limit that holds.' },
      },
    },
    auth_config: {
      nesting: 'list',
      description: 'Credentials for a registry that the build pulls from, beside those that the provider knows.',
      attributes: {
        host_name: { type: 'string', required: true, description: 'The registry, as image names begin with it.' },
        user_name: { ...liveText, description: 'The user.' },
        password: { ...secret, description: 'The user\'s password.' },
        auth: { ...secret, description: 'User and password in one, as `auth` of Docker\'s `config.json`.' },
        identity_token: { ...secret, description: 'Token that stands for user and password.' },
        registry_token: { ...secret, description: 'Token that is sent to the registry as it is.' },
        server_address: { ...liveText, description: 'The registry\'s address, where it is another than `host_name`.' },
        email: { ...liveText, description: 'Without effect: no registry asks for it any more.' },
      },
    },
    secrets: {
      nesting: 'list',
      requiresReplace: true,
      description: BUILDKIT,
      attributes: {
        id: { type: 'string', required: true, description: 'Name of the secret in the Dockerfile.' },
        src: { type: 'string', optional: true, default: '', description: 'File that holds it.' },
        env: { type: 'string', optional: true, default: '', description: 'Variable that holds it.' },
      },
    },
  },
} as const satisfies Block;
