import { ENGINE_NAME, ENGINE_NAME_RULE } from '../../src/shared/engine';
import { Attribute, Block } from '../framework/schema/schema';
import { matching } from '../resources/shared/validators';

/** The attributes that say where an engine is, and how to connect. */
export const CONNECTION = {
  host: {
    type: 'string',
    optional: true,
    description: 'Address of the engine: `unix:///var/run/docker.sock`, `tcp://host:2376`, `ssh://user@host`. '
      + 'The default is the same as for Docker\'s command line: '
      + '`DOCKER_HOST`, `DOCKER_CONTEXT`, the current context, or else `unix:///var/run/docker.sock`. It may be unknown until apply. '
      + 'A socket that is a symbolic link is used only if the link belongs to root or to the user who runs Terraform.',
  },
  context: {
    type: 'string',
    optional: true,
    description: 'Name of a Docker context (`docker context ls`), instead of `host`.',
  },
  ca_material: {
    type: 'string',
    optional: true,
    description: 'CA certificate that verifies the engine\'s certificate, in PEM, for example `file("ca.pem")`. Setting it enables TLS. '
      + 'The default is the environment variable `DOCKER_CA_MATERIAL`.',
  },
  cert_material: {
    type: 'string',
    optional: true,
    description: 'Client certificate in PEM, for an engine that requires one. Needs `key_material`. '
      + 'The default is the environment variable `DOCKER_CERT_MATERIAL`.',
  },
  key_material: {
    type: 'string',
    optional: true,
    sensitive: true,
    description: 'Private key of the client certificate in PEM. The default is the environment variable `DOCKER_KEY_MATERIAL`.',
  },
  cert_path: {
    type: 'string',
    optional: true,
    description: 'Folder with `ca.pem`, `cert.pem` and `key.pem`, instead of the three attributes with PEM texts. '
      + 'The default is `DOCKER_CERT_PATH` if `DOCKER_TLS_VERIFY` is set.',
  },
  ssh_opts: {
    type: ['list', 'string'],
    optional: true,
    description: 'Arguments of the `ssh` command, for an engine at `ssh://...`: '
      + '`["-i", "~/.ssh/deploy", "-o", "UserKnownHostsFile=known_hosts"]`. '
      + 'The command also reads the user\'s configuration, never prompts, and only connects to known hosts. '
      + 'The default is the environment variable `DOCKER_SSH_OPTS`, split at spaces.',
  },
  ssh_host_key: {
    type: 'string',
    optional: true,
    description: 'Public host keys of the machine at `ssh://...`, one a line: `ssh-ed25519 AAAA...`. If set, `ssh` trusts these and no '
      + 'others, and neither reads nor writes files with known hosts.',
  },
  ssh_jump_host: {
    type: 'string',
    optional: true,
    description: 'Address of a machine through which the one at `ssh://...` is reached: `ssh://user@bastion.example.com`. Needs '
      + '`ssh_jump_host_key`.',
  },
  ssh_jump_host_key: {
    type: 'string',
    optional: true,
    description: 'Public host keys of the jump host, one a line, as for `ssh_host_key`.',
  },
  ssh_jump_identity_file: {
    type: 'string',
    optional: true,
    description: 'File with the private key to log in to the jump host with. The default is the keys of the SSH agent, and those in the '
      + 'configuration of `ssh`.',
  },
  may_be_suspended: {
    type: 'bool',
    optional: true,
    default: false,
    description: 'Whether the engine runs in a container that may be suspended with its `docker_resource_pool`. If it does not answer '
      + 'within 5 seconds, a plan takes what is on it for unchanged, and warns. So one apply resumes the pool. The default is false.',
  },
} as const satisfies Record<string, Attribute>;

const { host, context, ca_material, cert_material, key_material, cert_path, ssh_opts, ...OTHERS } = CONNECTION;

const NAME = matching(ENGINE_NAME_RULE, ENGINE_NAME);

/** A further engine of the provider. Resources select it by its name. */
export const ENGINE_BLOCK = {
  nesting: 'list',
  description: 'A further engine, which resources and data sources select with their attribute `engine`. So one provider, which is one '
    + 'process, manages any number of engines. Its certificates are in no state, and its address only in reports. No '
    + 'environment variable applies to it.',
  attributes: {
    name: { type: 'string', required: true, validators: [NAME], description: 'Name of the engine, for the attribute `engine`.' },
    substitute: {
      type: 'string',
      optional: true,
      description: 'Name of another `engine` block, whose engine is used instead of this one: that of another manager of the same swarm, '
        + 'while this one is lost. What a swarm has is the same through each of its managers. Only a `docker_swarm_node` still means this '
        + 'engine with `engine`, and does not need an answer from it.',
    },
    host: { ...host, description: 'Address of the engine, as above. Set `host` or `context`. It may be unknown until apply.' },
    context,
    ca_material: { ...ca_material, description: 'CA certificate that verifies the engine\'s certificate, in PEM. Setting it enables TLS.' },
    cert_material: { ...cert_material, description: 'Client certificate in PEM, for an engine that requires one. Needs `key_material`.' },
    key_material: { ...key_material, description: 'Private key of the client certificate in PEM.' },
    cert_path: { ...cert_path, description: 'Folder with `ca.pem`, `cert.pem` and `key.pem`, instead of the attributes with PEM texts.' },
    ssh_opts: { ...ssh_opts, description: 'Arguments of the `ssh` command, for an engine at `ssh://...`, as above.' },
    ...OTHERS,
  },
} as const satisfies Block;

/** The attribute with which a resource or a data source selects an engine. */
export const ENGINE_ATTRIBUTE = {
  type: 'string',
  optional: true,
  requiresReplace: true,
  description: 'Name of an `engine` block of the provider. The default is the engine that the provider\'s own `host` or `context` sets.',
} as const satisfies Attribute;
