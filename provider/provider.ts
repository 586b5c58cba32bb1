import { isolationDataSource } from './attestation/data-source';
import { isolation } from './attestation/resource';
import { cloneSetDataSource } from './data-sources/clone-set';
import { containersDataSource } from './data-sources/containers';
import { hostFactsDataSource } from './data-sources/host-facts';
import { imageDataSource } from './data-sources/image';
import { isolationPolicyDataSource } from './data-sources/isolation-policy';
import { logsDataSource } from './data-sources/logs';
import { networkDataSource } from './data-sources/network';
import { pluginDataSource } from './data-sources/plugin';
import { registryImageDataSource } from './data-sources/registry-image';
import { registryImageManifestsDataSource } from './data-sources/registry-image-manifests';
import { resourcePoolDataSource } from './data-sources/resource-pool';
import { swarmMembershipDataSource } from './data-sources/swarm-membership';
import { swarmNodesDataSource } from './data-sources/swarm-nodes';
import { swarmTasksDataSource } from './data-sources/swarm-tasks';
import { volumeDataSource } from './data-sources/volume';
import { configureEngines, validateEngines } from './engines/configure';
import { Engines } from './engines/engines';
import { fromEngine, onEngine } from './engines/on-engine';
import { CONNECTION, ENGINE_BLOCK } from './engines/schema';
import { defineSchema, Provider } from './framework/resource';
import { fromModel } from './framework/schema/body-values';
import { cloneSet } from './resources/clone-set/clone-set';
import { container } from './resources/container/container';
import { hostBootstrap } from './resources/host-bootstrap/resource';
import { hostCertificates } from './resources/host-certificates/resource';
import { hostFacts } from './resources/host-facts/resource';
import { imageResource } from './resources/image/image';
import { imageImportResource } from './resources/image/image-import';
import { tag } from './resources/image/tag';
import { network } from './resources/network/network';
import { pluginResource } from './resources/plugin/plugin';
import { registryImage } from './resources/registry-image/resource';
import { resourcePool } from './resources/resource-pool/resource';
import { service } from './resources/service/service';
import { secretlyMatching } from './resources/shared/validators';
import { swarmResource } from './resources/swarm/resource';
import { swarmNodeResource } from './resources/swarm-node/resource';
import { configResource } from './resources/swarm-object/config';
import { secretResource } from './resources/swarm-object/secret';
import { volume } from './resources/volume/volume';

/** Does not quote the value, which may be a password. */
const VARIABLE_NAME = secretlyMatching('the name of an environment variable, such as "REGISTRY_PASSWORD"', /^[A-Za-z_]\w*$/);

const schema = defineSchema({
  description: 'Manages images, containers, networks and volumes of a Docker Engine, with the schema of `kreuzwerker/docker`: '
    + 'configurations and states of that provider work unchanged.',
  attributes: {
    ...CONNECTION,
    disable_docker_daemon_check: {
      type: 'bool',
      optional: true,
      description: 'Has no effect. Accepted for configurations written for other providers: this provider only connects when it needs the '
        + 'engine.',
    },
  },
  blocks: {
    engine: ENGINE_BLOCK,
    registry_auth: {
      nesting: 'set',
      description: 'Credentials for one registry. The default is those in Docker\'s `config.json` (`docker login`), in the folder '
        + '`DOCKER_CONFIG` or `~/.docker`, including its credential helpers. '
        + 'If a block has several sources, the first of these is used: '
        + '`auth_disabled`, `username` and `password` or the variables that `username_env` and `password_env` name, `config_file_content`, '
        + '`config_file`.',
      attributes: {
        address: {
          type: 'string',
          required: true,
          description: 'The registry, as at the start of image names: `registry.example.com:5000`, `ghcr.io`; `docker.io` is Docker Hub. '
            + 'A path is ignored, and so is a scheme, except `http://` where the provider itself asks a registry: then without TLS.',
        },
        username: {
          type: 'string',
          optional: true,
          description: 'User name. Needs `password`. The default is the environment variable `DOCKER_REGISTRY_USER`, if the block has no '
            + '`config_file` or `config_file_content`.',
        },
        password: {
          type: 'string',
          optional: true,
          sensitive: true,
          description: 'Password of the user, or a token. The default is the environment variable `DOCKER_REGISTRY_PASS`, if the block has '
            + 'no `config_file` or `config_file_content`.',
        },
        username_env: {
          type: 'string',
          optional: true,
          validators: [VARIABLE_NAME],
          description: 'Name of the environment variable that has the user name, instead of `username`. The provider reads the variable '
            + 'when it accesses the registry.',
        },
        password_env: {
          type: 'string',
          optional: true,
          validators: [VARIABLE_NAME],
          description: 'Name of the environment variable that has the password or token, instead of `password`. So the password is in no '
            + 'configuration and no plan. The provider reads the variable when it accesses the registry.',
        },
        auth_disabled: {
          type: 'bool',
          optional: true,
          default: false,
          description: 'Sends no credentials to this registry, even if there are any. The default is false.',
        },
        config_file: {
          type: 'string',
          optional: true,
          description: 'A file in the format of `docker login`, to use instead of Docker\'s own.',
        },
        config_file_content: {
          type: 'string',
          optional: true,
          sensitive: true,
          description: 'The content of such a file, as JSON: `{"auths": {"registry.example.com": {"auth": "..."}}}`.',
        },
      },
    },
  },
});

/** The provider: resources and data sources of one or more Docker Engines. */
export const provider: Provider<typeof schema, Engines> = {
  schema,
  validate: (config) => validateEngines(config, process.env),
  configure: (config) => configureEngines(fromModel(schema, config), process.env),
  configurePartly: (config) => configureEngines(config, process.env),
  resources: [
    ...[
      imageResource, imageImportResource, container, network, volume, tag, isolation, hostFacts, hostCertificates, hostBootstrap,
      resourcePool, registryImage, service, configResource, secretResource, swarmResource, pluginResource,
    ].map(onEngine),
    cloneSet, swarmNodeResource,
  ],
  dataSources: [
    imageDataSource, networkDataSource, volumeDataSource, containersDataSource, cloneSetDataSource, logsDataSource, isolationDataSource,
    isolationPolicyDataSource, hostFactsDataSource, resourcePoolDataSource, registryImageDataSource, registryImageManifestsDataSource,
    swarmNodesDataSource, swarmTasksDataSource, swarmMembershipDataSource, pluginDataSource,
  ].map(fromEngine),
};
