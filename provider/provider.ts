import { isolationDataSource } from './attestation/data-source';
import { isolation } from './attestation/resource';
import { imageDataSource } from './data-sources/image';
import { logsDataSource } from './data-sources/logs';
import { networkDataSource } from './data-sources/network';
import { checkRegistryAuth } from './engine/credentials/validate';
import { resolveEndpoint } from './engine/endpoint-resolve';
import { Engine } from './engine/engine';
import { checkSettings, connectionSettings } from './engine/settings';
import { defineSchema, Provider } from './framework/resource';
import { Unknown } from './framework/value/value';
import { container } from './resources/container/container';
import { imageResource } from './resources/image/image';
import { imageImportResource } from './resources/image/image-import';
import { tag } from './resources/image/tag';
import { network } from './resources/network/network';
import { volume } from './resources/volume/volume';

const schema = defineSchema({
  description: 'Images, containers, networks and volumes of a Docker Engine, under the schema of `kreuzwerker/docker`: its configurations and states go on as they are.',
  attributes: {
    host: {
      type: 'string',
      optional: true,
      description: 'Address of the engine: `unix:///var/run/docker.sock`, `tcp://host:2376`, `ssh://user@host`. The default is what Docker\'s own command line takes: `DOCKER_HOST`, `DOCKER_CONTEXT`, the current context, `unix:///var/run/docker.sock`. It may be unknown until apply.',
    },
    context: {
      type: 'string',
      optional: true,
      description: 'Name of a Docker context (`docker context ls`), instead of `host`.',
    },
    ca_material: {
      type: 'string',
      optional: true,
      description: 'PEM text of the authority that the engine\'s certificate is checked against, as `file("ca.pem")` gives it. The engine is then connected to over TLS. The default is the variable `DOCKER_CA_MATERIAL`.',
    },
    cert_material: {
      type: 'string',
      optional: true,
      description: 'PEM text of the client\'s certificate, for an engine that asks for one. Goes with `key_material`. The default is the variable `DOCKER_CERT_MATERIAL`.',
    },
    key_material: {
      type: 'string',
      optional: true,
      sensitive: true,
      description: 'PEM text of the key of the client\'s certificate. The default is the variable `DOCKER_KEY_MATERIAL`.',
    },
    cert_path: {
      type: 'string',
      optional: true,
      description: 'Folder with `ca.pem`, `cert.pem` and `key.pem`, instead of the three texts. The default is `DOCKER_CERT_PATH` where `DOCKER_TLS_VERIFY` is set.',
    },
    ssh_opts: {
      type: ['list', 'string'],
      optional: true,
      description: 'Arguments of the `ssh` command, for an engine at `ssh://...`: `["-i", "~/.ssh/deploy", "-o", "UserKnownHostsFile=known_hosts"]`. It reads the user\'s own configuration, too, never asks, and trusts only keys of hosts that it knows. The default is the variable `DOCKER_SSH_OPTS`, split at its spaces.',
    },
    disable_docker_daemon_check: {
      type: 'bool',
      optional: true,
      description: 'Accepted for configurations written for other providers, and without effect: this one never connects before it has something to ask.',
    },
  },
  blocks: {
    registry_auth: {
      nesting: 'set',
      description: 'Credentials for one registry. Without a block they are those of Docker\'s `config.json` (`docker login`), in the folder `DOCKER_CONFIG` or `~/.docker`, its credential helpers included. Of several sources in a block, the first counts: `auth_disabled`, `username` and `password`, `config_file_content`, `config_file`.',
      attributes: {
        address: {
          type: 'string',
          required: true,
          description: 'The registry, as image names begin with it: `registry.example.com:5000`, `ghcr.io`; `docker.io` is Docker Hub. A scheme before it and a path behind it mean nothing.',
        },
        username: { type: 'string', optional: true, description: 'User that the registry knows. Goes with `password`. The default is the variable `DOCKER_REGISTRY_USER`, where the block names no configuration.' },
        password: { type: 'string', optional: true, sensitive: true, description: 'The user\'s password, or a token that stands for it. The default is the variable `DOCKER_REGISTRY_PASS`, where the block names no configuration.' },
        auth_disabled: { type: 'bool', optional: true, default: false, description: 'Show this registry no credentials, wherever there are any. The default is false.' },
        config_file: { type: 'string', optional: true, description: 'A file as `docker login` writes it, to use in place of Docker\'s own.' },
        config_file_content: {
          type: 'string',
          optional: true,
          sensitive: true,
          description: 'The content of such a file: `{"auths": {"registry.example.com": {"auth": "..."}}}`.',
        },
      },
    },
  },
});

/** What Terraform runs: the resources and data sources of one Docker Engine. */
export const provider: Provider<typeof schema, Engine> = {
  schema,
  validate(config) {
    checkSettings(connectionSettings(config, process.env), process.env, (name) => config[name] instanceof Unknown);
    checkRegistryAuth(config.registry_auth, process.env);
  },
  configure(config) {
    const settings = connectionSettings(config, process.env);
    checkSettings(settings, process.env);
    checkRegistryAuth(config.registry_auth, process.env);
    // Found when it is first needed: a plan that only creates must not fail for certificates that are yet to be written.
    return new Engine(() => resolveEndpoint(settings, process.env), config.registry_auth.map((block) => ({ ...block, address: block.address ?? '' })));
  },
  resources: [imageResource, imageImportResource, container, network, volume, tag, isolation],
  dataSources: [imageDataSource, networkDataSource, logsDataSource, isolationDataSource],
};
